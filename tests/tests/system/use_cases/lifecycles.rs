//! The lifecycles of questions, and their history.

use jawab_domain::{Chamber, field::FieldName, question::LinkKind};
use jawab_service::{
    FieldError, Problem, UseCaseError,
    use_cases::{Decision, LegislatureEnd, LinkInput, QuestionInput, Transfer},
};
use jawab_store::audit;
use jawab_tests::{apply, both_databases, records::record};
use serde_json::{Value, json};

use super::staff_app::{StaffApp, agent, clerk, colleague, day, french};

async fn dues(staff: &StaffApp, id: i64) -> Vec<String> {
    let sql = format!(
        "SELECT CAST(ministry_id = {} AS TEXT) || ' ' || CAST(due_on AS TEXT) || ' ' || COALESCE(CAST(until AS TEXT), '-') \
         FROM attribution WHERE question_id = {id} ORDER BY position",
        staff.health
    );
    staff.app.strings(&sql).await.into_iter().map(|line| line.replace("true", "1").replace("false", "0")).collect()
}

#[apply(both_databases)]
async fn a_transfer_keeps_its_history_and_the_clock(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let transfer = |on: &str| Transfer { on: Some(day(on)), from: staff.health, to: staff.education, reason: "Compétence".into() };
    let early = staff.begin(&clerk()).await.transfer(saved.expected(), transfer("2026-11-03")).await;
    assert!(matches!(early, Err(UseCaseError::Refused(_))), "{early:?}");
    let mut unit = staff.begin(&clerk()).await;
    unit.transfer(saved.expected(), transfer("2026-11-10")).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(dues(&staff, saved.id).await, ["1 2026-11-24 2026-11-10", "0 2026-11-24 -"]);
    staff.app.execute("UPDATE deadline_rule SET restarts_on_transfer = TRUE").await;
    let other = staff.published("Autre").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.transfer(other.expected(), transfer("2026-11-10")).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(dues(&staff, other.id).await, ["1 2026-11-24 2026-11-10", "0 2026-11-30 -"]);
    assert_eq!(staff.app.number(&format!("SELECT COUNT(*) FROM question WHERE id = {} AND due_on = '2026-11-30'", other.id)).await, 1);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_ministry_asks_and_the_chamber_decides(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let ask = async |reason: &str| {
        let mut unit = staff.begin(&agent(staff.health)).await;
        let id = unit.ask_transfer(saved.id, staff.health, staff.education, reason).await?;
        unit.commit().await?;
        Ok::<_, UseCaseError>(id)
    };
    let first = ask("Pas à nous").await.unwrap();
    assert!(matches!(ask("Encore").await, Err(UseCaseError::Invalid(_))), "one at a time");
    let mut unit = staff.begin(&clerk()).await;
    unit.decide_transfer(staff.expected_version(saved.id).await, first, Decision::Refused("C’est à vous".into())).await.unwrap();
    unit.commit().await.unwrap();
    let again = staff
        .begin(&clerk())
        .await
        .decide_transfer(staff.expected_version(saved.id).await, first, Decision::Granted(staff.app.today()))
        .await;
    assert!(matches!(again, Err(UseCaseError::Refused(_))), "{again:?}");
    let second = ask("Vraiment pas").await.unwrap();
    let mut unit = staff.begin(&clerk()).await;
    unit.decide_transfer(staff.expected_version(saved.id).await, second, Decision::Granted(day("2026-11-20"))).await.unwrap();
    unit.commit().await.unwrap();
    let left = format!("SELECT CAST(until AS TEXT) FROM attribution WHERE question_id = {} AND position = 1", saved.id);
    assert_eq!(staff.one(&left).await, "2026-11-20", "the day that was said");
    staff.app.index().await;
    assert_eq!(staff.events(saved.id).await[4..], ["transfer_asked", "transfer_refused", "transfer_asked", "transferred"]);
    assert_eq!(dues(&staff, saved.id).await.len(), 2);
    let gone = ask("Trop tard").await;
    assert!(matches!(gone, Err(UseCaseError::Refused(_))), "{gone:?}");
}

#[apply(both_databases)]
async fn a_ministry_added_later_has_its_own_deadline(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.add_ministry(saved.expected(), staff.education, Some(day("2026-11-10")), "Aussi de leur ressort").await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(dues(&staff, saved.id).await, ["1 2026-11-24 -", "0 2026-11-30 -"]);
    let mut unit = staff.begin(&clerk()).await;
    let answer = staff.answer(jawab_domain::AnswerKind::Final, "Oui.");
    let one = unit.record_answer(saved.expected(), staff.health, &answer).await.unwrap().question;
    let sql = format!("SELECT status FROM question WHERE id = {}", saved.id);
    unit.commit().await.unwrap();
    assert_eq!(staff.one(&sql).await, "transmitted");
    assert_eq!(staff.app.number(&format!("SELECT COUNT(*) FROM question WHERE id = {} AND due_on = '2026-11-30'", saved.id)).await, 1);
    let mut unit = staff.begin(&clerk()).await;
    unit.record_answer(one.expected(), staff.education, &answer).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.one(&sql).await, "answered");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_reminder_names_what_it_renews_and_both_say_so(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let renewed = unit.renew(saved.id).await.unwrap();
    let renewed = unit.deposit(renewed.expected(), Default::default()).await.unwrap();
    unit.publish(renewed.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let (old, new) = (staff.app.get("/fr/questions/councillors/11/1").await, staff.app.get("/fr/questions/councillors/11/2").await);
    assert!(new.text().contains("Rappelle cette question"), "{}", new.text());
    assert!(old.text().contains("Rappelée par cette question"), "{}", old.text());
    // A follow-up to an answer requires one.
    let unanswered = staff.begin(&clerk()).await.link(saved.expected(), LinkInput { kind: LinkKind::FollowsUp, to: renewed.id }).await;
    assert!(matches!(unanswered, Err(UseCaseError::Invalid(_))), "{unanswered:?}");
    let group = LinkInput { kind: LinkKind::GroupedWith, to: renewed.id };
    let mut unit = staff.begin(&clerk()).await;
    let grouped = unit.link(saved.expected(), group).await.unwrap();
    unit.unlink(grouped.expected(), group).await.unwrap();
    unit.commit().await.unwrap();
    assert_eq!(staff.events(saved.id).await[4..], ["linked", "unlinked"]);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_conversion_ends_the_written_procedure(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.convert_to_oral(saved.expected(), Some(day("2026-11-18")), Some("Inscrite à la séance du mardi")).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    for (locale, said) in [("fr", "Convertie en question orale"), ("ar", "محول إلى سؤال شفوي")] {
        let page = staff.app.get(&format!("/{locale}/questions/councillors/11/1")).await;
        assert!(page.text().contains(said), "{}", page.text());
    }
    let listed = staff.app.get_json("/api/v1/questions?status=converted").await;
    assert_eq!((&listed["total"], &listed["questions"][0]["due_on"]), (&1.into(), &Value::Null));
    assert_eq!(staff.app.get_json("/api/v1/questions?standing=closed").await["total"], 1);
}

#[apply(both_databases)]
async fn a_legislature_lapses_at_once(staff: StaffApp) {
    let (open, answered) = (staff.published("Un").await, staff.answered("Deux").await);
    let (deposited, draft) = (staff.deposited("Trois").await, staff.log("Quatre").await);
    staff.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-03')").await;
    let ending = LegislatureEnd { chamber: Chamber::Councillors, legislature: 11, on: staff.app.today() };
    let preview = staff.use_cases.lapse_preview(&clerk(), ending).await.unwrap();
    assert_eq!((preview.deposited, preview.transmitted, preview.stay), (1, 1, Vec::new()));
    let earlier = LegislatureEnd { on: day("2026-11-03"), ..ending };
    assert_eq!(staff.use_cases.lapse_preview(&clerk(), earlier).await.unwrap().stay, [open.id]);
    let surprised = staff.begin(&clerk()).await.ask_lapse(ending, 3, "Fin").await;
    assert!(matches!(surprised, Err(UseCaseError::Conflict { current: 2 })), "{surprised:?}");
    let mut unit = staff.begin(&clerk()).await;
    let requested = unit.ask_lapse(ending, 2, "Fin de la législature").await.unwrap();
    unit.commit().await.unwrap();
    let own = staff.begin(&clerk()).await.confirm_lapse(requested, 2).await;
    assert!(matches!(own, Err(UseCaseError::Refused(_))), "{own:?}");
    let surprised = staff.begin(&colleague()).await.confirm_lapse(requested, 1).await;
    assert!(matches!(surprised, Err(UseCaseError::Conflict { current: 2 })), "{surprised:?}");
    let mut unit = staff.begin(&colleague()).await;
    assert_eq!(unit.confirm_lapse(requested, 2).await.unwrap(), 2);
    unit.commit().await.unwrap();
    staff.app.index().await;
    let status = async |id: i64| staff.one(&format!("SELECT status FROM question WHERE id = {id}")).await;
    assert_eq!(status(open.id).await, "lapsed");
    assert_eq!(status(deposited.id).await, "lapsed");
    assert_eq!(status(draft.id).await, "draft");
    assert_eq!(status(answered.question.id).await, "answered");
    assert_eq!(staff.events(open.id).await.last().unwrap(), "lapsed");
    assert_eq!(staff.app.get_json("/api/v1/questions?status=lapsed").await["total"], 1);
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM audit WHERE action = 'legislature.lapsed'").await, 1);
}

#[apply(both_databases)]
async fn every_change_is_audited_and_told(staff: StaffApp) {
    let answer = staff.answered("Sujet").await;
    let id = answer.question.id;
    let mut unit = staff.begin(&clerk()).await;
    let mut input = staff.form(&answer.question, "Sujet mieux dit").await;
    input.text = french("Texte mieux dit.");
    unit.edit(answer.question.expected(), input, Some("Coquilles")).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    assert_eq!(staff.events(id).await, ["logged", "deposited", "transmitted", "published", "answered", "text_corrected", "text_corrected"]);
    // Each event has its entry in the audit record, by the same actor, and the record is complete.
    let audited = staff.app.number(&format!("SELECT COUNT(*) FROM audit WHERE subject = 'question:{id}' AND actor = 'account:1'")).await;
    assert_eq!(audited, 7);
    let verified = audit::verify(staff.app.app.database.reader()).await.unwrap();
    assert!(matches!(verified, audit::Verified::Whole { lines: 7.., .. }), "{verified:?}");
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM audit WHERE data LIKE '%Texte mieux%' OR data LIKE '%Le texte nomme%'").await, 0);
    let history = staff.use_cases.history(&clerk(), id).await.unwrap();
    assert_eq!(history.len(), 7);
    assert_eq!((history[0].actor.as_str(), history[5].reason.as_deref()), ("account:1", Some("Coquilles")));
    assert_eq!(history[6].earlier.as_deref(), Some("Le texte nomme Karim Inconnu. Karim Inconnu habite ici."));
}

#[apply(both_databases)]
async fn no_edit_takes_its_last_ministry_from_a_deposited_question_that_is_public(staff: StaffApp) {
    let saved = staff.deposited("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.publish(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    let (input, _) = staff.use_cases.question_input(&clerk(), saved.id).await.unwrap();
    let none = QuestionInput { ministries: Vec::new(), ..input.clone() };
    let refused = staff.begin(&clerk()).await.edit(saved.expected(), none, Some("Erreur")).await;
    let Err(UseCaseError::Invalid(faults)) = refused else { panic!() };
    assert_eq!(faults, [FieldError { field: FieldName::Ministries.into(), problem: Problem::Missing }]);
    let mut unit = staff.begin(&clerk()).await;
    let other = QuestionInput { ministries: vec![staff.education], ..input };
    unit.edit(saved.expected(), other, Some("Erreur")).await.unwrap();
    unit.commit().await.unwrap();

    // One that an import published without a ministry stays as it is.
    let fields = json!({ "chamber": "councillors", "legislature": 11, "number": 77, "deposited_on": "2026-11-02" });
    staff.app.load(&[record("nobody", fields)]).await;
    let id = staff.app.id("nobody").await;
    let (input, _) = staff.use_cases.question_input(&clerk(), id).await.unwrap();
    assert!(input.ministries.is_empty());
    let mut unit = staff.begin(&clerk()).await;
    unit.edit(staff.expected_version(id).await, input, Some("Relecture")).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
}
