//! The questions themselves: each built by its lifecycle, with a unique word in every text.

use std::collections::BTreeMap;

use bytes::Bytes;
use jawab_domain::{AnswerKind, Locale, PerLocale, TextRole, access::ActorId, lifecycle::CorrectionKind};
use jawab_service::{
    attachments::{Attachments, Document},
    use_cases::{
        AnswerInput, CorrectionInput, Decision, Deposit, ExpectedWorkVersion, InternalDeadline, PressInput, QuestionInput, SavedQuestion,
        TextInput, Transfer, Transmit, UnitOfWork,
    },
};
use jawab_store::{attachments, rows};
use jawab_tests::redact;

use super::lifecycles::{Facts, Lifecycle, Secret, Step};
use crate::use_cases::staff_app::{StaffApp, agent, clerk, colleague, day};

/// A question in the database.
pub struct Record {
    pub name: &'static str,
    /// The word in all its texts.
    pub word: &'static str,
    pub facts: Facts,
    pub saved: SavedQuestion,
    /// Its current number, and its first one.
    pub numbers: Vec<i64>,
    /// The code of its newest answer, if any.
    pub answer: Option<String>,
    /// The hashes of its documents: the question's and the answer's.
    pub documents: [String; 2],
    /// The words of each secret.
    pub words: BTreeMap<Secret, [String; 2]>,
}

impl Record {
    /// The secrets whose words occur.
    pub fn shown(&self, text: &str) -> Vec<Secret> {
        self.words.iter().filter(|(_, words)| words.iter().any(|word| text.contains(word.as_str()))).map(|(secret, _)| *secret).collect()
    }
}

/// The words of a question's secrets: one French, one Arabic. All have the same length, and none is a part of another.
fn words(nth: u8) -> BTreeMap<Secret, [String; 2]> {
    let (first, second) = (char::from(b'a' + nth / 26), char::from(b'a' + nth % 26));
    Secret::ALL.iter().map(|(secret, letter)| (*secret, ["f", "r"].map(|of| format!("zq{letter}{of}{first}{second}xk")))).collect()
}

/// A one-page PDF that contains a word.
async fn document(word: &str) -> Document {
    let pdf = format!(
        "%PDF-1.4\n% {word}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n"
    );
    Attachments::in_memory().inspect(ActorId::Jawab, Bytes::from(pdf)).await.unwrap()
}

/// A question while it is being built.
struct RecordBuilder<'a> {
    staff: &'a StaffApp,
    facts: Facts,
    word: &'static str,
    words: BTreeMap<Secret, [String; 2]>,
    saved: SavedQuestion,
}

/// Builds a question from its lifecycle.
pub async fn build_record(staff: &StaffApp, nth: u8, (name, word, steps): Lifecycle) -> Record {
    let mut builder = RecordBuilder::begin(staff, nth, word, Facts(steps)).await;
    for step in steps {
        builder.apply_step(*step).await;
    }
    let (id, app) = (builder.saved.id, &staff.app);
    let number = app.strings(&format!("SELECT CAST(number AS TEXT) FROM question WHERE id = {id} AND number IS NOT NULL")).await;
    let old = app.strings(&format!("SELECT CAST(number AS TEXT) FROM reference_alias WHERE question_id = {id}")).await;
    let answers = "SELECT a.code FROM answer a JOIN answer_question e ON e.answer_id = a.id WHERE e.question_id =";
    let own = document(&builder.words[&Secret::Bytes][0]).await.sha256().to_owned();
    let drafted = document(&builder.words[&Secret::DraftBytes][0]).await.sha256().to_owned();
    Record {
        name,
        word,
        facts: builder.facts,
        numbers: number.iter().chain(&old).map(|number| number.parse().unwrap()).collect(),
        answer: app.strings(&format!("{answers} {id} ORDER BY a.id DESC")).await.into_iter().next(),
        documents: [own, drafted],
        saved: builder.saved,
        words: builder.words,
    }
}

impl<'a> RecordBuilder<'a> {
    async fn begin(staff: &'a StaffApp, nth: u8, word: &'static str, facts: Facts) -> Self {
        let saved = SavedQuestion { id: 0, code: String::new(), version: 0 };
        let mut builder = Self { staff, facts, word, words: words(nth), saved };
        let mut unit = staff.begin(&clerk()).await;
        builder.saved = unit.log(builder.question(facts.had(Step::Reword))).await.unwrap();
        let document = document(&builder.words[&Secret::Bytes][0]).await;
        staff.app.app.attachments.store(&document).await.unwrap();
        unit.attach(builder.saved.expected(), None, &builder.words[&Secret::Title][0], &document).await.unwrap();
        unit.commit().await.unwrap();
        builder.saved = staff.reloaded(&builder.saved).await;
        builder
    }

