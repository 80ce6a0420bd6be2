//! Repeated requests, and concurrent changes.

use jawab_service::{
    UseCaseError,
    use_cases::{IdempotencyKey, Idempotent, QuestionInput, SavedQuestion},
};
use jawab_tests::{apply, both_databases};

use super::staff_app::{StaffApp, clerk, colleague};

async fn post(staff: &jawab_service::UseCases, input: QuestionInput, key: &str, body: &[u8]) -> Result<SavedQuestion, UseCaseError> {
    let once = IdempotencyKey::new(key, "/questions", body).unwrap();
    match staff.begin_idempotent(&clerk(), once).await? {
        Idempotent::Replay(before) => Ok(serde_json::from_value(before).unwrap()),
        Idempotent::Fresh(mut unit) => {
            let saved = unit.log(input).await?;
            unit.commit_with(&saved).await?;
            Ok(saved)
        }
    }
}

#[apply(both_databases)]
async fn a_hundred_posts_of_one_form_make_one_row(staff: StaffApp) {
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let (work, input) = (staff.use_cases.clone(), staff.question("Une seule fois"));
        tasks.spawn(async move { post(&work, input, "clef", b"corps").await.unwrap() });
    }
    let mut all = Vec::new();
    while let Some(saved) = tasks.join_next().await {
        all.push(saved.unwrap());
    }
    assert!(all.iter().all(|saved| *saved == all[0]));
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM question WHERE status = 'draft'").await, 1);
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM audit WHERE action = 'question.logged'").await, 1);
}

#[apply(both_databases)]
async fn a_key_stands_for_one_request_of_one_person_for_a_day(staff: StaffApp) {
    let first = post(&staff.use_cases, staff.question("Un"), "clef", b"un").await.unwrap();
    let other = post(&staff.use_cases, staff.question("Deux"), "clef", b"deux").await;
    assert!(matches!(other, Err(UseCaseError::KeyReused)), "{other:?}");
    let once = || IdempotencyKey::new("clef", "/questions", b"deux").unwrap();
    assert!(matches!(staff.use_cases.begin_idempotent(&colleague(), once()).await.unwrap(), Idempotent::Fresh(_)), "another person's key");
    staff.app.set_clock("2026-11-22T10:00:01Z");
    assert_ne!(post(&staff.use_cases, staff.question("Deux"), "clef", b"deux").await.unwrap().id, first.id);
    // A failed request may be corrected and sent again.
    let invalid = QuestionInput { legislature: Some(100), ..staff.question("Trois") };
    assert!(matches!(post(&staff.use_cases, invalid, "autre", b"faux").await, Err(UseCaseError::Invalid(_))));
    assert!(post(&staff.use_cases, staff.question("Trois"), "autre", b"juste").await.is_ok());
}

#[apply(both_databases)]
async fn of_fifty_edits_of_one_text_one_wins(staff: StaffApp) {
    let saved = staff.log("Sujet").await;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..50 {
        let (work, seen, input) = (staff.use_cases.clone(), saved.expected(), staff.question(&format!("Sujet de {n}")));
        tasks.spawn(async move {
            let mut unit = work.begin(&clerk()).await.unwrap();
            let outcome = unit.edit(seen, input, None).await;
            if outcome.is_ok() {
                unit.commit().await.unwrap();
            }
            (n, outcome)
        });
    }
    let (mut won, mut lost) = (Vec::new(), 0);
    while let Some(done) = tasks.join_next().await {
        match done.unwrap() {
            (n, Ok(after)) => {
                assert_eq!(after.version, saved.version + 1);
                won.push(n);
            }
            (_, Err(UseCaseError::Conflict { current })) => {
                assert_eq!(current, saved.version + 1);
                lost += 1;
            }
            (_, Err(error)) => panic!("{error:?}"),
        }
    }
    assert_eq!((won.len(), lost), (1, 49));
    let subject = format!("SELECT body FROM text WHERE question_id = {} AND part = 'subject'", saved.id);
    assert_eq!(staff.one(&subject).await, format!("Sujet de {}", won[0]));
    assert_eq!(staff.events(saved.id).await, ["logged", "edited"]);
    staff.app.index().await;
}
