//! What somebody recorded here stays, as long as the source says nothing new of it; the report says where the two differ.

use jawab_domain::{Chamber, Locale, TextRole, lifecycle::CorrectionKind};
use jawab_service::{
    import::{Import, Report},
    use_cases::{CorrectionInput, QuestionInput, TextInput, TextPlace, Transfer, Transmit},
};
use jawab_tests::{
    apply, both_databases,
    records::{lines, record},
};
use serde_json::{Value, json};

use super::counts;
use crate::use_cases::staff_app::{StaffApp, clerk, day};

const NO_NOTES: [(String, String); 0] = [];

/// A question of the health ministry, as its source has it, with other fields.
fn imported(subject: &str, fields: Value) -> Value {
    let mut record = record(
        "a",
        json!({
            "chamber": "councillors", "legislature": 11, "number": 7001, "deposited_on": "2026-11-01", "ministry": { "fr": "Santé" },
            "subject": { "fr": subject },
        }),
    );
    record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    record
}

fn transmitted(subject: &str, on: &str) -> Value {
    imported(subject, json!({ "transmitted_on": on }))
}

/// Imports a changed record, after a dry run that foresees the same. Returns the notes.
async fn updated(staff: &StaffApp, record: Value) -> Vec<(String, String)> {
    let dry = staff.app.run_import(&Import { dry_run: true, ..staff.app.import_of(lines(std::slice::from_ref(&record))) }).await.unwrap();
    let report = staff.app.load(&[record]).await;
    assert_eq!(counts(&report), [0, 1, 0, 0, 0]);
    assert_eq!(report, dry, "the dry run said what would happen");
    noted(&report)
}

fn noted(report: &Report) -> Vec<(String, String)> {
    report.notes.first().iter().map(|note| (note.field.clone(), note.problem.to_string())).collect()
}

fn note(field: &str, here: &str, source: &str) -> (String, String) {
    (field.to_owned(), format!("somebody recorded {here} here, and that stays; the file says {source}"))
}

/// Its status, the days of its transmission and its end, and its subject.
async fn facts(staff: &StaffApp) -> String {
    let day = |column: &str| format!("COALESCE(CAST(q.{column} AS TEXT), '-')");
    let (transmitted, ended) = (day("transmitted_on"), day("ended_on"));
    let sql = format!(
        "SELECT q.status || ' ' || {transmitted} || ' ' || {ended} || ' ' || t.body FROM question q \
         JOIN text t ON t.question_id = q.id AND t.part = 'subject' AND t.locale = 'fr' WHERE q.source_id = 'a'"
    );
    staff.one(&sql).await
}

/// The ministries of the question, each with its days: since when, until when, and by when it is due.
async fn parts(staff: &StaffApp) -> Vec<String> {
    let day = |column: &str| format!("COALESCE(CAST(a.{column} AS TEXT), '-')");
    let (since, until, due) = (day("since"), day("until"), day("due_on"));
    let sql = format!(
        "SELECT n.name || ' ' || {since} || ' ' || {until} || ' ' || {due} FROM attribution a JOIN question q ON q.id = a.question_id \
         JOIN ministry_name n ON n.ministry_id = a.ministry_id WHERE q.source_id = 'a' ORDER BY a.position"
    );
    staff.app.strings(&sql).await
}

#[apply(both_databases)]
async fn a_withdrawal_stays_until_the_source_knows_of_an_end(staff: StaffApp) {
    staff.app.load(&[transmitted("Un", "2026-11-10")]).await;
    let id = staff.app.id("a").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.withdraw(staff.expected_version(id).await, Some(day("2026-11-20")), "Demande de l’auteur").await.unwrap();
    unit.commit().await.unwrap();
    let stays = [note("status", "withdrawn on 2026-11-20", "no end")];
    assert_eq!(updated(&staff, transmitted("Deux", "2026-11-10")).await, stays);
    assert_eq!(facts(&staff).await, "withdrawn 2026-11-10 2026-11-20 Deux");
    let page = staff.app.get("/fr/questions/councillors/11/7001").await.text();
    assert!(page.contains("Retirée") && page.contains("Deux"), "{page}");
    let ended = imported("Trois", json!({ "transmitted_on": "2026-11-10", "status": "withdrawn", "ended_on": "2026-11-19" }));
    assert_eq!(updated(&staff, ended).await, NO_NOTES);
    assert_eq!(facts(&staff).await, "withdrawn 2026-11-10 2026-11-19 Trois");
    assert_eq!(updated(&staff, transmitted("Quatre", "2026-11-10")).await, NO_NOTES, "the source takes its own end back");
    assert_eq!(facts(&staff).await, "transmitted 2026-11-10 - Quatre");
}

