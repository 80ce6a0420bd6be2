//! A desk with people at it, and questions in every state.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, PerLocale, Status, TextRole,
    access::{Actor, ActorId, Mandate, Scope},
    people::Succession,
};
use jawab_service::{
    Work,
    work::{
        AnswerInput, CorrectionInput, Deposit, Kept, KeptAnswer, Outcome, QuestionInput, Seen, SeenWork, TextInput, Transmit, Turn,
        reference::{Item, SuccessionInput, print_of},
    },
};
use jawab_tests::{Start, TestApp, records::record};
use serde_json::json;

/// The product with a member, two ministries and a theme, and the door to the use cases.
pub struct Desk {
    pub app: TestApp,
    pub work: Work,
    pub health: i64,
    pub education: i64,
    pub author: i64,
}

impl Start for Desk {
    async fn start(backend: jawab_tests::Backend) -> Self {
        let app = TestApp::start(backend).await;
        let people = json!({
            "authors": [{ "name": { "ar": "المصطفى الدحماني", "fr": "Mustapha Dahmani" }, "group": { "fr": "Groupe inventé" } }],
            "ministries": [{ "fr": "Santé" }, { "fr": "Éducation" }],
            "themes": [{ "fr": "Eau" }], "chamber": "councillors", "legislature": 10,
        });
        app.load(&[record("people", people)]).await;
        let mut ids = [0; 2];
        for (id, slug) in ids.iter_mut().zip(["Santé", "Éducation"]) {
            *id = app.number(&format!("SELECT ministry_id FROM ministry_name WHERE name = '{slug}'")).await;
        }
        let author = app.number("SELECT id FROM member").await;
        let work = app.app.work();
        let [health, education] = ids;
        Self { app, work, health, education, author }
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn person(id: i64, mandate: Mandate) -> Actor {
    Actor { id: ActorId::Account(id), name: format!("Personne {id}"), mandate }
}

pub fn clerk() -> Actor {
    person(1, Mandate::Clerk(Chamber::Councillors))
}

pub fn colleague() -> Actor {
    person(2, Mandate::Clerk(Chamber::Councillors))
}

pub fn other_clerk() -> Actor {
    person(3, Mandate::Clerk(Chamber::Representatives))
}

pub fn administrator() -> Actor {
    person(4, Mandate::Administrator)
}

pub fn agent(ministry: i64) -> Actor {
    person(5, Mandate::MinistryAgent(vec![ministry]))
}

pub fn program() -> Actor {
    Actor { id: ActorId::Token(6), name: "Programme".into(), mandate: Mandate::Program(Scope::Import, Some(Chamber::Councillors)) }
}

/// A text in French.
pub fn french(body: &str) -> PerLocale<TextInput> {
    [(jawab_domain::Locale::Fr, TextInput::new(TextRole::Original, body))].into_iter().collect()
}

impl Desk {
    pub fn question(&self, subject: &str) -> QuestionInput {
        QuestionInput {
            legislature: Some(11),
            subject: french(subject),
            text: french("Le texte nomme Karim Inconnu. Karim Inconnu habite ici."),
            sub_questions: vec![french("Combien ?").into(), french("Quand ?").into()],
            authors: vec![self.author],
            ministries: vec![self.health],
            ..QuestionInput::new(Chamber::Councillors)
        }
    }

    /// The form of a question that is there, with another subject and everything else as it is. It is asked for in a task of its own: a
    /// test may hold a change.
    pub async fn form(&self, kept: &Kept, subject: &str) -> QuestionInput {
        let (work, id) = (self.work.clone(), kept.id);
        let asked = tokio::spawn(async move { work.question_input(&clerk(), id).await });
        let (input, _) = asked.await.unwrap().unwrap();
        QuestionInput { subject: french(subject), ..input }
    }

    pub fn answer(&self, kind: AnswerKind, body: &str) -> AnswerInput {
        AnswerInput {
            kind,
            minister: [(jawab_domain::Locale::Fr, "Un ministre".to_owned())].into_iter().collect(),
            answered_on: None,
            texts: french(body),
            also: Vec::new(),
            coverage: Vec::new(),
        }
    }

    pub async fn turn(&self, actor: &Actor) -> Turn {
        self.work.begin(actor).await.unwrap()
    }

    pub async fn log(&self, subject: &str) -> Kept {
        let mut turn = self.turn(&clerk()).await;
        let kept = turn.log(self.question(subject)).await.unwrap();
        turn.commit().await.unwrap();
        kept
    }

    pub async fn deposited(&self, subject: &str) -> Kept {
        let draft = self.log(subject).await;
        let mut turn = self.turn(&clerk()).await;
        let kept = turn.deposit(draft.seen(), Deposit { on: Some(day("2026-11-02")), ..Deposit::default() }).await.unwrap();
        turn.commit().await.unwrap();
        kept
    }

    pub async fn transmitted(&self, subject: &str) -> Kept {
        let kept = self.deposited(subject).await;
        let mut turn = self.turn(&clerk()).await;
        let kept = turn.transmit(kept.seen(), Transmit { on: Some(day("2026-11-04")), to: vec![] }).await.unwrap();
        turn.commit().await.unwrap();
        kept
    }

    pub async fn published(&self, subject: &str) -> Kept {
        let kept = self.transmitted(subject).await;
        let mut turn = self.turn(&clerk()).await;
        let kept = turn.publish(kept.seen()).await.unwrap();
        turn.commit().await.unwrap();
        self.app.index().await;
        kept
    }

    /// Published, with an answer that waits at the Chamber and the ministry's wish that it go elsewhere.
    pub async fn pending(&self, subject: &str) -> Kept {
        let kept = self.published(subject).await;
        let mut turn = self.turn(&agent(self.health)).await;
        let begun = SeenWork { question: kept.id, ministry: self.health, version: 0 };
        let draft = turn.draft_answer(begun, &self.answer(AnswerKind::Final, "Projet.")).await.unwrap();
        let cleared = turn.clear_answer(draft.seen()).await.unwrap();
        turn.submit_answer(cleared.seen()).await.unwrap();
        turn.ask_transfer(kept.id, self.health, self.education, "Pas à nous").await.unwrap();
        turn.commit().await.unwrap();
        kept
    }

    pub async fn answered(&self, subject: &str) -> KeptAnswer {
        let kept = self.published(subject).await;
        let mut turn = self.turn(&clerk()).await;
        let answer = turn.record_answer(kept.seen(), self.health, &self.answer(AnswerKind::Final, "Oui.")).await.unwrap();
        turn.commit().await.unwrap();
        self.app.index().await;
        answer
    }

    /// A question that is not published, in a state.
    pub async fn in_state(&self, status: Status) -> Kept {
        let subject = format!("Sujet {status}");
        let kept = match status {
            Status::Draft => return self.log(&subject).await,
            Status::Deposited => return self.deposited(&subject).await,
            _ => self.transmitted(&subject).await,
        };
        let mut turn = self.turn(&clerk()).await;
        let kept = match status {
            Status::Answered => {
                turn.record_answer(kept.seen(), self.health, &self.answer(AnswerKind::Final, "Oui.")).await.unwrap().question
            }
            Status::Withdrawn => turn.withdraw(kept.seen(), None, "Demande de l’auteur").await.unwrap(),
            Status::Converted => turn.convert_to_oral(kept.seen(), None, None).await.unwrap(),
            _ => kept,
        };
        turn.commit().await.unwrap();
        if status == Status::Lapsed {
            self.app
                .execute(&format!("UPDATE question SET status = 'lapsed', due_on = NULL, version = version + 1 WHERE id = {}", kept.id))
                .await;
            return self.again(&kept).await;
        }
        kept
    }

    /// What readers count by is put right as one clerk asks and another confirms.
    pub async fn put_right_by_two(&self, id: i64, input: &CorrectionInput, why: &str) -> Outcome<Kept> {
        let mut turn = self.turn(&clerk()).await;
        let asked = turn.rectify(self.seen(id).await, input, why).await?;
        assert!(asked.waits, "readers count by it");
        turn.commit().await?;
        let mut turn = self.turn(&colleague()).await;
        let kept = turn.confirm_correction(asked.question.seen()).await?;
        turn.commit().await?;
        self.app.index().await;
        Ok(kept)
    }

    /// Health becomes part of Education on 20 November.
    pub async fn merged(&self) {
        let input = SuccessionInput {
            kind: Succession::Replaced,
            on: day("2026-11-20"),
            to: vec![self.education],
            open_to: Some(self.education),
            ends: true,
            reason: "Décret".into(),
        };
        let seen = print_of(self.app.app.database.reader(), Item::Ministry(self.health)).await.unwrap();
        let mut turn = self.turn(&administrator()).await;
        turn.succeed_ministry(self.health, seen, &input).await.unwrap();
        turn.commit().await.unwrap();
        self.app.index().await;
    }

    /// The question as it is now.
    pub async fn again(&self, kept: &Kept) -> Kept {
        let version = self.app.number(&format!("SELECT version FROM question WHERE id = {}", kept.id)).await;
        Kept { version, ..kept.clone() }
    }

    pub async fn seen(&self, id: i64) -> Seen {
        Seen { question: id, version: self.app.number(&format!("SELECT version FROM question WHERE id = {id}")).await }
    }

    pub async fn events(&self, id: i64) -> Vec<String> {
        self.app.strings(&format!("SELECT kind FROM event WHERE question_id = {id} ORDER BY id")).await
    }

    pub async fn one(&self, sql: &str) -> String {
        self.app.strings(sql).await.remove(0)
    }
}
