//! Every state of a question, with every act: what is allowed, and that all else is refused and leaves nothing behind.

use jawab_domain::{AnswerKind, Status, lifecycle::CorrectionKind};
use jawab_service::{
    UseCaseError,
    work::{CorrectionInput, Deposit, Kept, Outcome, Transfer, Transmit, Turn},
};
use jawab_tests::{apply, both_databases, redact};

use super::desk::{Desk, agent, clerk, colleague, day};

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

/// What a question of a status allows, whatever its publication. No ministry received it later than by the transmission.
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
async fn every_state_allows_exactly_its_acts(desk: Desk) {
    let mut cells = 0;
    for status in Status::ALL {
        for publication in ["unpublished", "published", "hidden"] {
            if *status == Status::Draft && publication != "unpublished" {
                continue;
            }
            let kept = in_publication(&desk, *status, publication).await;
            for act in ACTS {
                let before = trace(&desk, &kept).await;
                let outcome = attempt(&desk, act, &kept).await;
                let allowed = by_status(*status).contains(act) || by_publication(*status, publication).contains(act);
                assert_eq!(outcome.is_ok(), allowed, "{status} {publication}: {act}: {:?}", outcome.err());
                if let Err(error) = outcome {
                    assert!(
                        matches!(error, UseCaseError::Refused(_) | UseCaseError::Invalid(_) | UseCaseError::NotFound),
                        "{act}: {error:?}"
                    );
                }
                assert_eq!(trace(&desk, &kept).await, before, "a turn that is not committed leaves nothing: {act}");
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 19 * ACTS.len());
    desk.app.index().await;
}

async fn trace(desk: &Desk, kept: &Kept) -> (i64, usize) {
    (desk.again(kept).await.version, desk.events(kept.id).await.len())
}

async fn in_publication(desk: &Desk, status: Status, publication: &str) -> Kept {
    let kept = desk.in_state(status).await;
    if publication == "unpublished" {
        return kept;
    }
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.publish(kept.seen()).await.unwrap();
    turn.commit().await.unwrap();
    if publication == "published" {
        return kept;
    }
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.ask_hiding(kept.seen(), "Plainte").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    let kept = turn.confirm_hiding(kept.seen()).await.unwrap();
    turn.commit().await.unwrap();
    kept
}

/// Tries an act, and takes it back.
async fn attempt(desk: &Desk, act: &str, kept: &Kept) -> Outcome<()> {
    let of_ministry = ["ask_transfer", "assign", "draft_answer"].contains(&act);
    let mut turn = desk.turn(&if of_ministry { agent(desk.health) } else { clerk() }).await;
    if of_ministry { by_ministry(desk, &mut turn, act, kept).await } else { by_chamber(desk, &mut turn, act, kept).await }
}

async fn by_ministry(desk: &Desk, turn: &mut Turn, act: &str, kept: &Kept) -> Outcome<()> {
    let seen = jawab_service::work::SeenWork { question: kept.id, ministry: desk.health, version: 0 };
    match act {
        "ask_transfer" => turn.ask_transfer(kept.id, desk.health, desk.education, "Pas à nous").await.map(drop),
        "assign" => turn.assign(&[seen], None, None).await.map(drop),
        _ => turn.draft_answer(seen, &desk.answer(AnswerKind::Final, "Oui.")).await.map(drop),
    }
}

fn correction(kind: CorrectionKind, on: Option<&str>) -> CorrectionInput {
    CorrectionInput { kind, on: on.map(day), answer: None, referral: None }
}

async fn last_answer(desk: &Desk, kept: &Kept) -> i64 {
    desk.app.number(&format!("SELECT COALESCE(MAX(answer_id), 0) FROM answer_question WHERE question_id = {}", kept.id)).await
}

async fn by_chamber(desk: &Desk, turn: &mut Turn, act: &str, kept: &Kept) -> Outcome<()> {
    let seen = kept.seen();
    let transfer = Transfer { on: None, from: desk.health, to: desk.education, reason: "Compétence".into() };
    let text = desk.app.number(&format!("SELECT id FROM text WHERE question_id = {} AND part = 'question'", kept.id)).await;
    match act {
        "edit" => {
            let input = desk.form(kept, "Autre sujet").await;
            turn.edit(seen, input, Some("Erreur")).await.map(drop)
        }
        "deposit" => turn.deposit(seen, Deposit::default()).await.map(drop),
        "transmit" => turn.transmit(seen, Transmit::default()).await.map(drop),
        "publish" => turn.publish(seen).await.map(drop),
        "transfer" => turn.transfer(seen, transfer).await.map(drop),
        "add_ministry" => turn.add_ministry(seen, desk.education, None, "Aussi").await.map(drop),
        "withdraw" => turn.withdraw(seen, None, "Demande").await.map(drop),
        "convert" => turn.convert_to_oral(seen, None, None).await.map(drop),
        "ask_hiding" => turn.ask_hiding(seen, "Plainte").await.map(drop),
        "confirm_hiding" => turn.confirm_hiding(seen).await.map(drop),
        "ask_unhiding" => turn.ask_unhiding(seen, "Levée").await.map(drop),
        "confirm_unhiding" => turn.confirm_unhiding(seen).await.map(drop),
        "redact" => redact(turn, seen, Some(text), "Karim Inconnu", "Citoyen nommé").await.map(drop),
        "record" => turn.record_answer(seen, desk.health, &desk.answer(AnswerKind::Final, "Oui.")).await.map(drop),
        "hold" => turn.record_answer(seen, desk.health, &desk.answer(AnswerKind::Holding, "Plus tard.")).await.map(drop),
        "correct" => {
            let answer = last_answer(desk, kept).await;
            turn.correct_answer(seen, answer, &desk.answer(AnswerKind::Final, "Non.")).await.map(drop)
        }
        "move_transmission" => turn.rectify(seen, &correction(CorrectionKind::Transmitted, Some("2026-11-03")), "Lettre").await.map(drop),
        "undo_transmission" => turn.rectify(seen, &correction(CorrectionKind::NotTransmitted, None), "Lettre").await.map(drop),
        "move_referral" => {
            let of = CorrectionInput { referral: Some(1), ..correction(CorrectionKind::Referred, Some("2026-11-05")) };
            turn.rectify(seen, &of, "Lettre").await.map(drop)
        }
        "undo_answer" => {
            let answer = Some(last_answer(desk, kept).await);
            let of = CorrectionInput { answer, ..correction(CorrectionKind::NotAnswered, None) };
            turn.rectify(seen, &of, "Lettre").await.map(drop)
        }
        "undo_end" => turn.rectify(seen, &correction(CorrectionKind::NotEnded, None), "Lettre").await.map(drop),
        "renew" => turn.renew(kept.id).await.map(drop),
        _ => turn.remind(kept.id, desk.health, None).await,
    }
}