#[apply(both_databases)]
async fn a_transmission_stays_until_the_source_knows_of_one(staff: StaffApp) {
    staff.app.load(&[imported("Un", json!({}))]).await;
    let id = staff.app.id("a").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.transmit(staff.expected_version(id).await, Transmit { on: Some(day("2026-11-07")), to: vec![] }).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(updated(&staff, imported("Deux", json!({}))).await, [note("transmitted_on", "2026-11-07", "nothing")]);
    assert_eq!(facts(&staff).await, "transmitted 2026-11-07 - Deux");
    assert_eq!(parts(&staff).await, ["Santé 2026-11-07 - 2026-11-27"]);
    assert_eq!(updated(&staff, transmitted("Deux", "2026-11-09")).await, NO_NOTES);
    assert_eq!(facts(&staff).await, "transmitted 2026-11-09 - Deux");
    assert_eq!(parts(&staff).await, ["Santé 2026-11-09 - 2026-11-29"]);
}

#[apply(both_databases)]
async fn a_day_that_two_people_put_right_stays_until_the_source_changes_it(staff: StaffApp) {
    staff.app.load(&[transmitted("Un", "2026-11-10")]).await;
    let id = staff.app.id("a").await;
    let correction = CorrectionInput { kind: CorrectionKind::Transmitted, on: Some(day("2026-11-15")), answer: None, referral: None };
    staff.corrected_by_two(id, &correction, "Lettre du bureau").await.unwrap();
    assert_eq!(updated(&staff, transmitted("Deux", "2026-11-10")).await, [note("transmitted_on", "2026-11-15", "2026-11-10")]);
    assert_eq!(facts(&staff).await, "transmitted 2026-11-15 - Deux");
    assert_eq!(parts(&staff).await, ["Santé 2026-11-15 - 2026-12-05"]);
    // A source that is silent once and then says its old value says nothing new.
    assert_eq!(updated(&staff, imported("Deux", json!({}))).await, [note("transmitted_on", "2026-11-15", "nothing")]);
    assert_eq!(updated(&staff, transmitted("Deux", "2026-11-10")).await, [note("transmitted_on", "2026-11-15", "2026-11-10")]);
    assert_eq!(facts(&staff).await, "transmitted 2026-11-15 - Deux");
    assert_eq!(updated(&staff, transmitted("Deux", "2026-11-12")).await, NO_NOTES);
    assert_eq!(facts(&staff).await, "transmitted 2026-11-12 - Deux");
}

#[apply(both_databases)]
async fn a_transfer_stays_and_its_transmission_moves(staff: StaffApp) {
    staff.app.load(&[transmitted("Un", "2026-11-10")]).await;
    transferred_to_education(&staff, "2026-11-12").await;
    let before = parts(&staff).await;
    assert_eq!(before.len(), 2, "{before:?}");
    let stays = [note("ministries", "Éducation", "Santé")];
    assert_eq!(updated(&staff, transmitted("Deux", "2026-11-10")).await, stays);
    let translated = imported("Deux", json!({ "transmitted_on": "2026-11-10", "ministry": { "fr": "Santé", "ar": "الصحة" } }));
    assert_eq!(updated(&staff, translated).await, stays, "a name in one more language means the same ministry");
    assert_eq!((parts(&staff).await, facts(&staff).await.as_str()), (before, "transmitted 2026-11-10 - Deux"));
    assert_eq!(updated(&staff, transmitted("Deux", "2026-11-11")).await, stays);
    let moved = parts(&staff).await;
    assert!(moved[0].starts_with("Santé 2026-11-11 2026-11-12") && moved[1].starts_with("Éducation 2026-11-12"), "{moved:?}");
    // After the transfer it cannot have been transmitted.
    let held = ("transmitted_on".to_owned(), "this date lies after a referral recorded here; 2026-11-11 stays".to_owned());
    let both = [held, stays[0].clone()];
    assert_eq!(updated(&staff, transmitted("Deux", "2026-11-14")).await, both);
    // The source has come to know where the question is, and not how it came there.
    let followed = imported("Deux", json!({ "transmitted_on": "2026-11-11", "ministry": { "fr": "Éducation" } }));
    assert_eq!(updated(&staff, followed).await, NO_NOTES);
    assert_eq!(parts(&staff).await, moved);
}

/// The ministries of the question, each with the day of its answer.
async fn answered_by(staff: &StaffApp) -> Vec<String> {
    let sql = "SELECT n.name || ' ' || COALESCE(CAST(a.answered_on AS TEXT), '-') FROM attribution a JOIN question q ON q.id = a.question_id \
               JOIN ministry_name n ON n.ministry_id = a.ministry_id WHERE q.source_id = 'a' ORDER BY a.position";
    staff.app.strings(sql).await
}

