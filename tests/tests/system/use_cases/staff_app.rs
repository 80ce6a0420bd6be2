//! The staff use cases with users of each role, and questions in every state.

use chrono::NaiveDate;
use jawab_domain::{
    AnswerKind, Chamber, PerLocale, Status, TextRole,
    access::{Actor, ActorId, Mandate, Scope},
    people::Succession,
};
use jawab_service::{
    UseCases,
    use_cases::{
        AnswerInput, CorrectionInput, Deposit, ExpectedVersion, ExpectedWorkVersion, QuestionInput, SavedAnswer, SavedQuestion, TextInput,
        Transmit, UnitOfWork, UseCaseResult,
        registers::{Item, SuccessionInput, fingerprint_of},
    },
};
use jawab_tests::{Start, TestApp, records::record};
use serde_json::json;

/// The product with a member, two ministries and a theme, and access to the use cases.
pub struct StaffApp {
    pub app: TestApp,
    pub use_cases: UseCases,
    pub health: i64,
    pub education: i64,
    pub author: i64,
}

impl Start for StaffApp {
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
        let use_cases = app.app.use_cases();
        let [health, education] = ids;
        Self { app, use_cases, health, education, author }
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

impl StaffApp {
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

    /// The form of an existing question, with another subject and everything else unchanged. It is read in a separate task: a
    /// test may hold a change.
    pub async fn form(&self, saved: &SavedQuestion, subject: &str) -> QuestionInput {
        let (use_cases, id) = (self.use_cases.clone(), saved.id);
        let requested = tokio::spawn(async move { use_cases.question_input(&clerk(), id).await });
        let (input, _) = requested.await.unwrap().unwrap();
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

    pub async fn begin(&self, actor: &Actor) -> UnitOfWork {
        self.use_cases.begin(actor).await.unwrap()
    }

    pub async fn log(&self, subject: &str) -> SavedQuestion {
        let mut unit = self.begin(&clerk()).await;
        let saved = unit.log(self.question(subject)).await.unwrap();
        unit.commit().await.unwrap();
        saved
    }

    pub async fn deposited(&self, subject: &str) -> SavedQuestion {
        let draft = self.log(subject).await;
        let mut unit = self.begin(&clerk()).await;
        let saved = unit.deposit(draft.expected(), Deposit { on: Some(day("2026-11-02")), ..Deposit::default() }).await.unwrap();
        unit.commit().await.unwrap();
        saved
    }

    pub async fn transmitted(&self, subject: &str) -> SavedQuestion {
        let saved = self.deposited(subject).await;
        let mut unit = self.begin(&clerk()).await;
        let saved = unit.transmit(saved.expected(), Transmit { on: Some(day("2026-11-04")), to: vec![] }).await.unwrap();
        unit.commit().await.unwrap();
        saved
    }

    pub async fn published(&self, subject: &str) -> SavedQuestion {
        let saved = self.transmitted(subject).await;
        let mut unit = self.begin(&clerk()).await;
        let saved = unit.publish(saved.expected()).await.unwrap();
        unit.commit().await.unwrap();
        self.app.index().await;
        saved
    }

    /// Published, with a submitted answer and a pending transfer request.
    pub async fn pending(&self, subject: &str) -> SavedQuestion {
        let saved = self.published(subject).await;
        let mut unit = self.begin(&agent(self.health)).await;
        let not_begun = ExpectedWorkVersion { question: saved.id, ministry: self.health, version: 0 };
        let draft = unit.draft_answer(not_begun, &self.answer(AnswerKind::Final, "Projet.")).await.unwrap();
        let cleared = unit.clear_answer(draft.expected()).await.unwrap();
        unit.submit_answer(cleared.expected()).await.unwrap();
        unit.ask_transfer(saved.id, self.health, self.education, "Pas à nous").await.unwrap();
        unit.commit().await.unwrap();
        saved
    }

    pub async fn answered(&self, subject: &str) -> SavedAnswer {
        let saved = self.published(subject).await;
        let mut unit = self.begin(&clerk()).await;
        let answer = unit.record_answer(saved.expected(), self.health, &self.answer(AnswerKind::Final, "Oui.")).await.unwrap();
        unit.commit().await.unwrap();
        self.app.index().await;
        answer
    }

    /// A question that is not published, in a state.
    pub async fn in_state(&self, status: Status) -> SavedQuestion {
        let subject = format!("Sujet {status}");
        let saved = match status {
            Status::Draft => return self.log(&subject).await,
            Status::Deposited => return self.deposited(&subject).await,
            _ => self.transmitted(&subject).await,
        };
        let mut unit = self.begin(&clerk()).await;
        let saved = match status {
            Status::Answered => {
                unit.record_answer(saved.expected(), self.health, &self.answer(AnswerKind::Final, "Oui.")).await.unwrap().question
            }
            Status::Withdrawn => unit.withdraw(saved.expected(), None, "Demande de l’auteur").await.unwrap(),
            Status::Converted => unit.convert_to_oral(saved.expected(), None, None).await.unwrap(),
            _ => saved,
        };
        unit.commit().await.unwrap();
        if status == Status::Lapsed {
            self.app
                .execute(&format!("UPDATE question SET status = 'lapsed', due_on = NULL, version = version + 1 WHERE id = {}", saved.id))
                .await;
            return self.reloaded(&saved).await;
        }
        saved
    }

    /// A value that readers count by is corrected: one clerk requests and another confirms.
    pub async fn corrected_by_two(&self, id: i64, input: &CorrectionInput, why: &str) -> UseCaseResult<SavedQuestion> {
        let mut unit = self.begin(&clerk()).await;
        let requested = unit.correct_record(self.expected_version(id).await, input, why).await?;
        assert!(requested.waits, "readers count by it");
        unit.commit().await?;
        let mut unit = self.begin(&colleague()).await;
        let saved = unit.confirm_correction(requested.question.expected()).await?;
        unit.commit().await?;
        self.app.index().await;
        Ok(saved)
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
        let seen = fingerprint_of(self.app.app.database.reader(), Item::Ministry(self.health)).await.unwrap();
        let mut unit = self.begin(&administrator()).await;
        unit.succeed_ministry(self.health, seen, &input).await.unwrap();
        unit.commit().await.unwrap();
        self.app.index().await;
    }

    /// The question as it is now.
    pub async fn reloaded(&self, saved: &SavedQuestion) -> SavedQuestion {
        let version = self.app.number(&format!("SELECT version FROM question WHERE id = {}", saved.id)).await;
        SavedQuestion { version, ..saved.clone() }
    }

    pub async fn expected_version(&self, id: i64) -> ExpectedVersion {
        ExpectedVersion { question: id, version: self.app.number(&format!("SELECT version FROM question WHERE id = {id}")).await }
    }

    pub async fn events(&self, id: i64) -> Vec<String> {
        self.app.strings(&format!("SELECT kind FROM event WHERE question_id = {id} ORDER BY id")).await
    }

    pub async fn one(&self, sql: &str) -> String {
        self.app.strings(sql).await.remove(0)
    }
}
