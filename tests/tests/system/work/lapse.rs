//! What lapses with its legislature is what the lifecycle lets end on that day, whatever happened to it before.

use chrono::NaiveDate;
use jawab_domain::{AnswerKind, Chamber, lifecycle::CorrectionKind};
use jawab_service::work::{AnswerInput, CorrectionInput, Deposit, Ending, QuestionInput, SeenWork, Transfer, Transmit};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::{Value, json};

use super::desk::{Desk, agent, clerk, colleague};

/// What happens to a question, on a day of November 2026.
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
    /// What was recorded wrongly is put right: to another day, where one is said.
    PutRight(CorrectionKind, Option<u32>),
}

use Act::{
    AnswerCorrected, Answered, Converted, Deposited, MinistryAdded, PutRight, Transferred, Transmitted, TransmittedToBoth, Withdrawn,
};

/// The day on which the legislature's questions lapse.
const DAY: u32 = 10;

/// Lives, and whether each ends on [`DAY`].
const LIVES: &[(&str, &[Act], bool)] = &[
    ("a draft", &[], false),
    ("deposited", &[Deposited(2)], true),
    ("deposited that day", &[Deposited(DAY)], true),
    ("deposited later", &[Deposited(12)], false),
    ("deposited later by mistake", &[Deposited(12), PutRight(CorrectionKind::Deposited, Some(8))], true),
    ("transmitted", &[Deposited(2), Transmitted(4)], true),
    ("transmitted that day", &[Deposited(2), Transmitted(DAY)], true),
    ("transmitted later", &[Deposited(2), Transmitted(12)], false),
    ("transmitted later by mistake", &[Deposited(2), Transmitted(12), PutRight(CorrectionKind::Transmitted, Some(6))], true),
    ("transmitted later in truth", &[Deposited(2), Transmitted(6), PutRight(CorrectionKind::Transmitted, Some(12))], false),
    ("not transmitted", &[Deposited(2), Transmitted(12), PutRight(CorrectionKind::NotTransmitted, None)], true),
    ("transferred", &[Deposited(2), Transmitted(4), Transferred(8)], true),
    ("transferred later", &[Deposited(2), Transmitted(4), Transferred(12)], false),
    ("transferred later by mistake", &[Deposited(2), Transmitted(4), Transferred(12), PutRight(CorrectionKind::Referred, Some(9))], true),
    (
        "transferred later and not transmitted",
        &[Deposited(2), Transmitted(4), Transferred(12), PutRight(CorrectionKind::NotTransmitted, None)],
        true,
    ),
    ("with one more ministry", &[Deposited(2), Transmitted(4), MinistryAdded(9)], true),
    ("with one more ministry later", &[Deposited(2), Transmitted(4), MinistryAdded(12)], false),
    ("held", &[Deposited(2), Transmitted(4), Answered(AnswerKind::Holding, 9)], true),
    ("held later", &[Deposited(2), Transmitted(4), Answered(AnswerKind::Holding, 12)], false),
    (
        "held later by mistake",
        &[Deposited(2), Transmitted(4), Answered(AnswerKind::Holding, 12), PutRight(CorrectionKind::NotAnswered, None)],
        true,
    ),
    ("answered", &[Deposited(2), Transmitted(4), Answered(AnswerKind::Final, 9)], false),
    ("answered later", &[Deposited(2), Transmitted(4), Answered(AnswerKind::Final, 12)], false),
    (
        "answered later by mistake",
        &[Deposited(2), Transmitted(4), Answered(AnswerKind::Final, 12), PutRight(CorrectionKind::NotAnswered, None)],
        true,
    ),
    ("answered in part", &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 9)], true),
    ("answered in part later", &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 12)], false),
    (
        "answered in part, of another day",
        &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 12), PutRight(CorrectionKind::Answered, Some(8))],
        true,
    ),
    (
        "answered in part, by mistake",
        &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 12), PutRight(CorrectionKind::NotAnswered, None)],
        true,
    ),
    (
        "answered in part, and corrected later",
        &[Deposited(2), TransmittedToBoth(4), Answered(AnswerKind::Final, 9), AnswerCorrected(12)],
        false,
    ),
    ("withdrawn", &[Deposited(2), Transmitted(4), Withdrawn(8)], false),
    ("withdrawn later by mistake", &[Deposited(2), Transmitted(4), Withdrawn(12), PutRight(CorrectionKind::NotEnded, None)], true),
    ("converted", &[Deposited(2), Transmitted(4), Converted(8)], false),
];

