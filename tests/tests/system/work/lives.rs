//! The lives of questions, and what their history tells of them.

use jawab_domain::{Chamber, question::LinkKind};
use jawab_service::{
    UseCaseError,
    work::{Decision, Ending, LinkInput, Transfer},
};
use jawab_store::audit;
use jawab_tests::{apply, both_databases};
use serde_json::Value;

use super::desk::{Desk, agent, clerk, colleague, day, french};

async fn dues(desk: &Desk, id: i64) -> Vec<String> {
    let sql = format!(
        "SELECT CAST(ministry_id = {} AS TEXT) || ' ' || CAST(due_on AS TEXT) || ' ' || COALESCE(CAST(until AS TEXT), '-') \
         FROM attribution WHERE question_id = {id} ORDER BY position",
        desk.health
    );
    desk.app.strings(&sql).await.into_iter().map(|line| line.replace("true", "1").replace("false", "0")).collect()
}

#[apply(both_databases)]
async fn a_transfer_keeps_its_history_and_the_clock(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let transfer = |on: &str| Transfer { on: Some(day(on)), from: desk.health, to: desk.education, reason: "Compétence".into() };
    let early = desk.turn(&clerk()).await.transfer(kept.seen(), transfer("2026-11-03")).await;
    assert!(matches!(early, Err(UseCaseError::Refused(_))), "{early:?}");
    let mut turn = desk.turn(&clerk()).await;
    turn.transfer(kept.seen(), transfer("2026-11-10")).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(dues(&desk, kept.id).await, ["1 2026-11-24 2026-11-10", "0 2026-11-24 -"]);
    desk.app.execute("UPDATE deadline_rule SET restarts_on_transfer = TRUE").await;
    let other = desk.published("Autre").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.transfer(other.seen(), transfer("2026-11-10")).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(dues(&desk, other.id).await, ["1 2026-11-24 2026-11-10", "0 2026-11-30 -"]);
    assert_eq!(desk.app.number(&format!("SELECT COUNT(*) FROM question WHERE id = {} AND due_on = '2026-11-30'", other.id)).await, 1);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_ministry_asks_and_the_chamber_decides(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let ask = async |reason: &str| {
        let mut turn = desk.turn(&agent(desk.health)).await;
        let id = turn.ask_transfer(kept.id, desk.health, desk.education, reason).await?;
        turn.commit().await?;
        Ok::<_, UseCaseError>(id)
    };
    let first = ask("Pas à nous").await.unwrap();
    assert!(matches!(ask("Encore").await, Err(UseCaseError::Invalid(_))), "one at a time");
    let mut turn = desk.turn(&clerk()).await;
    turn.decide_transfer(desk.seen(kept.id).await, first, Decision::Refused("C’est à vous".into())).await.unwrap();
    turn.commit().await.unwrap();
    let again = desk.turn(&clerk()).await.decide_transfer(desk.seen(kept.id).await, first, Decision::Granted(desk.app.today())).await;
    assert!(matches!(again, Err(UseCaseError::Refused(_))), "{again:?}");
    let second = ask("Vraiment pas").await.unwrap();
    let mut turn = desk.turn(&clerk()).await;
    turn.decide_transfer(desk.seen(kept.id).await, second, Decision::Granted(day("2026-11-20"))).await.unwrap();
    turn.commit().await.unwrap();
    let left = format!("SELECT CAST(until AS TEXT) FROM attribution WHERE question_id = {} AND position = 1", kept.id);
    assert_eq!(desk.one(&left).await, "2026-11-20", "the day that was said");
    desk.app.index().await;
    assert_eq!(desk.events(kept.id).await[4..], ["transfer_asked", "transfer_refused", "transfer_asked", "transferred"]);
    assert_eq!(dues(&desk, kept.id).await.len(), 2);
    let gone = ask("Trop tard").await;
    assert!(matches!(gone, Err(UseCaseError::Refused(_))), "{gone:?}");
}

#[apply(both_databases)]
async fn a_ministry_added_later_has_its_own_deadline(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.add_ministry(kept.seen(), desk.education, Some(day("2026-11-10")), "Aussi de leur ressort").await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(dues(&desk, kept.id).await, ["1 2026-11-24 -", "0 2026-11-30 -"]);
    let mut turn = desk.turn(&clerk()).await;
    let answer = desk.answer(jawab_domain::AnswerKind::Final, "Oui.");
    let one = turn.record_answer(kept.seen(), desk.health, &answer).await.unwrap().question;
    let sql = format!("SELECT status FROM question WHERE id = {}", kept.id);
    turn.commit().await.unwrap();
    assert_eq!(desk.one(&sql).await, "transmitted");
    assert_eq!(desk.app.number(&format!("SELECT COUNT(*) FROM question WHERE id = {} AND due_on = '2026-11-30'", kept.id)).await, 1);
    let mut turn = desk.turn(&clerk()).await;
    turn.record_answer(one.seen(), desk.education, &answer).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.one(&sql).await, "answered");
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_reminder_names_what_it_renews_and_both_say_so(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    let renewed = turn.renew(kept.id).await.unwrap();
    let renewed = turn.deposit(renewed.seen(), Default::default()).await.unwrap();
    turn.publish(renewed.seen()).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    let (old, new) = (desk.app.get("/fr/questions/councillors/11/1").await, desk.app.get("/fr/questions/councillors/11/2").await);
    assert!(new.text().contains("Rappelle cette question"), "{}", new.text());
    assert!(old.text().contains("Rappelée par cette question"), "{}", old.text());
    // What asks after an answer wants one.
    let unanswered = desk.turn(&clerk()).await.link(kept.seen(), LinkInput { kind: LinkKind::FollowsUp, to: renewed.id }).await;
    assert!(matches!(unanswered, Err(UseCaseError::Invalid(_))), "{unanswered:?}");
    let group = LinkInput { kind: LinkKind::GroupedWith, to: renewed.id };
    let mut turn = desk.turn(&clerk()).await;
    let grouped = turn.link(kept.seen(), group).await.unwrap();
    turn.unlink(grouped.seen(), group).await.unwrap();
    turn.commit().await.unwrap();
    assert_eq!(desk.events(kept.id).await[4..], ["linked", "unlinked"]);
    desk.app.index().await;
}

#[apply(both_databases)]
async fn a_conversion_ends_the_written_procedure(desk: Desk) {
    let kept = desk.published("Sujet").await;
    let mut turn = desk.turn(&clerk()).await;
    turn.convert_to_oral(kept.seen(), Some(day("2026-11-18")), Some("Inscrite à la séance du mardi")).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    for (locale, said) in [("fr", "Convertie en question orale"), ("ar", "محول إلى سؤال شفوي")] {
        let page = desk.app.get(&format!("/{locale}/questions/councillors/11/1")).await;
        assert!(page.text().contains(said), "{}", page.text());
    }
    let listed = desk.app.get_json("/api/v1/questions?status=converted").await;
    assert_eq!((&listed["total"], &listed["questions"][0]["due_on"]), (&1.into(), &Value::Null));
    assert_eq!(desk.app.get_json("/api/v1/questions?standing=closed").await["total"], 1);
}

#[apply(both_databases)]
async fn a_legislature_lapses_at_once(desk: Desk) {
    let (open, answered) = (desk.published("Un").await, desk.answered("Deux").await);
    let (deposited, draft) = (desk.deposited("Trois").await, desk.log("Quatre").await);
    desk.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-03')").await;
    let ending = Ending { chamber: Chamber::Councillors, legislature: 11, on: desk.app.today() };
    let preview = desk.work.lapse_preview(&clerk(), ending).await.unwrap();
    assert_eq!((preview.deposited, preview.transmitted, preview.stay), (1, 1, Vec::new()));
    let earlier = Ending { on: day("2026-11-03"), ..ending };
    assert_eq!(desk.work.lapse_preview(&clerk(), earlier).await.unwrap().stay, [open.id]);
    let surprised = desk.turn(&clerk()).await.ask_lapse(ending, 3, "Fin").await;
    assert!(matches!(surprised, Err(UseCaseError::Conflict { current: 2 })), "{surprised:?}");
    let mut turn = desk.turn(&clerk()).await;
    let asked = turn.ask_lapse(ending, 2, "Fin de la législature").await.unwrap();
    turn.commit().await.unwrap();
    let own = desk.turn(&clerk()).await.confirm_lapse(asked, 2).await;
    assert!(matches!(own, Err(UseCaseError::Refused(_))), "{own:?}");
    let surprised = desk.turn(&colleague()).await.confirm_lapse(asked, 1).await;
    assert!(matches!(surprised, Err(UseCaseError::Conflict { current: 2 })), "{surprised:?}");
    let mut turn = desk.turn(&colleague()).await;
    assert_eq!(turn.confirm_lapse(asked, 2).await.unwrap(), 2);
    turn.commit().await.unwrap();
    desk.app.index().await;
    let status = async |id: i64| desk.one(&format!("SELECT status FROM question WHERE id = {id}")).await;
    assert_eq!(status(open.id).await, "lapsed");
    assert_eq!(status(deposited.id).await, "lapsed");
    assert_eq!(status(draft.id).await, "draft");
    assert_eq!(status(answered.question.id).await, "answered");
    assert_eq!(desk.events(open.id).await.last().unwrap(), "lapsed");
    assert_eq!(desk.app.get_json("/api/v1/questions?status=lapsed").await["total"], 1);
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM audit WHERE action = 'legislature.lapsed'").await, 1);
}

#[apply(both_databases)]
async fn every_change_is_audited_and_told(desk: Desk) {
    let answer = desk.answered("Sujet").await;
    let id = answer.question.id;
    let mut turn = desk.turn(&clerk()).await;
    let mut input = desk.form(&answer.question, "Sujet mieux dit").await;
    input.text = french("Texte mieux dit.");
    turn.edit(answer.question.seen(), input, Some("Coquilles")).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.index().await;
    assert_eq!(desk.events(id).await, ["logged", "deposited", "transmitted", "published", "answered", "text_corrected", "text_corrected"]);
    // Each event has its line in the audit record, by the same actor, and the record is whole.
    let audited = desk.app.number(&format!("SELECT COUNT(*) FROM audit WHERE subject = 'question:{id}' AND actor = 'account:1'")).await;
    assert_eq!(audited, 7);
    let verified = audit::verify(desk.app.app.database.reader()).await.unwrap();
    assert!(matches!(verified, audit::Verified::Whole { lines: 7.., .. }), "{verified:?}");
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM audit WHERE data LIKE '%Texte mieux%' OR data LIKE '%Le texte nomme%'").await, 0);
    let history = desk.work.history(&clerk(), id).await.unwrap();
    assert_eq!(history.len(), 7);
    assert_eq!((history[0].actor.as_str(), history[5].reason.as_deref()), ("account:1", Some("Coquilles")));
    assert_eq!(history[6].earlier.as_deref(), Some("Le texte nomme Karim Inconnu. Karim Inconnu habite ici."));
}
