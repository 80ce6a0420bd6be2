//! A ministry knows of a question that was referred to it, and of none that it was only meant to answer, however that ended.

use jawab_domain::{
    Status,
    access::Act,
    lifecycle::{Command, CorrectionKind},
};
use jawab_service::{
    UseCaseError,
    work::{CorrectionInput, Kept, Transfer},
};
use jawab_store::{Viewer, read};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::{Value, json};

use super::desk::{Desk, agent, clerk, day};

/// Whether an agent knows of a question: as use cases have it, and as lists do.
async fn is_known(desk: &Desk, account: i64, id: i64) -> [bool; 2] {
    let agent = agent(desk.health);
    let asked = desk.work.foresee_command(&agent, Act::DirectQuestion, id, Command::Publish).await;
    let told = desk.work.history(&agent, id).await;
    assert!(matches!(asked, Err(UseCaseError::NotFound | UseCaseError::Forbidden)), "{asked:?}");
    let known = matches!(asked, Err(UseCaseError::Forbidden));
    assert_eq!(told.is_ok(), known, "{told:?}");
    let code = desk.one(&format!("SELECT code FROM question WHERE id = {id}")).await;
    let listed = read::by_code(desk.app.app.database.reader(), Viewer::Agent(account), &code).await.unwrap();
    [known, listed.is_some()]
}

async fn withdrawn(desk: &Desk, kept: &Kept) -> i64 {
    let mut turn = desk.turn(&clerk()).await;
    turn.withdraw(desk.seen(kept.id).await, None, "Demande").await.unwrap();
    turn.commit().await.unwrap();
    kept.id
}

/// Its transmission was recorded by mistake.
async fn not_transmitted(desk: &Desk, kept: Kept) -> Kept {
    let wish = CorrectionInput { kind: CorrectionKind::NotTransmitted, on: None, answer: None, referral: None };
    let mut turn = desk.turn(&clerk()).await;
    assert!(!turn.rectify(kept.seen(), &wish, "Mauvaise question").await.unwrap().waits);
    turn.commit().await.unwrap();
    kept
}

async fn transferred(desk: &Desk, kept: Kept) -> Kept {
    let how = Transfer { on: Some(day("2026-11-10")), from: desk.health, to: desk.education, reason: "Compétence".into() };
    let mut turn = desk.turn(&clerk()).await;
    turn.transfer(kept.seen(), how).await.unwrap();
    turn.commit().await.unwrap();
    kept
}

#[apply(both_databases)]
async fn who_was_only_meant_to_answer_knows_nothing(desk: Desk) {
    let account = desk.app.agent(&[desk.health]).await.account;
    let mut all = vec![
        ("a draft", desk.log("Brouillon").await.id, false),
        ("deposited", desk.deposited("Déposée").await.id, false),
        ("transmitted", desk.transmitted("Transmise").await.id, true),
        ("withdrawn before transmission", withdrawn(&desk, &desk.deposited("Un").await).await, false),
        ("withdrawn", withdrawn(&desk, &desk.transmitted("Deux").await).await, true),
        ("not transmitted, and withdrawn", withdrawn(&desk, &not_transmitted(&desk, desk.transmitted("Trois").await).await).await, false),
        ("transferred, and withdrawn", withdrawn(&desk, &transferred(&desk, desk.transmitted("Quatre").await).await).await, true),
    ];
    for status in [Status::Answered, Status::Converted, Status::Lapsed] {
        all.push((status.code(), desk.in_state(status).await.id, true));
    }
    let kept = desk.deposited("Cinq").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.convert_to_oral(kept.seen(), None, None).await.unwrap();
    turn.commit().await.unwrap();
    all.push(("converted before transmission", kept.id, false));
    for (name, id, expected) in all {
        assert_eq!(is_known(&desk, account, id).await, [expected; 2], "{name}");
    }
    desk.app.index().await;
}

/// Questions of other sources that were hidden here.
#[apply(both_databases)]
async fn what_a_source_does_not_say_of_a_referral_is_not_told(desk: Desk) {
    let account = desk.app.agent(&[desk.health]).await.account;
    let (health, education) = (json!({ "fr": "Santé" }), json!({ "fr": "Éducation" }));
    let transfer = json!([{ "from": health, "to": education, "on": "2026-10-04" }]);
    let all: [(&str, Value, bool); 6] = [
        ("deposited", json!({ "ministry": health }), false),
        ("transmitted some day", json!({ "status": "transmitted", "ministry": health }), true),
        ("answered some day", json!({ "status": "answered", "ministry": health }), true),
        ("withdrawn", json!({ "status": "withdrawn", "transmitted_on": "2026-10-01", "ministry": health }), true),
        ("withdrawn, unknown whether it was transmitted", json!({ "status": "withdrawn", "ministry": health }), false),
        ("withdrawn after a transfer", json!({ "status": "withdrawn", "ministry": education, "transfers": transfer }), true),
    ];
    let records: Vec<Value> = all.iter().map(|(name, fields, _)| record(name, fields.clone())).collect();
    desk.app.load(&records).await;
    for (name, ..) in &all {
        desk.app.hide(name).await;
    }
    for (name, _, expected) in all {
        assert_eq!(is_known(&desk, account, desk.app.id(name).await).await, [expected; 2], "{name}");
    }
}