    /// Texts in both languages with the words of a secret; the French one with an addition.
    fn texts(&self, secret: Secret, more: &str) -> PerLocale<TextInput> {
        let of = |n: usize, more: &str| format!("{} {}{more}", self.word, self.words[&secret][n]);
        let arabic = TextInput::new(TextRole::UnofficialTranslation, of(1, ""));
        [(Locale::Fr, TextInput::new(TextRole::Original, of(0, more))), (Locale::Ar, arabic)].into_iter().collect()
    }

    /// The question's form, before or after its text is corrected.
    fn question(&self, before: bool) -> QuestionInput {
        let text = if before { Secret::Earlier } else { Secret::Text };
        let name = if self.facts.had(Step::Redact) { format!(" {}", self.words[&Secret::Name][0]) } else { String::new() };
        let press = PressInput { title: Some(format!("{} dans la presse", self.words[&text][0])), ..PressInput::default() };
        QuestionInput {
            subject: self.texts(Secret::Subject, ""),
            text: self.texts(text, &name),
            sub_questions: vec![self.texts(text, " ?").into()],
            press: vec![press],
            ..self.staff.question("")
        }
    }

    fn answer(&self, secret: Secret) -> AnswerInput {
        AnswerInput { texts: self.texts(secret, ""), ..self.staff.answer(AnswerKind::Final, "") }
    }

    fn reason(&self, secret: Secret) -> &str {
        &self.words[&secret][0]
    }

    async fn work(&self) -> ExpectedWorkVersion {
        let (question, ministry) = (self.saved.id, self.staff.health);
        let of = format!("FROM ministry_work WHERE question_id = {question} AND ministry_id = {ministry}");
        let version = self.staff.app.number(&format!("SELECT COALESCE(MAX(version), 0) {of}")).await;
        ExpectedWorkVersion { question, ministry, version }
    }

    async fn apply_step(&mut self, step: Step) {
        // A text removed from readers was indexed before.
        if [Step::ConfirmHiding, Step::Redact].contains(&step) {
            self.staff.app.index().await;
        }
        if step == Step::Lapse {
            let set = "status = 'lapsed', due_on = NULL, version = version + 1";
            self.staff.app.execute(&format!("UPDATE question SET {set} WHERE id = {}", self.saved.id)).await;
        } else {
            let inside = [Step::Assign, Step::Draft, Step::Clear, Step::Submit, Step::AskTransfer].contains(&step);
            let actor = if inside { agent(self.staff.health) } else { clerk() };
            let mut unit = self
                .staff
                .begin(&if [Step::ConfirmHiding, Step::Unhide, Step::ConfirmCorrection].contains(&step) { colleague() } else { actor })
                .await;
            if inside {
                self.apply_ministry_step(&mut unit, step).await
            } else {
                self.apply_chamber_step(&mut unit, step).await
            }
            unit.commit().await.unwrap();
        }
        self.saved = self.staff.reloaded(&self.saved).await;
    }

    /// Events of the ministry.
    async fn apply_ministry_step(&self, unit: &mut UnitOfWork, step: Step) {
        let work = self.work().await;
        match step {
            Step::Assign => drop(unit.assign(&[work], None, InternalDeadline::On(day("2026-11-25"))).await.unwrap()),
            Step::Draft => {
                let work = unit.draft_answer(work, &self.answer(Secret::Draft)).await.unwrap();
                let document = document(&self.words[&Secret::DraftBytes][0]).await;
                self.staff.app.app.attachments.store(&document).await.unwrap();
                // No use case attaches one: if it existed, it would be read with the draft.
                let row = rows::Attachment {
                    id: 0,
                    question_id: None,
                    answer_id: work.answer,
                    sha256: document.sha256().into(),
                    media_type: "application/pdf".into(),
                    size_bytes: document.size(),
                    pages: document.pages(),
                    title: self.words[&Secret::DraftTitle][0].clone(),
                    created_at: self.staff.app.app.clock.now(),
                };
                attachments::insert(unit.db(), row).await.unwrap();
            }
            Step::Clear => drop(unit.clear_answer(work).await.unwrap()),
            Step::Submit => drop(unit.submit_answer(work).await.unwrap()),
            _ => drop(unit.ask_transfer(work.question, work.ministry, self.staff.education, self.reason(Secret::Wish)).await.unwrap()),
        }
    }