fn november(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// A question that lived so; its identity.
async fn live(desk: &Desk, name: &str, acts: &[Act]) -> i64 {
    let id = desk.log(name).await.id;
    for act in acts {
        let last = format!("SELECT COALESCE(MAX(answer_id), 0) FROM answer_question WHERE question_id = {id}");
        let (seen, answer) = (desk.seen(id).await, desk.app.number(&last).await);
        let answered = |kind, on| AnswerInput { answered_on: Some(november(on)), ..desk.answer(kind, "Oui.") };
        let mut turn = desk.turn(&clerk()).await;
        match *act {
            Deposited(on) => drop(turn.deposit(seen, Deposit { on: Some(november(on)), ..Deposit::default() }).await.unwrap()),
            Transmitted(on) => drop(turn.transmit(seen, Transmit { on: Some(november(on)), to: Vec::new() }).await.unwrap()),
            TransmittedToBoth(on) => {
                let to = vec![desk.health, desk.education];
                drop(turn.transmit(seen, Transmit { on: Some(november(on)), to }).await.unwrap());
            }
            Transferred(on) => {
                let how = Transfer { on: Some(november(on)), from: desk.health, to: desk.education, reason: "Compétence".into() };
                drop(turn.transfer(seen, how).await.unwrap());
            }
            MinistryAdded(on) => drop(turn.add_ministry(seen, desk.education, Some(november(on)), "Aussi").await.unwrap()),
            Answered(kind, on) => drop(turn.record_answer(seen, desk.health, &answered(kind, on)).await.unwrap()),
            AnswerCorrected(on) => drop(turn.correct_answer(seen, answer, &answered(AnswerKind::Correction, on)).await.unwrap()),
            Withdrawn(on) => drop(turn.withdraw(seen, Some(november(on)), "Demande").await.unwrap()),
            Converted(on) => drop(turn.convert_to_oral(seen, Some(november(on)), None).await.unwrap()),
            PutRight(kind, on) => {
                let referral = (kind == CorrectionKind::Referred).then_some(2);
                let input = CorrectionInput { kind, on: on.map(november), answer: Some(answer).filter(|id| *id > 0), referral };
                assert!(!turn.rectify(seen, &input, "Lettre").await.unwrap().waits, "{name}: nobody has read it");
            }
        }
        turn.commit().await.unwrap();
    }
    id
}

/// Questions that came from elsewhere, and whether each ends on [`DAY`]. What is unknown of their days holds nothing up.
async fn imported(desk: &Desk) -> Vec<(&'static str, i64, bool)> {
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
    desk.app.load(&records.collect::<Vec<_>>()).await;
    let mut lives = Vec::new();
    for (source_id, _, ends) in all {
        lives.push((source_id, desk.app.id(source_id).await, ends));
    }
    lives
}

#[apply(both_databases)]
async fn a_question_lapses_where_its_life_lets_it_end_that_day(desk: Desk) {
    let mut lives = Vec::new();
    for (name, acts, ends) in LIVES {
        lives.push((*name, live(&desk, name, acts).await, *ends));
    }
    lives.extend(imported(&desk).await);
    let mut turn = desk.turn(&clerk()).await;
    let other = turn.log(QuestionInput { legislature: Some(10), ..desk.question("Autre législature") }).await.unwrap();
    turn.deposit(other.seen(), Deposit { on: Some(november(2)), ..Deposit::default() }).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-05')").await;

    let ending = Ending { chamber: Chamber::Councillors, legislature: 11, on: november(DAY) };
    for on in [5, DAY, 12, 21].map(november) {
        let preview = desk.work.lapse_preview(&clerk(), Ending { on, ..ending }).await.unwrap();
        for (name, id, _) in &lives {
            // Withdrawing a question alone asks the same of its life.
            let ends = desk.turn(&clerk()).await.withdraw(desk.seen(*id).await, Some(on), "Demande").await;
            assert_eq!(preview.questions.contains(id), ends.is_ok(), "{name} on {on}: {ends:?}");
        }
        assert_eq!(usize::try_from(preview.total()), Ok(preview.questions.len()), "{on}");
        assert!(!preview.questions.contains(&other.id), "{on}");
    }

    let expected = i64::try_from(lives.iter().filter(|(_, _, ends)| *ends).count()).unwrap();
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.ask_lapse(ending, expected, "Fin de la législature").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    assert_eq!(turn.confirm_lapse(asked, expected).await.unwrap(), expected);
    turn.commit().await.unwrap();
    for (name, id, ends) in lives {
        let status = desk.one(&format!("SELECT status FROM question WHERE id = {id}")).await;
        assert_eq!(status == "lapsed", ends, "{name}: {status}");
    }
    desk.app.index().await;
}

/// A question of a legislature that was transmitted on 4 November.
async fn transmitted(desk: &Desk, subject: &str, legislature: i32) -> i64 {
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.log(QuestionInput { legislature: Some(legislature), ..desk.question(subject) }).await.unwrap();
    let kept = turn.deposit(kept.seen(), Deposit { on: Some(november(2)), ..Deposit::default() }).await.unwrap();
    turn.transmit(kept.seen(), Transmit { on: Some(november(4)), to: Vec::new() }).await.unwrap();
    turn.commit().await.unwrap();
    kept.id
}

/// The ministry writes an answer for two questions, and hands it over, or not yet.
async fn written(desk: &Desk, [one, other]: [i64; 2], handed_over: bool) {
    let mut turn = desk.turn(&agent(desk.health)).await;
    let begun = SeenWork { question: one, ministry: desk.health, version: 0 };
    let input = AnswerInput { also: vec![other], ..desk.answer(AnswerKind::Final, "Aux deux.") };
    let draft = turn.draft_answer(begun, &input).await.unwrap();
    if handed_over {
        let cleared = turn.clear_answer(draft.seen()).await.unwrap();
        turn.submit_answer(cleared.seen()).await.unwrap();
    }
    turn.commit().await.unwrap();
}

/// What became of a question's answer: how far the ministry is with it, for how many questions it is, and what the history tells last.
async fn became(desk: &Desk, id: i64) -> String {
    let state = format!("SELECT state || ' ' || CAST(answer_id AS TEXT) FROM ministry_work WHERE question_id = {id}");
    let work = desk.app.strings(&state).await.concat();
    let shared =
        format!("SELECT COUNT(*) FROM answer_question WHERE answer_id IN (SELECT answer_id FROM answer_question WHERE question_id = {id})");
    let told = format!("SELECT kind || ' ' || CAST(data AS TEXT) FROM event WHERE question_id = {id} ORDER BY id DESC");
    format!("{} for {}: {}", work.split(' ').next().unwrap(), desk.app.number(&shared).await, desk.one(&told).await)
}

#[apply(both_databases)]
async fn a_lapse_closes_what_the_end_of_one_question_closes(desk: Desk) {
    let [alone, with_it] = [transmitted(&desk, "Retirée", 11).await, transmitted(&desk, "Qui reste", 10).await];
    let [lapses, stays] = [transmitted(&desk, "Caduque", 11).await, transmitted(&desk, "Qui reste aussi", 10).await];
    let both = [transmitted(&desk, "Caduque aussi", 11).await, transmitted(&desk, "Avec elle", 11).await];
    written(&desk, [alone, with_it], false).await;
    written(&desk, [stays, lapses], false).await;
    written(&desk, both, true).await;
    let mut turn = desk.turn(&clerk()).await;
    turn.withdraw(desk.seen(alone).await, Some(november(DAY)), "Demande").await.unwrap();
    turn.commit().await.unwrap();

    desk.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-05')").await;
    let ending = Ending { chamber: Chamber::Councillors, legislature: 11, on: november(DAY) };
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.ask_lapse(ending, 3, "Fin de la législature").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.confirm_lapse(asked, 3).await.unwrap();
    turn.commit().await.unwrap();

    let one = became(&desk, alone).await;
    assert!(one.starts_with(" for 0: pending_closed"), "{one}");
    assert_eq!(became(&desk, lapses).await, one);
    for id in [with_it, stays] {
        assert!(became(&desk, id).await.starts_with("drafted for 1: transmitted"), "{}", became(&desk, id).await);
    }
    for id in both {
        assert!(became(&desk, id).await.starts_with("drafted for 2: pending_closed"), "{}", became(&desk, id).await);
    }
}
