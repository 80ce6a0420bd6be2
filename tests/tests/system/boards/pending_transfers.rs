//! A ministry's request for a transfer: the ministry owes the answer until the Chamber grants it, may withdraw it, and is told the outcome.

use jawab_domain::{AnswerKind, Chamber};
use jawab_server::digest::digest;
use jawab_service::{
    mail::Mailer,
    use_cases::{ExpectedWorkVersion, Transfer},
};
use jawab_tests::{Page, TestApp, apply, both_databases, records::ministries};

use super::{agent as member_of, lane, ministry, referred, slug};
use crate::{
    staff::reference::Dated as _,
    use_cases::staff_app::{StaffApp, agent, clerk as clerk_actor},
};

/// The ministry requests a transfer of a published question; returns its code and the request.
async fn requested(staff: &StaffApp, subject: &str) -> (i64, String, i64) {
    let saved = staff.published(subject).await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let request = unit.ask_transfer(saved.id, staff.health, staff.education, "Pas à nous").await.unwrap();
    unit.commit().await.unwrap();
    (saved.id, saved.code, request)
}

/// The ministry writes an answer of this kind and clears it.
async fn cleared(staff: &StaffApp, id: i64, kind: AnswerKind) {
    let mut unit = staff.begin(&agent(staff.health)).await;
    let begun = ExpectedWorkVersion { question: id, ministry: staff.health, version: 0 };
    let draft = unit.draft_answer(begun, &staff.answer(kind, "Oui.")).await.unwrap();
    unit.clear_answer(draft.expected()).await.unwrap();
    unit.commit().await.unwrap();
}

fn notes(page: &Page) -> Vec<String> {
    page.texts(".ticket .ticket-note")
}

fn effect(page: &Page) -> String {
    page.texts(".effect li").concat()
}

