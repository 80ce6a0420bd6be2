//! How often the row of a question is read: by a use case once to judge who acts and once under its lock, by a page once.

use std::{cell::RefCell, collections::BTreeMap};

use jawab_domain::{
    AnswerKind, Locale, TextRole,
    access::{Actor, ActorId},
    lifecycle::CorrectionKind,
    question::LinkKind,
};
use jawab_service::{
    compute_pool::{ComputePool, Queue},
    redaction::{NameQuery, Names, find_names},
    use_cases::{
        AnswerInput, CorrectionInput, Decision, Deposit, ExpectedWorkVersion, InternalDeadline, LinkInput, TextInput, TextPlace, Transfer,
        Transmit, UnitOfWork, UseCaseResult,
    },
};
use jawab_tests::{Statements, apply, both_databases};
use sea_orm::Statement;

use super::{
    attachments::pdf,
    staff_app::{StaffApp, agent, clerk, colleague, day},
};

/// How often a use case may read the row of one question.
const MAX_READS: usize = 2;
/// The tables of reference data that pages take from memory.
const REFERENCE_TABLES: [&str; 6] = ["ministry_name", "member_name", "political_group_name", "theme", "holiday", "deadline_rule"];

/// The use cases, with the reads of each.
struct Counter {
    staff: StaffApp,
    statements: Statements,
    /// The most reads of one question, by use case.
    reads: RefCell<BTreeMap<&'static str, usize>>,
    too_many: RefCell<Vec<String>>,
}

impl Counter {
    fn new(mut staff: StaffApp) -> Self {
        let statements = staff.app.record_statements();
        staff.use_cases = staff.app.app.use_cases();
        Self { staff, statements, reads: RefCell::default(), too_many: RefCell::default() }
    }

    /// Carries out a use case in a unit of work of its own, and counts how often it reads the row of each question.
    async fn run<T>(&self, name: &'static str, actor: &Actor, act: impl AsyncFnOnce(&mut UnitOfWork) -> UseCaseResult<T>) -> T {
        let mut unit = self.staff.begin(actor).await;
        self.statements.take();
        let done = act(&mut unit).await.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let sent = self.statements.take();
        unit.commit().await.unwrap();
        assert!(!sent.is_empty(), "{name}: no statement was recorded");
        let mut of_questions: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
        for statement in &sent {
            for question in rows_read(statement) {
                of_questions.entry(question).or_default().push(&statement.sql);
            }
        }
        let most = of_questions.values().map(Vec::len).max().unwrap_or_default();
        self.reads.borrow_mut().insert(name, most);
        for (question, read) in of_questions.iter().filter(|(_, read)| read.len() > MAX_READS) {
            let (times, read) = (read.len(), read.join("\n    "));
            self.too_many.borrow_mut().push(format!("{name} reads question {question} {times} times:\n    {read}"));
        }
        done
    }

    /// Fails if any use case read too often, or if no read was recognised at all.
    async fn finish(self) {
        self.staff.app.index().await;
        let (reads, too_many) = (self.reads.borrow(), self.too_many.borrow());
        assert!(too_many.is_empty(), "{}\nall: {reads:?}", too_many.join("\n"));
        assert!(reads.values().any(|most| *most == MAX_READS), "the reads are not recognised: {reads:?}");
    }
}