async fn transferred_to_education(staff: &StaffApp, on: &str) {
    let how = Transfer { on: Some(day(on)), from: staff.health, to: staff.education, reason: "Compétence".into() };
    let id = staff.app.id("a").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.transfer(staff.expected_version(id).await, how).await.unwrap();
    unit.commit().await.unwrap();
}

#[apply(both_databases)]
async fn an_answer_in_the_source_settles_nothing_for_a_ministry_that_was_added_here(staff: StaffApp) {
    staff.app.load(&[transmitted("Un", "2026-11-10")]).await;
    let id = staff.app.id("a").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.add_ministry(staff.expected_version(id).await, staff.education, Some(day("2026-11-12")), "Aussi").await.unwrap();
    unit.commit().await.unwrap();
    let stays = [note("ministries", "Santé, Éducation", "Santé")];
    let answers = |all: &[Value]| imported("Un", json!({ "transmitted_on": "2026-11-10", "answers": all }));
    let first = json!({ "date": "2026-11-19", "texts": { "fr": "Oui." } });
    assert_eq!(updated(&staff, answers(std::slice::from_ref(&first))).await, stays);
    assert_eq!(facts(&staff).await, "transmitted 2026-11-10 - Un");
    assert_eq!(answered_by(&staff).await, ["Santé 2026-11-19", "Éducation -"]);
    let second = json!({ "date": "2026-11-20", "ministry": { "fr": "Éducation" }, "texts": { "fr": "Non." } });
    assert_eq!(updated(&staff, answers(&[first, second])).await, stays);
    assert_eq!(facts(&staff).await, "answered 2026-11-10 - Un");
    assert_eq!(answered_by(&staff).await, ["Santé 2026-11-19", "Éducation 2026-11-20"]);
}

#[apply(both_databases)]
async fn an_answer_of_a_ministry_that_no_longer_has_the_question_settles_nothing(staff: StaffApp) {
    staff.app.load(&[transmitted("Un", "2026-11-10")]).await;
    transferred_to_education(&staff, "2026-11-12").await;
    let answer = json!({ "date": "2026-11-20", "ministry": { "fr": "Santé" }, "texts": { "fr": "Oui." } });
    let answered = imported("Un", json!({ "transmitted_on": "2026-11-10", "answer": answer }));
    assert_eq!(updated(&staff, answered).await, [note("ministries", "Éducation", "Santé")]);
    assert_eq!(facts(&staff).await, "transmitted 2026-11-10 - Un");
    assert_eq!(answered_by(&staff).await, ["Santé -", "Éducation -"]);
}

#[apply(both_databases)]
async fn the_day_of_an_answer_that_two_people_put_right_stays(staff: StaffApp) {
    let of = |subject: &str, on: &str| {
        imported(subject, json!({ "transmitted_on": "2026-11-10", "answer": { "date": on, "texts": { "fr": "Oui." } } }))
    };
    staff.app.load(&[of("Un", "2026-11-20")]).await;
    let (id, answer) = (staff.app.id("a").await, staff.app.number("SELECT id FROM answer").await);
    let correction = CorrectionInput { kind: CorrectionKind::Answered, on: Some(day("2026-11-18")), answer: Some(answer), referral: None };
    staff.corrected_by_two(id, &correction, "Lettre du bureau").await.unwrap();
    assert_eq!(updated(&staff, of("Deux", "2026-11-20")).await, [note("answers[0].date", "2026-11-18", "2026-11-20")]);
    assert_eq!(facts(&staff).await, "answered 2026-11-10 - Deux");
    assert_eq!(answered_by(&staff).await, ["Santé 2026-11-18"]);
    assert_eq!(staff.one(&format!("SELECT CAST(answered_on AS TEXT) FROM question WHERE id = {id}")).await, "2026-11-18");
    assert_eq!(updated(&staff, of("Trois", "2026-11-18")).await, NO_NOTES, "the source follows");
    let report = staff.app.import(&lines(&[of("Quatre", "2026-11-19")])).await;
    staff.app.index().await;
    assert_eq!(counts(&report), [0, 0, 0, 0, 1], "a day that it never had");
}

#[apply(both_databases)]
async fn a_clock_that_a_transfer_started_does_not_move_with_the_transmission(staff: StaffApp) {
    staff.app.execute("UPDATE deadline_rule SET restarts_on_transfer = TRUE").await;
    staff.app.load(&[transmitted("Un", "2026-11-10")]).await;
    transferred_to_education(&staff, "2026-11-10").await;
    assert_eq!(parts(&staff).await, ["Santé 2026-11-10 2026-11-10 2026-11-30", "Éducation 2026-11-10 - 2026-11-30"]);
    assert_eq!(updated(&staff, transmitted("Un", "2026-11-09")).await, [note("ministries", "Éducation", "Santé")]);
    assert_eq!(parts(&staff).await, ["Santé 2026-11-09 2026-11-10 2026-11-29", "Éducation 2026-11-10 - 2026-11-30"]);
}

