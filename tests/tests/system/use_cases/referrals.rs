//! A ministry knows of a question that was referred to it, and of none that was only addressed to it, however that ended.

use jawab_domain::{
    Status,
    access::Act,
    lifecycle::{Command, CorrectionKind},
};
use jawab_service::{
    UseCaseError,
    use_cases::{CorrectionInput, SavedQuestion, Transfer},
};
use jawab_store::{Viewer, read};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::{Value, json};

use super::staff_app::{StaffApp, agent, clerk, day};

/// Whether an agent knows of a question: in use cases, and in lists.
async fn is_known(staff: &StaffApp, account: i64, id: i64) -> [bool; 2] {
    let agent = agent(staff.health);
    let asked = staff.use_cases.check_command(&agent, Act::DirectQuestion, id, Command::Publish).await;
    let events = staff.use_cases.history(&agent, id).await;
    assert!(matches!(asked, Err(UseCaseError::NotFound | UseCaseError::Forbidden)), "{asked:?}");
    let known = matches!(asked, Err(UseCaseError::Forbidden));
    assert_eq!(events.is_ok(), known, "{events:?}");
    let code = staff.one(&format!("SELECT code FROM question WHERE id = {id}")).await;
    let listed = read::id_by_code(staff.app.app.database.reader(), Viewer::Agent(account), &code).await.unwrap();
    [known, listed.is_some()]
}

async fn withdrawn(staff: &StaffApp, saved: &SavedQuestion) -> i64 {
    let mut unit = staff.begin(&clerk()).await;
    unit.withdraw(staff.expected_version(saved.id).await, None, "Demande").await.unwrap();
    unit.commit().await.unwrap();
    saved.id
}

/// Its transmission was recorded by mistake.
async fn not_transmitted(staff: &StaffApp, saved: SavedQuestion) -> SavedQuestion {
    let correction = CorrectionInput { kind: CorrectionKind::NotTransmitted, on: None, answer: None, referral: None };
    let mut unit = staff.begin(&clerk()).await;
    assert!(!unit.correct_record(saved.expected(), &correction, "Mauvaise question").await.unwrap().waits);
    unit.commit().await.unwrap();
    saved
}

async fn transferred(staff: &StaffApp, saved: SavedQuestion) -> SavedQuestion {
    let how = Transfer { on: Some(day("2026-11-10")), from: staff.health, to: staff.education, reason: "Compétence".into() };
    let mut unit = staff.begin(&clerk()).await;
    unit.transfer(saved.expected(), how).await.unwrap();
    unit.commit().await.unwrap();
    saved
}

#[apply(both_databases)]
async fn who_was_only_meant_to_answer_knows_nothing(staff: StaffApp) {
    let account = staff.app.agent(&[staff.health]).await.account;
    let mut all = vec![
        ("a draft", staff.log("Brouillon").await.id, false),
        ("deposited", staff.deposited("Déposée").await.id, false),
        ("transmitted", staff.transmitted("Transmise").await.id, true),
        ("withdrawn before transmission", withdrawn(&staff, &staff.deposited("Un").await).await, false),
        ("withdrawn", withdrawn(&staff, &staff.transmitted("Deux").await).await, true),
        (
            "not transmitted, and withdrawn",
            withdrawn(&staff, &not_transmitted(&staff, staff.transmitted("Trois").await).await).await,
            false,
        ),
        ("transferred, and withdrawn", withdrawn(&staff, &transferred(&staff, staff.transmitted("Quatre").await).await).await, true),
    ];
    for status in [Status::Answered, Status::Converted, Status::Lapsed] {
        all.push((status.code(), staff.in_state(status).await.id, true));
    }
    let saved = staff.deposited("Cinq").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.convert_to_oral(saved.expected(), None, None).await.unwrap();
    unit.commit().await.unwrap();
    all.push(("converted before transmission", saved.id, false));
    for (name, id, expected) in all {
        assert_eq!(is_known(&staff, account, id).await, [expected; 2], "{name}");
    }
    staff.app.index().await;
}

/// Questions of other sources that were hidden here.
#[apply(both_databases)]
async fn what_a_source_does_not_say_of_a_referral_is_not_told(staff: StaffApp) {
    let account = staff.app.agent(&[staff.health]).await.account;
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
    staff.app.load(&records).await;
    for (name, ..) in &all {
        staff.app.hide(name).await;
    }
    for (name, _, expected) in all {
        assert_eq!(is_known(&staff, account, staff.app.id(name).await).await, [expected; 2], "{name}");
    }
}
