//! The questions themselves: each lived as its life says, with a word of its own in every text.

use std::collections::BTreeMap;

use bytes::Bytes;
use jawab_domain::{AnswerKind, Locale, PerLocale, TextRole, access::ActorId, lifecycle::CorrectionKind};
use jawab_service::{
    attachments::{Attachments, Document},
    work::{
        AnswerInput, CorrectionInput, Decision, Deposit, Kept, PressInput, QuestionInput, SeenWork, TextInput, Transfer, Transmit, Turn,
    },
};
use jawab_store::{attachments, rows};
use jawab_tests::redact;

use super::lives::{Facts, Life, Secret, Step};
use crate::work::desk::{Desk, agent, clerk, colleague, day};

/// A question that lived.
pub struct Record {
    pub name: &'static str,
    /// The word that all its texts have.
    pub word: &'static str,
    pub facts: Facts,
    pub kept: Kept,
    /// Its number now, and the first it had.
    pub numbers: Vec<i64>,
    /// The code of its newest answer, if any.
    pub answer: Option<String>,
    /// The hashes of its documents: of the question's, of the answer's.
    pub documents: [String; 2],
    /// The words of each secret.
    pub words: BTreeMap<Secret, [String; 2]>,
}

impl Record {
    /// The secrets of which a word is there.
    pub fn shown(&self, told: &str) -> Vec<Secret> {
        self.words.iter().filter(|(_, words)| words.iter().any(|word| told.contains(word.as_str()))).map(|(secret, _)| *secret).collect()
    }
}

/// The words of a question's secrets: one French, one Arabic. All of one length, none is a part of another.
fn words(nth: u8) -> BTreeMap<Secret, [String; 2]> {
    let (first, second) = (char::from(b'a' + nth / 26), char::from(b'a' + nth % 26));
    Secret::ALL.iter().map(|(secret, letter)| (*secret, ["f", "r"].map(|of| format!("zq{letter}{of}{first}{second}xk")))).collect()
}

/// A PDF of a page that says a word.
async fn document(word: &str) -> Document {
    let pdf = format!(
        "%PDF-1.4\n% {word}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n"
    );
    Attachments::in_memory().inspect(ActorId::Jawab, Bytes::from(pdf)).await.unwrap()
}

/// A question while it lives.
struct Living<'a> {
    desk: &'a Desk,
    facts: Facts,
    word: &'static str,
    words: BTreeMap<Secret, [String; 2]>,
    kept: Kept,
}

/// Lives a life.
pub async fn live(desk: &Desk, nth: u8, (name, word, steps): Life) -> Record {
    let mut living = Living::begin(desk, nth, word, Facts(steps)).await;
    for step in steps {
        living.go(*step).await;
    }
    let (id, app) = (living.kept.id, &desk.app);
    let number = app.strings(&format!("SELECT CAST(number AS TEXT) FROM question WHERE id = {id} AND number IS NOT NULL")).await;
    let old = app.strings(&format!("SELECT CAST(number AS TEXT) FROM reference_alias WHERE question_id = {id}")).await;
    let answers = "SELECT a.code FROM answer a JOIN answer_question e ON e.answer_id = a.id WHERE e.question_id =";
    let own = document(&living.words[&Secret::Bytes][0]).await.sha256().to_owned();
    let drafted = document(&living.words[&Secret::DraftBytes][0]).await.sha256().to_owned();
    Record {
        name,
        word,
        facts: living.facts,
        numbers: number.iter().chain(&old).map(|number| number.parse().unwrap()).collect(),
        answer: app.strings(&format!("{answers} {id} ORDER BY a.id DESC")).await.into_iter().next(),
        documents: [own, drafted],
        kept: living.kept,
        words: living.words,
    }
}

impl<'a> Living<'a> {
    async fn begin(desk: &'a Desk, nth: u8, word: &'static str, facts: Facts) -> Self {
        let kept = Kept { id: 0, code: String::new(), version: 0 };
        let mut living = Self { desk, facts, word, words: words(nth), kept };
        let mut turn = desk.turn(&clerk()).await;
        living.kept = turn.log(living.question(facts.had(Step::Reword))).await.unwrap();
        let document = document(&living.words[&Secret::Bytes][0]).await;
        desk.app.app.attachments.keep(&document).await.unwrap();
        turn.attach(living.kept.seen(), None, &living.words[&Secret::Title][0], &document).await.unwrap();
        turn.commit().await.unwrap();
        living.kept = desk.again(&living.kept).await;
        living
    }

