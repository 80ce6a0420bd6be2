//! The questions that lapse with their legislature are those that the lifecycle lets end on that day, whatever happened to them
//! before.

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::use_cases::{
    AnswerInput, CorrectionInput, Deposit, ExpectedWorkVersion, LegislatureEnd, QuestionInput, Transfer, Transmit,
};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::{Value, json};

use super::staff_app::{StaffApp, agent, clerk, colleague};

/// An event of a question, on a day of November 2026.
#[derive(Debug, Clone, Copy)]
enum Act {
    Deposited(u32),
    Transmitted(u32),
    TransmittedToBoth(u32),
    Transferred(u32),
    MinistryAdded(u32),
    /// By the first ministry.
    Answered(AnswerKind, u32),
    /// The last answer is corrected by another.
    AnswerCorrected(u32),
    Withdrawn(u32),
    Converted(u32),
    /// A wrong record is corrected: to another day, if given.
    Corrected(CorrectionKind, Option<u32>),
}

use Act::{
    AnswerCorrected, Answered, Converted, Corrected, Deposited, MinistryAdded, Transferred, Transmitted, TransmittedToBoth, Withdrawn,
};

/// The day on which the legislature's questions lapse.
const DAY: u32 = 10;

/// Lifecycles, and whether each ends on [`DAY`].
const LIFECYCLES: &[(&str, &[Act], bool)] = &[
    ("a draft", &[], false),
    ("deposited", &[Deposited(2)], true),
    ("deposited that day", &[Deposited(DAY)], true),
    ("deposited later", &[Deposited(12)], false),
    ("deposited later by mistake", &[Deposited(12), Corrected(CorrectionKind::Deposited, Some(8))], true),
    ("transmitted", &[Deposited(2), Transmitted(4)], true),
    ("transmitted that day", &[Deposited(2), Transmitted(DAY)], true),
    ("transmitted later", &[Deposited(2), Transmitted(12)], false),
    ("transmitted later by mistake", &[Deposited(2), Transmitted(12), Corrected(CorrectionKind::Transmitted, Some(6))], true),
    ("transmitted later in truth", &[Deposited(2), Transmitted(6), Corrected(CorrectionKind::Transmitted, Some(12))], false),
    ("not transmitted", &[Deposited(2), Transmitted(12), Corrected(CorrectionKind::NotTransmitted, None)], true),
    ("transferred", &[Deposited(2), Transmitted(4), Transferred(8)], true),
    ("transferred later", &[Deposited(2), Transmitted(4), Transferred(12)], false),
    ("transferred later by mistake", &[Deposited(2), Transmitted(4), Transferred(12), Corrected(CorrectionKind::Referred, Some(9))], true),
    (
        "transferred later and not transmitted",
        &[Deposited(2), Transmitted(4), Transferred(12), Corrected(CorrectionKind::NotTransmitted, None)],
        true,
    ),
    ("with one more ministry", &[Deposited(2), Transmitted(4), MinistryAdded(9)], true),
    ("with one more ministry later", &[Deposited(2), Transmitted(4), MinistryAdded(12)], false),
    ("held", &[Deposited(2), Transmitted(4), Answered(AnswerKind::Holding, 9)], true),
    ("held later", &[Deposited(2), Transmitted(4), Answered(AnswerKind::Holding, 12)], false),
    (
        "held later by mistake",
        &[Deposited(2), Transmitted(4), Answered(AnswerKind::Holding, 12), Corrected(CorrectionKind::NotAnswered, None)],
        true,
    ),
    ("answered", &[Deposited(2), Transmitted(4), Answered(AnswerKind::Final, 9)], false),
    ("answered later", &[Deposited(2), Transmitted(4), Answered(AnswerKind::Final, 12)], false),
    (
        "answered later by mistake",
        &[Deposited(2), Transmitted(4), Answered(AnswerKind::Final, 12), Corrected(CorrectionKind::NotAnswered, None)],
        true,
    ),
    ("answered in part", &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 9)], true),
    ("answered in part later", &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 12)], false),
    (
        "answered in part, of another day",
        &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 12), Corrected(CorrectionKind::Answered, Some(8))],
        true,
    ),
    (
        "answered in part, by mistake",
        &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 12), Corrected(CorrectionKind::NotAnswered, None)],
        true,
    ),
    (
        "answered in part, and corrected later",
        &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 9), AnswerCorrected(12)],
        false,
    ),
    ("withdrawn", &[Deposited(2), Transmitted(4), Withdrawn(8)], false),
    ("withdrawn later by mistake", &[Deposited(2), Transmitted(4), Withdrawn(12), Corrected(CorrectionKind::NotEnded, None)], true),
    ("converted", &[Deposited(2), Transmitted(4), Converted(8)], false),
];

