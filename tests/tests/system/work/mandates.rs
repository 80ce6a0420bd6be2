//! Who may do what, and who may know of what.

use jawab_domain::{
    AnswerKind, Chamber,
    access::{Actor, ActorId, Mandate, Scope},
};
use jawab_service::{
    UseCaseError,
    work::{Ending, Kept, Outcome, QuestionInput, SeenWork},
};
use jawab_tests::{apply, both_databases};

use super::desk::{Desk, administrator, agent, clerk, colleague, french, other_clerk, program};

fn reader() -> Actor {
    Actor { id: ActorId::Token(9), name: "Lecteur".into(), mandate: Mandate::Program(Scope::Read, None) }
}

async fn edit(desk: &Desk, actor: &Actor, kept: &Kept) -> Outcome<Kept> {
    desk.turn(actor).await.edit(kept.seen(), desk.question("Autre"), Some("Erreur")).await
}

#[apply(both_databases)]
async fn what_one_may_not_know_of_is_not_there(desk: Desk) {
    let draft = desk.log("Brouillon").await;
    for actor in [other_clerk(), agent(desk.health), reader()] {
        let outcome = edit(&desk, &actor, &draft).await;
        assert!(matches!(outcome, Err(UseCaseError::NotFound)), "{actor:?}: {outcome:?}");
    }
    let transmitted = desk.transmitted("Transmise").await;
    for (actor, knows) in [(agent(desk.health), true), (agent(desk.education), false), (other_clerk(), false), (administrator(), true)] {
        let outcome = edit(&desk, &actor, &transmitted).await;
        let forbidden = matches!(outcome, Err(UseCaseError::Forbidden));
        assert_eq!((forbidden, matches!(outcome, Err(UseCaseError::NotFound))), (knows, !knows), "{actor:?}: {outcome:?}");
    }
    assert!(matches!(edit(&desk, &clerk(), &Kept { id: 999_999, ..draft }).await, Err(UseCaseError::NotFound)));
}

#[apply(both_databases)]
async fn what_one_may_not_do_is_forbidden_where_one_may_look(desk: Desk) {
    let kept = desk.published("Publiée").await;
    for actor in [other_clerk(), agent(desk.education), administrator(), reader()] {
        let outcome = edit(&desk, &actor, &kept).await;
        assert!(matches!(outcome, Err(UseCaseError::Forbidden)), "{actor:?}: {outcome:?}");
    }
    let work = SeenWork { question: kept.id, ministry: desk.health, version: 0 };
    let answer = desk.answer(AnswerKind::Final, "Oui.");
    for actor in [clerk(), agent(desk.education), program()] {
        let outcome = desk.turn(&actor).await.draft_answer(work, &answer).await;
        assert!(matches!(outcome, Err(UseCaseError::Forbidden)), "{actor:?}: {outcome:?}");
    }
    let judged = desk.turn(&agent(desk.health)).await.record_answer(kept.seen(), desk.health, &answer).await;
    assert!(matches!(judged, Err(UseCaseError::Forbidden)), "{judged:?}");
    let elsewhere = QuestionInput { chamber: Chamber::Representatives, ..desk.question("Ailleurs") };
    for actor in [clerk(), agent(desk.health), administrator(), program()] {
        assert!(matches!(desk.turn(&actor).await.log(elsewhere.clone()).await, Err(UseCaseError::Forbidden)), "{actor:?}");
    }
    let lapse =
        desk.work.lapse_preview(&clerk(), Ending { chamber: Chamber::Representatives, legislature: 11, on: desk.app.today() }).await;
    assert!(matches!(lapse, Err(UseCaseError::Forbidden)), "{lapse:?}");
}

#[apply(both_databases)]
async fn hiding_takes_two_people(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let address = format!("/api/v1/questions/{}", kept.code);
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.ask_hiding(kept.seen(), "Plainte").await.unwrap();
    let alone = turn.confirm_hiding(asked.seen()).await;
    assert!(matches!(alone, Err(UseCaseError::Refused(jawab_domain::lifecycle::Refusal::SamePerson))), "{alone:?}");
    drop(turn);
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.ask_hiding(kept.seen(), "Plainte").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.app.get(&address).await.status, 200);
    let mut turn = desk.turn(&colleague()).await;
    let hidden = turn.confirm_hiding(asked.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(desk.app.get(&address).await.status, 404);
    // What two hid, one does not show again.
    let mut turn = desk.turn(&administrator()).await;
    let asked = turn.ask_unhiding(hidden.seen(), "Plainte retirée").await.unwrap();
    let alone = turn.confirm_unhiding(asked.seen()).await;
    assert!(matches!(alone, Err(UseCaseError::Refused(jawab_domain::lifecycle::Refusal::SamePerson))), "{alone:?}");
    drop(turn);
    let mut turn = desk.turn(&administrator()).await;
    let asked = turn.ask_unhiding(hidden.seen(), "Plainte retirée").await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(desk.app.get(&address).await.status, 404, "asking shows nothing");
    let mut turn = desk.turn(&clerk()).await;
    let mistaken = turn.confirm_hiding(asked.seen()).await;
    assert!(matches!(mistaken, Err(UseCaseError::Refused(jawab_domain::lifecycle::Refusal::NothingAsked))), "{mistaken:?}");
    drop(turn);
    let mut turn = desk.turn(&clerk()).await;
    turn.confirm_unhiding(asked.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(desk.app.get(&address).await.status, 200);
    let told = desk
        .app
        .strings(&format!(
            "SELECT actor || ' ' || kind || ' ' || COALESCE(reason, '') FROM event WHERE question_id = {} ORDER BY id",
            kept.id
        ))
        .await;
    let expected = [
        "account:1 hiding_asked Plainte",
        "account:2 hidden Plainte",
        "account:4 unhiding_asked Plainte retirée",
        "account:1 unhidden Plainte retirée",
    ];
    assert_eq!(told[4..], expected);
}

#[apply(both_databases)]
async fn a_program_logs_and_records_and_judges_nothing(desk: Desk) {
    let mut turn = desk.turn(&program()).await;
    let kept = turn.log(QuestionInput { text: french("Texte"), ..desk.question("Du programme") }).await.unwrap();
    let kept = turn.deposit(kept.seen(), Default::default()).await.unwrap();
    let kept = turn.transmit(kept.seen(), Default::default()).await.unwrap();
    let kept = turn.record_answer(kept.seen(), desk.health, &desk.answer(AnswerKind::Final, "Oui.")).await.unwrap().question;
    turn.commit().await.unwrap();
    let withdrawn = desk.turn(&program()).await.withdraw(kept.seen(), None, "Non").await;
    assert!(matches!(withdrawn, Err(UseCaseError::Forbidden)), "{withdrawn:?}");
    assert_eq!(desk.app.strings("SELECT DISTINCT actor FROM event WHERE kind <> 'imported'").await.last().unwrap(), "token:6");
}