    /// Texts in both languages with words of a secret; the French one with more.
    fn texts(&self, secret: Secret, more: &str) -> PerLocale<TextInput> {
        let of = |n: usize, more: &str| format!("{} {}{more}", self.word, self.words[&secret][n]);
        let arabic = TextInput::new(TextRole::UnofficialTranslation, of(1, ""));
        [(Locale::Fr, TextInput::new(TextRole::Original, of(0, more))), (Locale::Ar, arabic)].into_iter().collect()
    }

    /// The question as its form has it, before its text is corrected or after.
    fn question(&self, before: bool) -> QuestionInput {
        let text = if before { Secret::Earlier } else { Secret::Text };
        let name = if self.facts.had(Step::Redact) { format!(" {}", self.words[&Secret::Name][0]) } else { String::new() };
        let press = PressInput { title: Some(format!("{} dans la presse", self.words[&text][0])), ..PressInput::default() };
        QuestionInput {
            subject: self.texts(Secret::Subject, ""),
            text: self.texts(text, &name),
            sub_questions: vec![self.texts(text, " ?").into()],
            press: vec![press],
            ..self.desk.question("")
        }
    }

    fn answer(&self, secret: Secret) -> AnswerInput {
        AnswerInput { texts: self.texts(secret, ""), ..self.desk.answer(AnswerKind::Final, "") }
    }

    fn reason(&self, secret: Secret) -> &str {
        &self.words[&secret][0]
    }

    async fn work(&self) -> SeenWork {
        let (question, ministry) = (self.kept.id, self.desk.health);
        let of = format!("FROM ministry_work WHERE question_id = {question} AND ministry_id = {ministry}");
        let version = self.desk.app.number(&format!("SELECT COALESCE(MAX(version), 0) {of}")).await;
        SeenWork { question, ministry, version }
    }

    async fn go(&mut self, step: Step) {
        // What is taken from readers was in the index before.
        if [Step::ConfirmHiding, Step::Redact].contains(&step) {
            self.desk.app.index().await;
        }
        if step == Step::Lapse {
            let set = "status = 'lapsed', due_on = NULL, version = version + 1";
            self.desk.app.execute(&format!("UPDATE question SET {set} WHERE id = {}", self.kept.id)).await;
        } else {
            let inside = [Step::Assign, Step::Draft, Step::Clear, Step::Submit, Step::AskTransfer].contains(&step);
            let actor = if inside { agent(self.desk.health) } else { clerk() };
            let mut turn = self
                .desk
                .turn(&if [Step::ConfirmHiding, Step::Unhide, Step::ConfirmCorrection].contains(&step) { colleague() } else { actor })
                .await;
            if inside {
                self.prepare(&mut turn, step).await
            } else {
                self.direct(&mut turn, step).await
            }
            turn.commit().await.unwrap();
        }
        self.kept = self.desk.again(&self.kept).await;
    }

    /// What the ministry does.
    async fn prepare(&self, turn: &mut Turn, step: Step) {
        let work = self.work().await;
        match step {
            Step::Assign => drop(turn.assign(&[work], None, Some(day("2026-11-25"))).await.unwrap()),
            Step::Draft => {
                let work = turn.draft_answer(work, &self.answer(Secret::Draft)).await.unwrap();
                let document = document(&self.words[&Secret::DraftBytes][0]).await;
                self.desk.app.app.attachments.keep(&document).await.unwrap();
                // No use case attaches one: were it there, it would be read with the draft.
                let row = rows::Attachment {
                    id: 0,
                    question_id: None,
                    answer_id: work.answer,
                    sha256: document.sha256().into(),
                    media_type: "application/pdf".into(),
                    size_bytes: document.size(),
                    pages: document.pages(),
                    title: self.words[&Secret::DraftTitle][0].clone(),
                    created_at: self.desk.app.app.clock.now(),
                };
                attachments::insert(turn.db(), row).await.unwrap();
            }
            Step::Clear => drop(turn.clear_answer(work).await.unwrap()),
            Step::Submit => drop(turn.submit_answer(work).await.unwrap()),
            _ => drop(turn.ask_transfer(work.question, work.ministry, self.desk.education, self.reason(Secret::Wish)).await.unwrap()),
        }
    }

