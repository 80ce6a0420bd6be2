//! Who may do what, and who may know of what.

use jawab_domain::{
    AnswerKind, Chamber,
    access::{Actor, ActorId, Mandate, Scope},
};
use jawab_service::{
    UseCaseError,
    use_cases::{ExpectedWorkVersion, LegislatureEnd, QuestionInput, SavedQuestion, UseCaseResult},
};
use jawab_tests::{apply, both_databases};

use super::staff_app::{StaffApp, administrator, agent, clerk, colleague, french, other_clerk, program};

fn reader() -> Actor {
    Actor { id: ActorId::Token(9), name: "Lecteur".into(), mandate: Mandate::Program(Scope::Read, None) }
}

async fn edit(staff: &StaffApp, actor: &Actor, saved: &SavedQuestion) -> UseCaseResult<SavedQuestion> {
    staff.begin(actor).await.edit(saved.expected(), staff.question("Autre"), Some("Erreur")).await
}

#[apply(both_databases)]
async fn what_one_may_not_know_of_is_not_there(staff: StaffApp) {
    let draft = staff.log("Brouillon").await;
    for actor in [other_clerk(), agent(staff.health), reader()] {
        let outcome = edit(&staff, &actor, &draft).await;
        assert!(matches!(outcome, Err(UseCaseError::NotFound)), "{actor:?}: {outcome:?}");
    }
    let transmitted = staff.transmitted("Transmise").await;
    for (actor, knows) in [(agent(staff.health), true), (agent(staff.education), false), (other_clerk(), false), (administrator(), true)] {
        let outcome = edit(&staff, &actor, &transmitted).await;
        let forbidden = matches!(outcome, Err(UseCaseError::Forbidden));
        assert_eq!((forbidden, matches!(outcome, Err(UseCaseError::NotFound))), (knows, !knows), "{actor:?}: {outcome:?}");
    }
    assert!(matches!(edit(&staff, &clerk(), &SavedQuestion { id: 999_999, ..draft }).await, Err(UseCaseError::NotFound)));
}

#[apply(both_databases)]
async fn what_one_may_not_do_is_forbidden_where_one_may_look(staff: StaffApp) {
    let saved = staff.published("Publiée").await;
    for actor in [other_clerk(), agent(staff.education), administrator(), reader()] {
        let outcome = edit(&staff, &actor, &saved).await;
        assert!(matches!(outcome, Err(UseCaseError::Forbidden)), "{actor:?}: {outcome:?}");
    }
    let work = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    let answer = staff.answer(AnswerKind::Final, "Oui.");
    for actor in [clerk(), agent(staff.education), program()] {
        let outcome = staff.begin(&actor).await.draft_answer(work, &answer).await;
        assert!(matches!(outcome, Err(UseCaseError::Forbidden)), "{actor:?}: {outcome:?}");
    }
    let judged = staff.begin(&agent(staff.health)).await.record_answer(saved.expected(), staff.health, &answer).await;
    assert!(matches!(judged, Err(UseCaseError::Forbidden)), "{judged:?}");
    let elsewhere = QuestionInput { chamber: Chamber::Representatives, ..staff.question("Ailleurs") };
    for actor in [clerk(), agent(staff.health), administrator(), program()] {
        assert!(matches!(staff.begin(&actor).await.log(elsewhere.clone()).await, Err(UseCaseError::Forbidden)), "{actor:?}");
    }
    let lapse = staff
        .use_cases
        .lapse_preview(&clerk(), LegislatureEnd { chamber: Chamber::Representatives, legislature: 11, on: staff.app.today() })
        .await;
    assert!(matches!(lapse, Err(UseCaseError::Forbidden)), "{lapse:?}");
}

#[apply(both_databases)]
async fn hiding_takes_two_people(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let address = format!("/api/v1/questions/{}", saved.code);
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.ask_hiding(saved.expected(), "Plainte").await.unwrap();
    let alone = unit.confirm_hiding(requested.expected()).await;
    assert!(matches!(alone, Err(UseCaseError::Refused(jawab_domain::lifecycle::Refusal::SamePerson))), "{alone:?}");
    drop(unit);
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.ask_hiding(saved.expected(), "Plainte").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.app.get(&address).await.status, 200);
    let mut unit = staff.begin(&colleague()).await;
    let hidden = unit.confirm_hiding(requested.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(staff.app.get(&address).await.status, 404);
    // A single person cannot show again what two hid.
    let mut unit = staff.begin(&administrator()).await;
    let requested = unit.ask_unhiding(hidden.expected(), "Plainte retirée").await.unwrap();
    let alone = unit.confirm_unhiding(requested.expected()).await;
    assert!(matches!(alone, Err(UseCaseError::Refused(jawab_domain::lifecycle::Refusal::SamePerson))), "{alone:?}");
    drop(unit);
    let mut unit = staff.begin(&administrator()).await;
    let requested = unit.ask_unhiding(hidden.expected(), "Plainte retirée").await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(staff.app.get(&address).await.status, 404, "asking shows nothing");
    let mut unit = staff.begin(&clerk()).await;
    let mistaken = unit.confirm_hiding(requested.expected()).await;
    assert!(matches!(mistaken, Err(UseCaseError::Refused(jawab_domain::lifecycle::Refusal::NothingAsked))), "{mistaken:?}");
    drop(unit);
    let mut unit = staff.begin(&clerk()).await;
    unit.confirm_unhiding(requested.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(staff.app.get(&address).await.status, 200);
    let shown = staff
        .app
        .strings(&format!(
            "SELECT actor || ' ' || kind || ' ' || COALESCE(reason, '') FROM event WHERE question_id = {} ORDER BY id",
            saved.id
        ))
        .await;
    let expected = [
        "account:1 hiding_asked Plainte",
        "account:2 hidden Plainte",
        "account:4 unhiding_asked Plainte retirée",
        "account:1 unhidden Plainte retirée",
    ];
    assert_eq!(shown[4..], expected);
}

#[apply(both_databases)]
async fn a_program_logs_and_records_and_judges_nothing(staff: StaffApp) {
    let mut unit = staff.begin(&program()).await;
    let saved = unit.log(QuestionInput { text: french("Texte"), ..staff.question("Du programme") }).await.unwrap();
    let saved = unit.deposit(saved.expected(), Default::default()).await.unwrap();
    let saved = unit.transmit(saved.expected(), Default::default()).await.unwrap();
    let saved = unit.record_answer(saved.expected(), staff.health, &staff.answer(AnswerKind::Final, "Oui.")).await.unwrap().question;
    unit.commit().await.unwrap();
    let withdrawn = staff.begin(&program()).await.withdraw(saved.expected(), None, "Non").await;
    assert!(matches!(withdrawn, Err(UseCaseError::Forbidden)), "{withdrawn:?}");
    assert_eq!(staff.app.strings("SELECT DISTINCT actor FROM event WHERE kind <> 'imported'").await.last().unwrap(), "token:6");
}