async fn sub_question(staff: &StaffApp, body: &str) -> i64 {
    staff.app.number(&format!("SELECT sub_question_id FROM text WHERE part = 'sub_question' AND body = '{body}'")).await
}

#[apply(both_databases)]
async fn a_sub_question_that_was_reworded_here_is_known_by_its_earlier_words(staff: StaffApp) {
    let of = |all: &[&str]| {
        let all: Vec<Value> = all.iter().map(|body| json!({ "fr": body })).collect();
        imported("Un", json!({ "sub_questions": all }))
    };
    staff.app.load(&[of(&["Combien ?", "Quand ?"])]).await;
    let id = staff.app.id("a").await;
    let (how_many, when) = (sub_question(&staff, "Combien ?").await, sub_question(&staff, "Quand ?").await);
    let text = staff.app.number(&format!("SELECT id FROM text WHERE sub_question_id = {how_many}")).await;
    let mut unit = staff.begin(&clerk()).await;
    let right = TextInput::new(TextRole::Original, "Combien de centres ?");
    unit.change_text(staff.expected_version(id).await, text, &right, Some("Faute")).await.unwrap();
    unit.commit().await.unwrap();
    let stays = note("sub_questions[1].fr", "Combien de centres ?", "Combien ?");
    assert_eq!(updated(&staff, of(&["Où ?", "Combien ?", "Quand ?"])).await, [stays]);
    let after = (sub_question(&staff, "Combien de centres ?").await, sub_question(&staff, "Quand ?").await);
    assert_eq!(after, (how_many, when), "each is the same one");
}

#[apply(both_databases)]
async fn themes_and_words_that_a_clerk_changed_stay(staff: StaffApp) {
    staff.app.load(&[imported("Un", json!({ "text": { "fr": "Le texte." } }))]).await;
    let id = staff.app.id("a").await;
    let theme = staff.app.number("SELECT id FROM theme").await;
    let (input, _) = staff.use_cases.question_input(&clerk(), id).await.unwrap();
    let mut unit = staff.begin(&clerk()).await;
    let input = QuestionInput { themes: vec![theme], ..input };
    let saved = unit.edit(staff.expected_version(id).await, input, Some("Thème oublié")).await.unwrap();
    let of = |part: &str| format!("SELECT id FROM text WHERE part = '{part}' AND question_id = {id}");
    let subject = staff.app.number(&of("subject")).await;
    let text = staff.app.number(&of("question")).await;
    let (right, other) = (TextInput::new(TextRole::Original, "Un, corrigé"), TextInput::new(TextRole::UnofficialTranslation, "موضوع"));
    let saved = unit.change_text(saved.expected(), subject, &right, Some("Faute")).await.unwrap();
    let saved = unit.add_translation(saved.expected(), TextPlace::Subject, Locale::Ar, &other).await.unwrap();
    unit.review_text(saved.expected(), text).await.unwrap();
    unit.commit().await.unwrap();

    let changed = |subject: &str, on: &str| imported(subject, json!({ "text": { "fr": "Le texte." }, "deposited_on": on }));
    let stay = [note("themes", "Eau", "nothing"), note("subject.fr", "Un, corrigé", "Un")];
    assert_eq!(updated(&staff, changed("Un", "2026-11-02")).await, stay);
    let of_question = format!("SELECT locale || ' ' || body FROM text WHERE question_id = {id} AND part = 'subject' ORDER BY locale");
    assert_eq!(staff.app.strings(&of_question).await, ["ar موضوع", "fr Un, corrigé"]);
    let reviewed = format!("SELECT COALESCE(reviewed_by, '-') FROM text WHERE question_id = {id} AND part = 'question'");
    assert_eq!(staff.one(&reviewed).await, "Personne 1", "a text that did not change keeps its review");
    assert_eq!(staff.one(&format!("SELECT CAST(deposited_on AS TEXT) FROM question WHERE id = {id}")).await, "2026-11-02");

    assert_eq!(updated(&staff, changed("Trois", "2026-11-02")).await, [stay[0].clone()]);
    assert_eq!(staff.app.strings(&of_question).await, ["ar موضوع", "fr Trois"], "new words of the source are taken");
    let clerk = staff.app.clerk(Chamber::Councillors).await;
    assert_eq!(clerk.get(&format!("/fr/staff/questions/{}", staff.app.code("a").await)).await.status, 200);
}