    /// What the Chamber does.
    async fn direct(&self, turn: &mut Turn, step: Step) {
        let (seen, why, health) = (self.kept.seen(), self.reason(Secret::Reason), self.desk.health);
        match step {
            Step::Deposit => {
                // None is a part of another.
                let number = Some(7_000 + i32::try_from(self.kept.id).unwrap());
                turn.deposit(seen, Deposit { on: Some(day("2026-10-10")), number, ..Deposit::default() }).await.unwrap();
            }
            Step::Transmit => drop(turn.transmit(seen, Transmit { on: Some(day("2026-10-12")), to: vec![] }).await.unwrap()),
            Step::Publish => drop(turn.publish(seen).await.unwrap()),
            Step::Return => drop(turn.return_answer(self.work().await, self.reason(Secret::Returned)).await.unwrap()),
            Step::Accept => {
                let (answer, read) = (self.newest_answer().await, self.work().await.version);
                drop(turn.publish_answer(seen, answer, None, read).await.unwrap());
            }
            Step::Record => drop(turn.record_answer(seen, health, &self.answer(Secret::Answer)).await.unwrap()),
            Step::Answer => drop(turn.correct_answer(seen, self.newest_answer().await, &self.answer(Secret::Answer)).await.unwrap()),
            Step::Annul => {
                let (answer, kind) = (Some(self.newest_answer().await), CorrectionKind::NotAnswered);
                let done = turn.rectify(seen, &CorrectionInput { kind, answer, ..correction() }, "Autre question").await.unwrap();
                assert!(!done.waits, "no reader counts by it");
            }
            Step::AskHiding => drop(turn.ask_hiding(seen, why).await.unwrap()),
            Step::ConfirmHiding => drop(turn.confirm_hiding(seen).await.unwrap()),
            Step::AskCorrection => drop(turn.rectify(seen, &correction(), why).await.unwrap()),
            Step::ConfirmCorrection => drop(turn.confirm_correction(seen).await.unwrap()),
            Step::AskUnhiding => drop(turn.ask_unhiding(seen, why).await.unwrap()),
            Step::Unhide => drop(turn.confirm_unhiding(seen).await.unwrap()),
            Step::Withdraw => drop(turn.withdraw(seen, None, why).await.unwrap()),
            Step::Convert => drop(turn.convert_to_oral(seen, None, Some(why)).await.unwrap()),
            Step::Redact => drop(redact(turn, seen, Some(self.text().await), &self.words[&Secret::Name][0], why).await.unwrap()),
            Step::Reword | Step::Renumber => drop(turn.edit(seen, self.edited(step).await, Some(why)).await.unwrap()),
            _ => self.transfer(turn).await,
        }
    }

    /// The wish of the ministry is granted; where there is none, the Chamber transfers it of its own.
    async fn transfer(&self, turn: &mut Turn) {
        let asked = format!("SELECT COALESCE(MAX(id), 0) FROM transfer_request WHERE question_id = {}", self.kept.id);
        match self.desk.app.number(&asked).await {
            0 => {
                let (from, to) = (self.desk.health, self.desk.education);
                let how = Transfer { on: None, from, to, reason: self.reason(Secret::Reason).into() };
                turn.transfer(self.kept.seen(), how).await.unwrap();
            }
            request => drop(turn.decide_transfer(self.kept.seen(), request, Decision::Granted(self.desk.app.today())).await.unwrap()),
        }
    }

    async fn edited(&self, step: Step) -> QuestionInput {
        let number = self.desk.app.number(&format!("SELECT CAST(number AS BIGINT) FROM question WHERE id = {}", self.kept.id)).await;
        let moved = if step == Step::Renumber { 500 } else { 0 };
        let mut input = QuestionInput { number: i32::try_from(number + moved).ok(), ..self.question(false) };
        let before = self.desk.form(&self.kept, "").await;
        input.sub_questions.iter_mut().zip(before.sub_questions).for_each(|(sub, before)| sub.id = before.id);
        input
    }

    async fn text(&self) -> i64 {
        let of = format!("question_id = {} AND part = 'question' AND locale = 'fr'", self.kept.id);
        self.desk.app.number(&format!("SELECT id FROM text WHERE {of}")).await
    }

    async fn newest_answer(&self) -> i64 {
        self.desk.app.number(&format!("SELECT MAX(answer_id) FROM answer_question WHERE question_id = {}", self.kept.id)).await
    }
}

/// Another day of transmission.
fn correction() -> CorrectionInput {
    CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-10-11")), answer: None, referral: None }
}
