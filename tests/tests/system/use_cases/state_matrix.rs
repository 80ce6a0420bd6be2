//! Every state of a question, with every act: what is allowed, and that everything else is refused and writes nothing.

use jawab_domain::{AnswerKind, Status, lifecycle::CorrectionKind};
use jawab_service::{
    UseCaseError,
    use_cases::{CorrectionInput, Deposit, InternalDeadline, SavedQuestion, Transfer, Transmit, UnitOfWork, UseCaseResult},
};
use jawab_tests::{apply, both_databases, redact};

use super::staff_app::{StaffApp, agent, clerk, colleague, day};

const ACTS: &[&str] = &[
    "edit",
    "deposit",
    "transmit",
    "publish",
    "transfer",
    "add_ministry",
    "withdraw",
    "convert",
    "ask_hiding",
    "confirm_hiding",
    "ask_unhiding",
    "confirm_unhiding",
    "redact",
    "record",
    "hold",
    "correct",
    "renew",
    "remind",
    "ask_transfer",
    "assign",
    "draft_answer",
    "move_transmission",
    "undo_transmission",
    "move_referral",
    "undo_answer",
    "undo_end",
];

/// What a question of a status allows, whatever its publication. No ministry received it after the transmission.
fn by_status(status: Status) -> &'static [&'static str] {
    match status {
        Status::Draft => &["edit", "deposit"],
        Status::Deposited => &["edit", "transmit", "withdraw", "convert", "renew"],
        Status::Transmitted => &[
            "edit",
            "transfer",
            "add_ministry",
            "withdraw",
            "convert",
            "record",
            "hold",
            "renew",
            "remind",
            "ask_transfer",
            "assign",
            "draft_answer",
            "move_transmission",
            "undo_transmission",
        ],
        Status::Answered => &["edit", "correct", "move_transmission", "undo_answer"],
        Status::Withdrawn | Status::Lapsed | Status::Converted => &["edit", "renew", "move_transmission", "undo_end"],
    }
}

fn by_publication(status: Status, publication: &str) -> &'static [&'static str] {
    match publication {
        "unpublished" if status != Status::Draft => &["publish"],
        "published" => &["ask_hiding", "redact"],
        "hidden" => &["ask_unhiding", "redact"],
        _ => &[],
    }
}