/// The questions whose rows a statement reads by identity.
fn rows_read(statement: &Statement) -> Vec<i64> {
    const BY_IDENTITY: &str = r#" WHERE "question"."id" "#;
    let sql = &statement.sql;
    let selects = sql.starts_with("SELECT") && sql.contains(&format!(r#"FROM "question"{BY_IDENTITY}"#));
    let returns = sql.starts_with(r#"UPDATE "question""#) && sql.contains(BY_IDENTITY) && sql.contains(" RETURNING ");
    if !selects && !returns {
        return Vec::new();
    }
    let with_values = statement.to_string();
    let (_, identities) = with_values.split_once(BY_IDENTITY).unwrap();
    let identities = identities.trim_start_matches(|c: char| !c.is_ascii_digit());
    let identities: String = identities.chars().take_while(|c| c.is_ascii_digit() || ", ".contains(*c)).collect();
    identities.split(',').filter_map(|id| id.trim().parse().ok()).collect()
}

#[apply(both_databases)]
async fn a_question_from_its_draft_to_its_publication(staff: StaffApp) {
    let counter = Counter::new(staff);
    let (staff, clerk, colleague) = (&counter.staff, clerk(), colleague());
    let saved = counter.run("log", &clerk, async |unit| unit.log(staff.question("Sujet")).await).await;
    let input = staff.form(&saved, "Autre sujet").await;
    let saved = counter.run("edit", &clerk, async |unit| unit.edit(saved.expected(), input, None).await).await;
    let document = staff.app.app.attachments.inspect(ActorId::Jawab, pdf(1).into()).await.unwrap();
    let attached = counter.run("attach", &clerk, async |unit| unit.attach(saved.expected(), None, "Lettre", &document).await).await;
    let seen = staff.expected_version(saved.id).await;
    let saved = counter.run("detach", &clerk, async |unit| unit.detach(seen, attached.id).await).await;
    let deposit = Deposit { on: Some(day("2026-11-02")), ..Deposit::default() };
    let saved = counter.run("deposit", &clerk, async |unit| unit.deposit(saved.expected(), deposit).await).await;
    counter.run("exclude_number", &clerk, async |unit| unit.exclude_number_from_series(saved.id).await).await;
    counter.run("bring_series_back", &clerk, async |unit| unit.bring_series_back(saved.id).await).await;
    let transmit = Transmit { on: Some(day("2026-11-04")), to: Vec::new() };
    let saved = counter.run("transmit", &clerk, async |unit| unit.transmit(saved.expected(), transmit).await).await;
    let moved = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-03")), answer: None, referral: None };
    let corrected = counter.run("correct", &clerk, async |unit| unit.correct_record(saved.expected(), &moved, "Lettre").await).await;
    let saved = if corrected.waits {
        counter.run("confirm_correction", &colleague, async |unit| unit.confirm_correction(corrected.question.expected()).await).await
    } else {
        corrected.question
    };
    let saved = counter.run("publish", &clerk, async |unit| unit.publish(saved.expected()).await).await;
    let input = staff.form(&saved, "Sujet corrigé").await;
    counter.run("edit_published", &clerk, async |unit| unit.edit(saved.expected(), input, Some("Erreur")).await).await;
    let draft = staff.log("Brouillon").await;
    counter.run("delete_draft", &clerk, async |unit| unit.delete_draft(draft.expected()).await).await;
    counter.finish().await;
}

#[apply(both_databases)]
async fn a_question_that_is_sent_on_or_ends(staff: StaffApp) {
    let counter = Counter::new(staff);
    let (staff, clerk) = (&counter.staff, clerk());
    let (saved, other) = (staff.published("Sujet").await, staff.published("Autre").await);
    let transfer = Transfer { on: None, from: staff.health, to: staff.education, reason: "Compétence".into() };
    let saved = counter.run("transfer", &clerk, async |unit| unit.transfer(saved.expected(), transfer).await).await;
    let added = async |unit: &mut UnitOfWork| unit.add_ministry(other.expected(), staff.education, None, "Aussi").await;
    let other = counter.run("add_ministry", &clerk, added).await;
    counter.run("remind", &clerk, async |unit| unit.remind(other.id, staff.health, None).await).await;
    counter.run("renew", &clerk, async |unit| unit.renew(saved.id).await).await;
    let link = LinkInput { kind: LinkKind::GroupedWith, to: other.id };
    let saved = counter.run("link", &clerk, async |unit| unit.link(saved.expected(), link).await).await;
    let saved = counter.run("unlink", &clerk, async |unit| unit.unlink(saved.expected(), link).await).await;
    counter.run("withdraw", &clerk, async |unit| unit.withdraw(saved.expected(), None, "Demande").await).await;
    counter.run("convert", &clerk, async |unit| unit.convert_to_oral(other.expected(), None, None).await).await;
    counter.finish().await;
}

#[apply(both_databases)]
async fn a_public_question_that_is_corrected_hidden_and_translated(staff: StaffApp) {
    let counter = Counter::new(staff);
    let (staff, clerk, colleague) = (&counter.staff, clerk(), colleague());
    let saved = staff.published("Sujet").await;
    let arabic = TextInput::new(TextRole::UnofficialTranslation, "موضوع السؤال");
    let translated = async |unit: &mut UnitOfWork| unit.add_translation(saved.expected(), TextPlace::Subject, Locale::Ar, &arabic).await;
    let saved = counter.run("add_translation", &clerk, translated).await;
    let reviewed = async |unit: &mut UnitOfWork| unit.review_translation(saved.expected(), TextPlace::Subject, Locale::Ar).await;
    let saved = counter.run("review_translation", &clerk, reviewed).await;
    let text = staff.app.number("SELECT id FROM text WHERE locale = 'ar' AND part = 'subject'").await;
    let saved = counter.run("review_text", &clerk, async |unit| unit.review_text(saved.expected(), text).await).await;
    let better = TextInput::new(TextRole::UnofficialTranslation, "موضوع أدق");
    let changed = async |unit: &mut UnitOfWork| unit.change_text(saved.expected(), text, &better, Some("Précision")).await;
    let saved = counter.run("change_text", &clerk, changed).await;
    let document = staff.app.app.attachments.inspect(ActorId::Jawab, pdf(1).into()).await.unwrap();
    let attached = counter.run("attach", &clerk, async |unit| unit.attach(saved.expected(), None, "Lettre", &document).await).await;
    let seen = staff.expected_version(saved.id).await;
    let withdrawn = async |unit: &mut UnitOfWork| unit.withdraw_document(seen, attached.id, "Erreur de dossier").await;
    let saved = counter.run("withdraw_document", &clerk, withdrawn).await;
    let moved = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-03")), answer: None, referral: None };
    let asked = counter.run("correct", &clerk, async |unit| unit.correct_record(saved.expected(), &moved, "Lettre").await).await;
    let dropped = async |unit: &mut UnitOfWork| unit.drop_correction(asked.question.expected(), "").await;
    let saved = counter.run("drop_correction", &clerk, dropped).await;
    let asked = counter.run("correct", &clerk, async |unit| unit.correct_record(saved.expected(), &moved, "Lettre").await).await;
    let confirmed = async |unit: &mut UnitOfWork| unit.confirm_correction(asked.question.expected()).await;
    let saved = counter.run("confirm_correction", &colleague, confirmed).await;
    let (db, pool) = (staff.app.app.database.reader(), ComputePool::default());
    let query = NameQuery { question: saved.id, names: Names::new(["Karim Inconnu"]).unwrap(), only: None, after: 0 };
    let search = find_names(db, &pool, Queue::Anonymous, query).await.unwrap();
    let search = search.with_form_drafts(db, &pool, Queue::Anonymous).await.unwrap();
    let saved = counter.run("redact", &clerk, async |unit| unit.redact(saved.expected(), &search, "Citoyen nommé").await).await;
    let saved = counter.run("ask_hiding", &clerk, async |unit| unit.ask_hiding(saved.expected(), "Plainte").await).await;
    let saved = counter.run("drop_hiding", &clerk, async |unit| unit.drop_hiding(saved.expected(), "").await).await;
    let saved = counter.run("ask_hiding", &clerk, async |unit| unit.ask_hiding(saved.expected(), "Plainte").await).await;
    let saved = counter.run("confirm_hiding", &colleague, async |unit| unit.confirm_hiding(saved.expected()).await).await;
    let saved = counter.run("ask_unhiding", &clerk, async |unit| unit.ask_unhiding(saved.expected(), "Levée").await).await;
    counter.run("confirm_unhiding", &colleague, async |unit| unit.confirm_unhiding(saved.expected()).await).await;
    counter.finish().await;
}

#[apply(both_databases)]
async fn an_answer_for_two_questions_from_its_ministry_to_its_publication(staff: StaffApp) {
    let counter = Counter::new(staff);
    let (staff, clerk, agent) = (&counter.staff, clerk(), agent(counter.staff.health));
    let (one, two) = (staff.published("Un").await, staff.published("Deux").await);
    let begun = ExpectedWorkVersion { question: one.id, ministry: staff.health, version: 0 };
    let work = counter.run("assign", &agent, async |unit| unit.assign(&[begun], None, InternalDeadline::Unchanged).await).await.remove(0);
    let answer = AnswerInput { also: vec![two.id], answered_on: Some(day("2026-11-10")), ..staff.answer(AnswerKind::Final, "Oui.") };
    let work = counter.run("draft_answer", &agent, async |unit| unit.draft_answer(work.expected(), &answer).await).await;
    let work = counter.run("clear_answer", &agent, async |unit| unit.clear_answer(work.expected()).await).await;
    let work = counter.run("submit_answer", &agent, async |unit| unit.submit_answer(work.expected()).await).await;
    let work = counter.run("recall_answer", &agent, async |unit| unit.recall_answer(work.expected()).await).await;
    let work = counter.run("submit_answer", &agent, async |unit| unit.submit_answer(work.expected()).await).await;
    let work = counter.run("return_answer", &clerk, async |unit| unit.return_answer(work.expected(), "À revoir").await).await;
    let asked = async |unit: &mut UnitOfWork| unit.ask_transfer(one.id, staff.health, staff.education, "Pas à nous").await;
    let request = counter.run("ask_transfer", &agent, asked).await;
    let (seen, refusal) = (staff.expected_version(one.id).await, Decision::Refused("C’est à vous".into()));
    counter.run("decide_transfer", &clerk, async |unit| unit.decide_transfer(seen, request, refusal).await).await;
    let work = counter.run("draft_answer", &agent, async |unit| unit.draft_answer(work.expected(), &answer).await).await;
    let work = counter.run("clear_answer", &agent, async |unit| unit.clear_answer(work.expected()).await).await;
    let work = counter.run("submit_answer", &agent, async |unit| unit.submit_answer(work.expected()).await).await;
    let (seen, answer) = (staff.expected_version(one.id).await, work.answer.unwrap());
    counter.run("publish_answer", &clerk, async |unit| unit.publish_answer(seen, answer, None, work.version).await).await;
    counter.finish().await;
}

#[apply(both_databases)]
async fn an_answer_that_the_chamber_records_corrects_and_annuls(staff: StaffApp) {
    let counter = Counter::new(staff);
    let (staff, clerk) = (&counter.staff, clerk());
    let (one, two) = (staff.published("Un").await, staff.published("Deux").await);
    let answer = AnswerInput { also: vec![two.id], ..staff.answer(AnswerKind::Final, "Oui.") };
    let recorded = async |unit: &mut UnitOfWork| unit.record_answer(one.expected(), staff.health, &answer).await;
    let given = counter.run("record_answer", &clerk, recorded).await;
    let right = staff.answer(AnswerKind::Final, "Non.");
    let corrected = async |unit: &mut UnitOfWork| unit.correct_answer(given.question.expected(), given.id, &right).await;
    counter.run("correct_answer", &clerk, corrected).await;

    let (one, two) = (staff.transmitted("Trois").await, staff.transmitted("Quatre").await);
    let answer = AnswerInput { also: vec![two.id], ..staff.answer(AnswerKind::Final, "Oui.") };
    let recorded = async |unit: &mut UnitOfWork| unit.record_answer(one.expected(), staff.health, &answer).await;
    let given = counter.run("record_answer", &clerk, recorded).await;
    let mistake = CorrectionInput { kind: CorrectionKind::NotAnswered, on: None, answer: Some(given.id), referral: None };
    let annulled = async |unit: &mut UnitOfWork| unit.correct_record(given.question.expected(), &mistake, "Erreur").await;
    counter.run("annul_answer", &clerk, annulled).await;
    counter.finish().await;
}

#[apply(both_databases)]
async fn a_page_reads_its_question_once_and_names_from_memory(staff: StaffApp) {
    let counter = Counter::new(staff);
    let saved = counter.staff.published("Sujet").await;
    assert_eq!(counter.staff.app.get("/fr/rule").await.status, 200, "it brings reference data into memory");
    let (page, api) = ("questions/councillors/11/1", format!("/api/v1/questions/{}", saved.code));
    for address in [format!("/fr/{page}"), format!("/ar/{page}"), format!("/api/v1/{page}"), api] {
        counter.statements.take();
        assert_eq!(counter.staff.app.get(&address).await.status, 200, "{address}");
        let sent: Vec<String> = counter.statements.take().into_iter().map(|statement| statement.sql).collect();
        let questions = sent.iter().filter(|sql| sql.contains(r#"FROM "question" WHERE"#)).count();
        assert_eq!(questions, 1, "{address}:\n{}", sent.join("\n"));
        for table in REFERENCE_TABLES {
            assert!(!sent.iter().any(|sql| sql.contains(&format!("FROM \"{table}\""))), "{address} reads {table}:\n{}", sent.join("\n"));
        }
    }
}