    /// Events of the Chamber.
    async fn apply_chamber_step(&self, unit: &mut UnitOfWork, step: Step) {
        let (seen, why, health) = (self.saved.expected(), self.reason(Secret::Reason), self.staff.health);
        match step {
            Step::Deposit => {
                // None is a part of another.
                let number = Some(7_000 + i32::try_from(self.saved.id).unwrap());
                unit.deposit(seen, Deposit { on: Some(day("2026-10-10")), number, ..Deposit::default() }).await.unwrap();
            }
            Step::Transmit => drop(unit.transmit(seen, Transmit { on: Some(day("2026-10-12")), to: vec![] }).await.unwrap()),
            Step::Publish => drop(unit.publish(seen).await.unwrap()),
            Step::Return => drop(unit.return_answer(self.work().await, self.reason(Secret::Returned)).await.unwrap()),
            Step::Accept => {
                let (answer, read) = (self.newest_answer().await, self.work().await.version);
                drop(unit.publish_answer(seen, answer, None, read).await.unwrap());
            }
            Step::Record => drop(unit.record_answer(seen, health, &self.answer(Secret::Answer)).await.unwrap()),
            Step::Answer => drop(unit.correct_answer(seen, self.newest_answer().await, &self.answer(Secret::Answer)).await.unwrap()),
            Step::Annul => {
                let (answer, kind) = (Some(self.newest_answer().await), CorrectionKind::NotAnswered);
                let done = unit.correct_record(seen, &CorrectionInput { kind, answer, ..correction() }, "Autre question").await.unwrap();
                assert!(!done.waits, "no reader counts by it");
            }
            Step::AskHiding => drop(unit.ask_hiding(seen, why).await.unwrap()),
            Step::ConfirmHiding => drop(unit.confirm_hiding(seen).await.unwrap()),
            Step::AskCorrection => drop(unit.correct_record(seen, &correction(), why).await.unwrap()),
            Step::ConfirmCorrection => drop(unit.confirm_correction(seen).await.unwrap()),
            Step::AskUnhiding => drop(unit.ask_unhiding(seen, why).await.unwrap()),
            Step::Unhide => drop(unit.confirm_unhiding(seen).await.unwrap()),
            Step::Withdraw => drop(unit.withdraw(seen, None, why).await.unwrap()),
            Step::Convert => drop(unit.convert_to_oral(seen, None, Some(why)).await.unwrap()),
            Step::Redact => drop(redact(unit, seen, Some(self.text().await), &self.words[&Secret::Name][0], why).await.unwrap()),
            Step::Reword | Step::Renumber => drop(unit.edit(seen, self.edited(step).await, Some(why)).await.unwrap()),
            _ => self.transfer(unit).await,
        }
    }

    /// The transfer request is granted; if there is none, the Chamber transfers it on its own.
    async fn transfer(&self, unit: &mut UnitOfWork) {
        let asked = format!("SELECT COALESCE(MAX(id), 0) FROM transfer_request WHERE question_id = {}", self.saved.id);
        match self.staff.app.number(&asked).await {
            0 => {
                let (from, to) = (self.staff.health, self.staff.education);
                let how = Transfer { on: None, from, to, reason: self.reason(Secret::Reason).into() };
                unit.transfer(self.saved.expected(), how).await.unwrap();
            }
            request => drop(unit.decide_transfer(self.saved.expected(), request, Decision::Granted(self.staff.app.today())).await.unwrap()),
        }
    }

    async fn edited(&self, step: Step) -> QuestionInput {
        let number = self.staff.app.number(&format!("SELECT CAST(number AS BIGINT) FROM question WHERE id = {}", self.saved.id)).await;
        let moved = if step == Step::Renumber { 500 } else { 0 };
        let mut input = QuestionInput { number: i32::try_from(number + moved).ok(), ..self.question(false) };
        let before = self.staff.form(&self.saved, "").await;
        input.ministries = before.ministries;
        input.sub_questions.iter_mut().zip(before.sub_questions).for_each(|(sub, before)| sub.id = before.id);
        input
    }

    async fn text(&self) -> i64 {
        let of = format!("question_id = {} AND part = 'question' AND locale = 'fr'", self.saved.id);
        self.staff.app.number(&format!("SELECT id FROM text WHERE {of}")).await
    }

    async fn newest_answer(&self) -> i64 {
        self.staff.app.number(&format!("SELECT MAX(answer_id) FROM answer_question WHERE question_id = {}", self.saved.id)).await
    }
}

/// Another day of transmission.
fn correction() -> CorrectionInput {
    CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-10-11")), answer: None, referral: None }
}