#[apply(both_databases)]
async fn a_question_whose_transfer_is_requested_is_as_urgent_as_before(app: TestApp) {
    let health = ministries::health();
    let all = [("late", "2026-10-29"), ("today", "2026-11-01"), ("soon", "2026-11-04")];
    for (n, (name, on)) in (1..).zip(all) {
        app.load(&[referred(name, n, on, &health)]).await;
    }
    app.load(&[referred("other", 9, "2026-11-20", &ministries::secretariat())]).await;
    let id = ministry(&app, &health).await;
    let us = member_of(&app, &[id]).await;
    us.form_to("/fr/staff/board/notices", "/mail").await.submit().await;
    for (name, _) in all {
        let at = format!("/fr/staff/answers/{}/{}", app.code(name).await, slug(&app, id).await);
        us.form_to(&at, "/transfer").await.fill("to-q", "الأمانة العامة للحكومة").fill("reason", "Compétence.").submit().await;
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM transfer_request WHERE decision IS NULL").await, 3);
    for (locale, asked, left) in [("fr", "Réattribution demandée", "Il reste 3 jours"), ("ar", "طلب تغيير الجهة", "بقيت 3 أيام")]
    {
        let board = us.get(&format!("/{locale}/staff/board")).await;
        for lane in ["overdue", "due_today", "due_soon"] {
            assert_eq!(board.texts(&format!("#lane-{lane} .lane-count")), ["1"], "{lane}: {}", board.text());
        }
        assert_eq!(board.text().matches(asked).count(), 3, "{}", board.text());
        assert!(board.texts("section[aria-labelledby=lane-due_soon] .ticket").concat().contains(left), "{}", board.text());
    }
    let chamber = app.clerk(Chamber::Councillors).await.get("/fr/staff/chamber").await;
    assert_eq!(chamber.texts(".ticket h3"), ["Sujet late"], "it is overdue for the Chamber too");
    let (mailer, letters) = Mailer::into_memory("Jawab <jawab@example.ma>").unwrap();
    assert_eq!(digest(&app.app).send(&mailer).await.unwrap(), 1);
    let mail = letters.lock().unwrap().first().unwrap().body.clone();
    for (name, _) in all {
        assert!(mail.contains(&format!("Sujet {name}")), "{name}: {mail}");
    }
    assert_eq!(mail.matches("Réattribution demandée").count(), 3, "{mail}");
}

#[apply(both_databases)]
async fn a_refused_request_is_told_with_who_refused_it_when_and_why(staff: StaffApp) {
    let (id, code, request) = requested(&staff, "Sujet").await;
    let (us, clerk) = (staff.app.agent(&[staff.health]).await, staff.app.clerk(Chamber::Councillors).await);
    let decide = format!("/fr/staff/questions/{code}/decide-transfer?request={request}");
    clerk.form(&decide).await.fill("reason", "C’est à vous").press("drop").await;
    let name = staff.one(&format!("SELECT name FROM account WHERE id = {}", clerk.account)).await;
    let told = format!("Réattribution refusée par la Chambre le 21 novembre 2026 ({name}) : C’est à vous");
    assert_eq!(notes(&us.get("/fr/staff/board").await), std::slice::from_ref(&told));
    let arabic = notes(&us.get("/ar/staff/board").await).concat();
    assert!(arabic.starts_with("رفض المجلس تغيير الجهة المحال عليها في 21 نونبر 2026") && arabic.ends_with("C’est à vous"), "{arabic}");
    let at = format!("/fr/staff/answers/{code}/sante");
    let notice = us.get(&at).await.texts(".notice[role=note]").concat();
    assert!(notice.starts_with(&told) && notice.ends_with("son délai court."), "{notice}");

    // Another request, and then an answer at the Chamber, take its place.
    us.form_to(&at, "/transfer").await.fill("to-q", "Éducation").fill("reason", "Vraiment pas").submit().await;
    assert!(notes(&us.get("/fr/staff/board").await).is_empty());
    let again = staff.app.number("SELECT MAX(id) FROM transfer_request").await;
    let decide = format!("/fr/staff/questions/{code}/decide-transfer?request={again}");
    clerk.form(&decide).await.fill("reason", "Toujours à vous").press("drop").await;
    assert!(notes(&us.get("/fr/staff/board").await).concat().ends_with("Toujours à vous"));
    cleared(&staff, id, AnswerKind::Final).await;
    us.form_to(&at, "/submit").await.confirm().await;
    assert!(notes(&us.get("/fr/staff/board").await).is_empty());
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_granted_request_is_told_with_where_the_question_went(staff: StaffApp) {
    let (id, code, request) = requested(&staff, "Sujet").await;
    let (us, clerk) = (staff.app.agent(&[staff.health]).await, staff.app.clerk(Chamber::Councillors).await);
    clerk.form(&format!("/fr/staff/questions/{code}/decide-transfer?request={request}")).await.submit().await;
    let board = us.get("/fr/staff/board").await;
    assert_eq!((lane(&board, "ended"), board.texts("#lane-ended .lane-count")), (vec!["Sujet".to_owned()], vec!["1".to_owned()]));
    assert_eq!(notes(&board), ["Réattribuée à : Éducation"]);
    assert!(board.text().contains("Demande acceptée, question réattribuée le 21 novembre 2026"), "{}", board.text());
    assert!(board.all(".ticket h3 a").is_empty() && board.text().contains("0 question ouverte"), "{}", board.text());
    let table = us.get("/fr/staff/board.csv").await;
    assert!(table.body.contains("Demande acceptée") && !table.body.contains(&code), "{}", table.body);
    assert_eq!(lane(&us.get("/fr/staff/board?lane=ended").await, "ended"), ["Sujet"]);
    assert!(us.get("/ar/staff/board").await.text().contains("تم قبول الطلب، وأحيل السؤال على جهة أخرى في 21 نونبر 2026"));

    // It is no departure any more once the question comes back, nor after a month.
    let mut unit = staff.begin(&clerk_actor()).await;
    let back = Transfer { on: None, from: staff.education, to: staff.health, reason: "Retour".into() };
    unit.transfer(staff.expected_version(id).await, back).await.unwrap();
    unit.commit().await.unwrap();
    assert!(lane(&us.get("/fr/staff/board").await, "ended").is_empty());
    let others = staff.app.agent(&[staff.education]).await;
    assert_eq!(notes(&others.get("/fr/staff/board").await), ["Réattribuée à : Santé"]);
    assert!(others.get("/fr/staff/board").await.text().contains("Question réattribuée le 21 novembre 2026"));
    staff.app.set_clock("2026-12-22T10:00:00Z");
    let others = staff.app.agent(&[staff.education]).await;
    assert!(lane(&others.get("/fr/staff/board").await, "ended").is_empty());
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_request_is_withdrawn_until_the_chamber_decides(staff: StaffApp) {
    let (id, code, request) = requested(&staff, "Sujet").await;
    let (us, clerk) = (staff.app.agent(&[staff.health]).await, staff.app.clerk(Chamber::Councillors).await);
    let (at, step) = (format!("/fr/staff/answers/{code}/sante"), format!("/withdraw-transfer?request={request}"));
    let deciding = clerk.get(&format!("/fr/staff/questions/{code}/decide-transfer?request={request}")).await;
    let other_tab = us.get(&at).await;
    let page = us.form_to(&at, &step).await.fill("text-fr", "Une ligne.").submit().await;
    assert_eq!(page.texts(".flash"), ["La demande de réattribution est retirée, et la réponse est enregistrée."], "{}", page.text());
    assert_eq!(us.form_in(&page, Some("/draft")).value("text-fr"), "Une ligne.", "what was typed is saved");
    assert!(us.form_in(&page, Some("/transfer")).has("reason"), "another one can be made");
    let decision = "SELECT COALESCE(decision, 'open') || ' ' || decided_by FROM transfer_request";
    assert_eq!(staff.one(decision).await, format!("closed account:{}", us.account));
    assert_eq!(staff.events(id).await.last().unwrap(), "transfer_withdrawn");
    assert_eq!(staff.app.strings("SELECT action FROM audit WHERE action = 'question.transfer_withdrawn'").await.len(), 1);
    let history = clerk.get(&format!("/fr/staff/questions/{code}/history")).await;
    let line = "Demande de réattribution retirée : Éducation (auparavant : Santé)";
    assert!(history.text().contains(line), "{}", history.text());

    // Whoever was about to decide it decides nothing, and it is not withdrawn twice.
    clerk.form_in(&deciding, None).send().await;
    let late = us.form_in(&other_tab, Some(&step)).send().await;
    assert!(late.status.is_client_error(), "{}", late.text());
    let events = staff.events(id).await;
    assert_eq!(events.iter().filter(|kind| ["transferred", "transfer_withdrawn"].contains(&kind.as_str())).count(), 1, "{events:?}");
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_request_is_withdrawn_beside_an_answer_at_the_chamber(staff: StaffApp) {
    let saved = staff.pending("Sujet").await;
    let us = staff.app.agent(&[staff.health]).await;
    let request = staff.app.number("SELECT MAX(id) FROM transfer_request").await;
    let (at, step) = (format!("/ar/staff/answers/{}/sante", saved.code), format!("/withdraw-transfer?request={request}"));
    let shown = us.get(&at).await;
    let page = us.form_in(&shown, Some(&step)).submit().await;
    assert_eq!(page.texts(".flash"), ["تم سحب طلب تغيير الجهة المحال عليها."], "{}", page.text());
    assert_eq!(staff.one("SELECT state FROM ministry_work").await, "submitted", "the answer stays there");
    assert_eq!(us.form_in(&shown, Some(&step)).submit().await.texts(".flash"), page.texts(".flash"), "sent twice, done once");
    let late = us.post(&format!("{at}{step}"), &[("do", "go")]).await;
    assert_eq!(late.status, 409, "{}", late.text());
    assert_eq!(staff.events(saved.id).await.iter().filter(|kind| *kind == "transfer_withdrawn").count(), 1);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn what_closes_a_request_says_so_first(staff: StaffApp) {
    let (us, clerk) = (staff.app.agent(&[staff.health]).await, staff.app.clerk(Chamber::Councillors).await);
    let closed = "Santé : sa demande de réattribution, qui attend la décision de la Chambre, est close. Département demandé : Éducation";
    let (id, code, _) = requested(&staff, "Sujet").await;
    cleared(&staff, id, AnswerKind::Final).await;
    let at = format!("/fr/staff/answers/{code}/sante");
    let submitting = us.form_to(&at, "/submit").await.send().await;
    assert!(
        effect(&submitting).contains("Si la réponse est acceptée, cette demande est close. Département demandé : Éducation"),
        "{}",
        submitting.text()
    );
    let arabic = effect(&us.form_to(&at.replace("/fr/", "/ar/"), "/submit").await.send().await);
    assert!(arabic.contains("لا يزال طلب قطاعكم تغيير الجهة ينتظر قرار المجلس."), "{arabic}");
    us.confirm(submitting).await;
    let judge = format!("{at}/judge");
    let judging = clerk.get(&judge).await;
    let notice = judging.texts(".notice[role=note]").concat();
    assert!(notice.contains("Si vous acceptez cette réponse :") && notice.contains(closed), "{}", judging.text());
    let accepting = clerk.form_to(&judge, "/judge").await.press("accept").await;
    assert!(effect(&accepting).contains(closed), "{}", accepting.text());
    let arabic = effect(&clerk.form_to(&judge.replace("/fr/", "/ar/"), "/judge").await.press("accept").await);
    assert!(arabic.contains("يغلق طلبه تغيير الجهة، الذي ينتظر قرار المجلس."), "{arabic}");
    clerk.confirm(accepting).await;
    assert!(staff.events(id).await.contains(&"pending_closed".to_owned()));
    staff.app.index().await;

    // A holding answer closes none.
    let (id, code, _) = requested(&staff, "Autre sujet").await;
    cleared(&staff, id, AnswerKind::Holding).await;
    let at = format!("/fr/staff/answers/{code}/sante");
    let submitting = us.form_to(&at, "/submit").await.send().await;
    assert!(!effect(&submitting).contains("réattribution"), "{}", submitting.text());
    us.confirm(submitting).await;
    assert!(!clerk.get(&format!("{at}/judge")).await.text().contains("Si vous acceptez cette réponse"));

    // An answer on paper, and a transfer that the Chamber makes on its own.
    let (_, code, _) = requested(&staff, "Sur papier").await;
    let form = clerk.form(&format!("/fr/staff/answers/{code}/sante/record")).await;
    let recording = form.fill("text-fr", "Oui.").on("answered", "2026-11-21").submit().await;
    assert!(effect(&recording).contains(closed), "{}", recording.text());
    let form = clerk.form(&format!("/fr/staff/questions/{code}/transfer")).await;
    let transferring = form.fill("to-q", "Éducation").fill("reason", "Compétence").submit().await;
    assert!(effect(&transferring).contains(closed), "{}", transferring.text());
    staff.app.index().await;
}
