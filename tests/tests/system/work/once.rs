//! Requests that arrive twice, and changes that meet.

use jawab_service::{
    UseCaseError,
    work::{Begun, Kept, Once, QuestionInput},
};
use jawab_tests::{apply, both_databases};

use super::desk::{Desk, clerk, colleague};

async fn post(desk: &jawab_service::Work, input: QuestionInput, key: &str, body: &[u8]) -> Result<Kept, UseCaseError> {
    let once = Once::new(key, "/questions", body).unwrap();
    match desk.begin_once(&clerk(), once).await? {
        Begun::Done(before) => Ok(serde_json::from_value(before).unwrap()),
        Begun::New(mut turn) => {
            let kept = turn.log(input).await?;
            turn.commit_with(&kept).await?;
            Ok(kept)
        }
    }
}

#[apply(both_databases)]
async fn a_hundred_posts_of_one_form_make_one_row(desk: Desk) {
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let (work, input) = (desk.work.clone(), desk.question("Une seule fois"));
        tasks.spawn(async move { post(&work, input, "clef", b"corps").await.unwrap() });
    }
    let mut all = Vec::new();
    while let Some(kept) = tasks.join_next().await {
        all.push(kept.unwrap());
    }
    assert!(all.iter().all(|kept| *kept == all[0]));
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM question WHERE status = 'draft'").await, 1);
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM audit WHERE action = 'question.logged'").await, 1);
}

#[apply(both_databases)]
async fn a_key_stands_for_one_request_of_one_person_for_a_day(desk: Desk) {
    let first = post(&desk.work, desk.question("Un"), "clef", b"un").await.unwrap();
    let other = post(&desk.work, desk.question("Deux"), "clef", b"deux").await;
    assert!(matches!(other, Err(UseCaseError::KeyReused)), "{other:?}");
    let once = || Once::new("clef", "/questions", b"deux").unwrap();
    assert!(matches!(desk.work.begin_once(&colleague(), once()).await.unwrap(), Begun::New(_)), "another person's key");
    desk.app.set_clock("2026-11-22T10:00:01Z");
    assert_ne!(post(&desk.work, desk.question("Deux"), "clef", b"deux").await.unwrap().id, first.id);
    // A request that failed may be sent again, mended.
    let invalid = QuestionInput { legislature: Some(100), ..desk.question("Trois") };
    assert!(matches!(post(&desk.work, invalid, "autre", b"faux").await, Err(UseCaseError::Invalid(_))));
    assert!(post(&desk.work, desk.question("Trois"), "autre", b"juste").await.is_ok());
}

#[apply(both_databases)]
async fn of_fifty_edits_of_one_text_one_wins(desk: Desk) {
    let kept = desk.log("Sujet").await;
    let mut tasks = tokio::task::JoinSet::new();
    for n in 0..50 {
        let (work, seen, input) = (desk.work.clone(), kept.seen(), desk.question(&format!("Sujet de {n}")));
        tasks.spawn(async move {
            let mut turn = work.begin(&clerk()).await.unwrap();
            let outcome = turn.edit(seen, input, None).await;
            if outcome.is_ok() {
                turn.commit().await.unwrap();
            }
            (n, outcome)
        });
    }
    let (mut won, mut lost) = (Vec::new(), 0);
    while let Some(done) = tasks.join_next().await {
        match done.unwrap() {
            (n, Ok(after)) => {
                assert_eq!(after.version, kept.version + 1);
                won.push(n);
            }
            (_, Err(UseCaseError::Conflict { current })) => {
                assert_eq!(current, kept.version + 1);
                lost += 1;
            }
            (_, Err(error)) => panic!("{error:?}"),
        }
    }
    assert_eq!((won.len(), lost), (1, 49));
    let subject = format!("SELECT body FROM text WHERE question_id = {} AND part = 'subject'", kept.id);
    assert_eq!(desk.one(&subject).await, format!("Sujet de {}", won[0]));
    assert_eq!(desk.events(kept.id).await, ["logged", "edited"]);
    desk.app.index().await;
}