fn november(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// A question of that lifecycle; returns its id.
async fn live(staff: &StaffApp, name: &str, acts: &[Act]) -> i64 {
    let id = staff.log(name).await.id;
    for act in acts {
        let last = format!("SELECT COALESCE(MAX(answer_id), 0) FROM answer_question WHERE question_id = {id}");
        let (seen, answer) = (staff.expected_version(id).await, staff.app.number(&last).await);
        let answered = |kind, on| AnswerInput { answered_on: Some(november(on)), ..staff.answer(kind, "Oui.") };
        let mut unit = staff.begin(&clerk()).await;
        match *act {
            Deposited(on) => drop(unit.deposit(seen, Deposit { on: Some(november(on)), ..Deposit::default() }).await.unwrap()),
            Transmitted(on) => drop(unit.transmit(seen, Transmit { on: Some(november(on)), to: Vec::new() }).await.unwrap()),
            TransmittedToBoth(on) => {
                let to = vec![staff.health, staff.education];
                drop(unit.transmit(seen, Transmit { on: Some(november(on)), to }).await.unwrap());
            }
            Transferred(on) => {
                let how = Transfer { on: Some(november(on)), from: staff.health, to: staff.education, reason: "Compétence".into() };
                drop(unit.transfer(seen, how).await.unwrap());
            }
            MinistryAdded(on) => drop(unit.add_ministry(seen, staff.education, Some(november(on)), "Aussi").await.unwrap()),
            Answered(kind, on) => drop(unit.record_answer(seen, staff.health, &answered(kind, on)).await.unwrap()),
            AnswerCorrected(on) => drop(unit.correct_answer(seen, answer, &answered(AnswerKind::Correction, on)).await.unwrap()),
            Withdrawn(on) => drop(unit.withdraw(seen, Some(november(on)), "Demande").await.unwrap()),
            Converted(on) => drop(unit.convert_to_oral(seen, Some(november(on)), None).await.unwrap()),
            Corrected(kind, on) => {
                let referral = (kind == CorrectionKind::Referred).then_some(2);
                let input = CorrectionInput { kind, on: on.map(november), answer: Some(answer).filter(|id| *id > 0), referral };
                assert!(!unit.correct_record(seen, &input, "Lettre").await.unwrap().waits, "{name}: nobody has read it");
            }
        }
        unit.commit().await.unwrap();
    }
    id
}

/// Imported questions, and whether each ends on [`DAY`]. Unknown days prevent nothing.
async fn imported(staff: &StaffApp) -> Vec<(&'static str, i64, bool)> {
    let (health, education) = (json!({ "fr": "Santé" }), json!({ "fr": "Éducation" }));
    let both = json!([health, education]);
    let transfer = |on: Option<&str>| json!([{ "from": health, "to": education, "on": on }]);
    let undated = json!([{ "kind": "final", "ministry": health, "texts": { "fr": "Oui." } }]);
    let held = json!([{ "kind": "holding", "date": "2026-11-12", "texts": { "fr": "Bientôt." } }]);
    let all: [(&str, Value, bool); 6] = [
        ("t:undated", json!({ "status": "transmitted", "ministry": health }), true),
        ("t:moved", json!({ "transmitted_on": "2026-11-04", "ministry": education, "transfers": transfer(Some("2026-11-12")) }), false),
        ("t:moved-some-day", json!({ "transmitted_on": "2026-11-04", "ministry": education, "transfers": transfer(None) }), true),
        ("t:partly", json!({ "transmitted_on": "2026-11-04", "ministries": both, "answers": undated }), true),
        ("t:partly-later", json!({ "transmitted_on": "2026-11-12", "ministries": both, "answers": undated }), false),
        ("t:held-later", json!({ "transmitted_on": "2026-11-04", "ministry": health, "answers": held }), false),
    ];
    let records = (901_i32..).zip(&all).map(|(number, (source_id, fields, _))| {
        let mut fields = fields.clone();
        fields["chamber"] = "councillors".into();
        fields["legislature"] = 11.into();
        fields["number"] = number.into();
        record(source_id, fields)
    });
    staff.app.load(&records.collect::<Vec<_>>()).await;
    let mut lives = Vec::new();
    for (source_id, _, ends) in all {
        lives.push((source_id, staff.app.id(source_id).await, ends));
    }
    lives
}

#[apply(both_databases)]
async fn a_question_lapses_where_its_life_lets_it_end_that_day(staff: StaffApp) {
    let mut lives = Vec::new();
    for (name, acts, ends) in LIFECYCLES {
        lives.push((*name, live(&staff, name, acts).await, *ends));
    }
    lives.extend(imported(&staff).await);
    let mut unit = staff.begin(&clerk()).await;
    let other = unit.log(QuestionInput { legislature: Some(10), ..staff.question("Autre législature") }).await.unwrap();
    unit.deposit(other.expected(), Deposit { on: Some(november(2)), ..Deposit::default() }).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-05')").await;

    let ending = LegislatureEnd { chamber: Chamber::Councillors, legislature: 11, on: november(DAY) };
    for on in [5, DAY, 12, 21].map(november) {
        let preview = staff.use_cases.lapse_preview(&clerk(), LegislatureEnd { on, ..ending }).await.unwrap();
        for (name, id, _) in &lives {
            // Withdrawing a single question gives the same result.
            let ends = staff.begin(&clerk()).await.withdraw(staff.expected_version(*id).await, Some(on), "Demande").await;
            assert_eq!(preview.questions.contains(id), ends.is_ok(), "{name} on {on}: {ends:?}");
        }
        assert_eq!(usize::try_from(preview.total()), Ok(preview.questions.len()), "{on}");
        assert!(!preview.questions.contains(&other.id), "{on}");
    }

    let expected = i64::try_from(lives.iter().filter(|(_, _, ends)| *ends).count()).unwrap();
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.ask_lapse(ending, expected, "Fin de la législature").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    assert_eq!(unit.confirm_lapse(requested, expected).await.unwrap(), expected);
    unit.commit().await.unwrap();
    for (name, id, ends) in lives {
        let status = staff.one(&format!("SELECT status FROM question WHERE id = {id}")).await;
        assert_eq!(status == "lapsed", ends, "{name}: {status}");
    }
    staff.app.index().await;
}

/// A question of a legislature that was transmitted on 4 November.
async fn transmitted(staff: &StaffApp, subject: &str, legislature: i32) -> i64 {
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.log(QuestionInput { legislature: Some(legislature), ..staff.question(subject) }).await.unwrap();
    let saved = unit.deposit(saved.expected(), Deposit { on: Some(november(2)), ..Deposit::default() }).await.unwrap();
    unit.transmit(saved.expected(), Transmit { on: Some(november(4)), to: Vec::new() }).await.unwrap();
    unit.commit().await.unwrap();
    saved.id
}

/// The ministry writes an answer for two questions, and submits it or not.
async fn written(staff: &StaffApp, [one, other]: [i64; 2], handed_over: bool) {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let begun_work = ExpectedWorkVersion { question: one, ministry: staff.health, version: 0 };
    let input = AnswerInput { also: vec![other], ..staff.answer(AnswerKind::Final, "Aux deux.") };
    let draft = unit.draft_answer(begun_work, &input).await.unwrap();
    if handed_over {
        let cleared = unit.clear_answer(draft.expected()).await.unwrap();
        unit.submit_answer(cleared.expected()).await.unwrap();
    }
    unit.commit().await.unwrap();
}

/// The state of a question's answer: the ministry's progress, the number of its questions, and the last event of the history.
async fn answer_state(staff: &StaffApp, id: i64) -> String {
    let state = format!("SELECT state || ' ' || CAST(answer_id AS TEXT) FROM ministry_work WHERE question_id = {id}");
    let work = staff.app.strings(&state).await.concat();
    let shared =
        format!("SELECT COUNT(*) FROM answer_question WHERE answer_id IN (SELECT answer_id FROM answer_question WHERE question_id = {id})");
    let sql = format!("SELECT kind || ' ' || CAST(data AS TEXT) FROM event WHERE question_id = {id} ORDER BY id DESC");
    format!("{} for {}: {}", work.split(' ').next().unwrap(), staff.app.number(&shared).await, staff.one(&sql).await)
}

#[apply(both_databases)]
async fn a_lapse_closes_what_the_end_of_one_question_closes(staff: StaffApp) {
    let [alone, with_it] = [transmitted(&staff, "Retirée", 11).await, transmitted(&staff, "Qui reste", 10).await];
    let [lapses, stays] = [transmitted(&staff, "Caduque", 11).await, transmitted(&staff, "Qui reste aussi", 10).await];
    let both = [transmitted(&staff, "Caduque aussi", 11).await, transmitted(&staff, "Avec elle", 11).await];
    written(&staff, [alone, with_it], false).await;
    written(&staff, [stays, lapses], false).await;
    written(&staff, both, true).await;
    let mut unit = staff.begin(&clerk()).await;
    unit.withdraw(staff.expected_version(alone).await, Some(november(DAY)), "Demande").await.unwrap();
    unit.commit().await.unwrap();

    staff.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-05')").await;
    let ending = LegislatureEnd { chamber: Chamber::Councillors, legislature: 11, on: november(DAY) };
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.ask_lapse(ending, 3, "Fin de la législature").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.confirm_lapse(requested, 3).await.unwrap();
    unit.commit().await.unwrap();

    let one = answer_state(&staff, alone).await;
    assert!(one.starts_with(" for 0: pending_closed"), "{one}");
    assert_eq!(answer_state(&staff, lapses).await, one);
    for id in [with_it, stays] {
        assert!(answer_state(&staff, id).await.starts_with("drafted for 1: transmitted"), "{}", answer_state(&staff, id).await);
    }
    for id in both {
        assert!(answer_state(&staff, id).await.starts_with("drafted for 2: pending_closed"), "{}", answer_state(&staff, id).await);
    }
}