#[apply(both_databases)]
async fn every_state_allows_exactly_its_acts(staff: StaffApp) {
    let mut cells = 0;
    for status in Status::ALL {
        for publication in ["unpublished", "published", "hidden"] {
            if *status == Status::Draft && publication != "unpublished" {
                continue;
            }
            let saved = in_publication(&staff, *status, publication).await;
            for act in ACTS {
                let before = trace(&staff, &saved).await;
                let outcome = attempt(&staff, act, &saved).await;
                let allowed = by_status(*status).contains(act) || by_publication(*status, publication).contains(act);
                assert_eq!(outcome.is_ok(), allowed, "{status} {publication}: {act}: {:?}", outcome.err());
                if let Err(error) = outcome {
                    assert!(
                        matches!(error, UseCaseError::Refused(_) | UseCaseError::Invalid(_) | UseCaseError::NotFound),
                        "{act}: {error:?}"
                    );
                }
                assert_eq!(trace(&staff, &saved).await, before, "a turn that is not committed leaves nothing: {act}");
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 19 * ACTS.len());
    staff.app.index().await;
}

async fn trace(staff: &StaffApp, saved: &SavedQuestion) -> (i64, usize) {
    (staff.reloaded(saved).await.version, staff.events(saved.id).await.len())
}

async fn in_publication(staff: &StaffApp, status: Status, publication: &str) -> SavedQuestion {
    let saved = staff.in_state(status).await;
    if publication == "unpublished" {
        return saved;
    }
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.publish(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    if publication == "published" {
        return saved;
    }
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.ask_hiding(saved.expected(), "Plainte").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    let saved = unit.confirm_hiding(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    saved
}

/// Tries an act, and rolls it back.
async fn attempt(staff: &StaffApp, act: &str, saved: &SavedQuestion) -> UseCaseResult<()> {
    let of_ministry = ["ask_transfer", "assign", "draft_answer"].contains(&act);
    let mut unit = staff.begin(&if of_ministry { agent(staff.health) } else { clerk() }).await;
    if of_ministry { by_ministry(staff, &mut unit, act, saved).await } else { by_chamber(staff, &mut unit, act, saved).await }
}

async fn by_ministry(staff: &StaffApp, unit: &mut UnitOfWork, act: &str, saved: &SavedQuestion) -> UseCaseResult<()> {
    let seen = jawab_service::use_cases::ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    match act {
        "ask_transfer" => unit.ask_transfer(saved.id, staff.health, staff.education, "Pas à nous").await.map(drop),
        "assign" => unit.assign(&[seen], None, InternalDeadline::Unchanged).await.map(drop),
        _ => unit.draft_answer(seen, &staff.answer(AnswerKind::Final, "Oui.")).await.map(drop),
    }
}

fn correction(kind: CorrectionKind, on: Option<&str>) -> CorrectionInput {
    CorrectionInput { kind, on: on.map(day), answer: None, referral: None }
}

async fn last_answer(staff: &StaffApp, saved: &SavedQuestion) -> i64 {
    staff.app.number(&format!("SELECT COALESCE(MAX(answer_id), 0) FROM answer_question WHERE question_id = {}", saved.id)).await
}

async fn by_chamber(staff: &StaffApp, unit: &mut UnitOfWork, act: &str, saved: &SavedQuestion) -> UseCaseResult<()> {
    let seen = saved.expected();
    let transfer = Transfer { on: None, from: staff.health, to: staff.education, reason: "Compétence".into() };
    let text = staff.app.number(&format!("SELECT id FROM text WHERE question_id = {} AND part = 'question'", saved.id)).await;
    match act {
        "edit" => {
            let input = staff.form(saved, "Autre sujet").await;
            unit.edit(seen, input, Some("Erreur")).await.map(drop)
        }
        "deposit" => unit.deposit(seen, Deposit::default()).await.map(drop),
        "transmit" => unit.transmit(seen, Transmit::default()).await.map(drop),
        "publish" => unit.publish(seen).await.map(drop),
        "transfer" => unit.transfer(seen, transfer).await.map(drop),
        "add_ministry" => unit.add_ministry(seen, staff.education, None, "Aussi").await.map(drop),
        "withdraw" => unit.withdraw(seen, None, "Demande").await.map(drop),
        "convert" => unit.convert_to_oral(seen, None, None).await.map(drop),
        "ask_hiding" => unit.ask_hiding(seen, "Plainte").await.map(drop),
        "confirm_hiding" => unit.confirm_hiding(seen).await.map(drop),
        "ask_unhiding" => unit.ask_unhiding(seen, "Levée").await.map(drop),
        "confirm_unhiding" => unit.confirm_unhiding(seen).await.map(drop),
        "redact" => redact(unit, seen, Some(text), "Karim Inconnu", "Citoyen nommé").await.map(drop),
        "record" => unit.record_answer(seen, staff.health, &staff.answer(AnswerKind::Final, "Oui.")).await.map(drop),
        "hold" => unit.record_answer(seen, staff.health, &staff.answer(AnswerKind::Holding, "Plus tard.")).await.map(drop),
        "correct" => {
            let answer = last_answer(staff, saved).await;
            unit.correct_answer(seen, answer, &staff.answer(AnswerKind::Final, "Non.")).await.map(drop)
        }
        "move_transmission" => {
            unit.correct_record(seen, &correction(CorrectionKind::Transmitted, Some("2026-11-03")), "Lettre").await.map(drop)
        }
        "undo_transmission" => unit.correct_record(seen, &correction(CorrectionKind::NotTransmitted, None), "Lettre").await.map(drop),
        "move_referral" => {
            let of = CorrectionInput { referral: Some(1), ..correction(CorrectionKind::Referred, Some("2026-11-05")) };
            unit.correct_record(seen, &of, "Lettre").await.map(drop)
        }
        "undo_answer" => {
            let answer = Some(last_answer(staff, saved).await);
            let of = CorrectionInput { answer, ..correction(CorrectionKind::NotAnswered, None) };
            unit.correct_record(seen, &of, "Lettre").await.map(drop)
        }
        "undo_end" => unit.correct_record(seen, &correction(CorrectionKind::NotEnded, None), "Lettre").await.map(drop),
        "renew" => unit.renew(saved.id).await.map(drop),
        _ => unit.remind(saved.id, staff.health, None).await,
    }
}
