//! The daily digest mail: recipients, language, sent once.

use axum::http::Method;
use jawab_domain::access::SecondFactorFor;
use jawab_server::digest::digest;
use jawab_service::mail::Mailer;
use jawab_store::mail;
use jawab_tests::{Client, TestApp, apply, both_databases, records::ministries};

use super::{agent, ministry, referred, speaks};

#[apply(both_databases)]
async fn each_agent_reads_in_their_language_what_presses_once_a_day(app: TestApp) {
    let health = ministries::health();
    app.load(&[
        referred("late", 1, "2026-10-20", &health),
        referred("later", 2, "2026-10-22", &health),
        referred("today", 3, "2026-11-01", &health),
        referred("soon", 4, "2026-11-03", &health),
        referred("far", 5, "2026-11-20", &health),
        referred("theirs", 6, "2026-11-01", &ministries::secretariat()),
    ])
    .await;
    let id = ministry(&app, &health).await;
    let (arabic, french) = (agent(&app, &[id]).await, agent(&app, &[id]).await);
    speaks(&app, &arabic, "ar").await;
    for who in [&arabic, &french] {
        let page = who.form_to("/fr/staff/board/notices", "/mail").await.submit().await;
        assert!(page.text().contains("Le courriel du matin est activé."), "{}", page.text());
    }
    let (mailer, letters) = Mailer::into_memory("Jawab <jawab@example.ma>").unwrap();
    assert_eq!(digest(&app.app).send(&mailer).await.unwrap(), 2);
    assert_eq!(digest(&app.app).send(&mailer).await.unwrap(), 0, "not twice a day");
    let all = letters.lock().unwrap().clone();
    let of = |address: &str| all.iter().find(|letter| letter.address == address).unwrap();
    let (ar, fr) = (of(&arabic.address), of(&french.address));
    assert_eq!(ar.subject, "جواب: سؤالان متأخران عن الأجل، سؤال ينتهي أجله اليوم، سؤال ينتهي أجله خلال 5 أيام");
    assert_eq!(
        fr.subject,
        "Jawab\u{a0}: 2 questions hors délai, 1 question dont l’échéance est aujourd’hui, 1 question dont l’échéance est sous 5 jours"
    );
    for (letter, subject, explained) in
        [(ar, "موضوع", "ينتهي الأجل بنهاية يوم 21 نونبر 2026"), (fr, "Sujet", "L’échéance est la fin du 21 novembre 2026")]
    {
        for said in ["late", "later", "today", "soon"].map(|name| format!("{subject} {name}")) {
            assert!(letter.body.contains(&said), "{said}: {}", letter.body);
        }
        for unsaid in ["far", "theirs"].map(|name| format!("{subject} {name}")) {
            assert!(!letter.body.contains(&unsaid), "{unsaid}");
        }
        assert!(letter.body.contains(explained) && letter.body.matches("https://jawab.test/").count() == 6, "{}", letter.body);
    }
    app.set_clock("2026-11-22T07:00:00Z");
    assert_eq!(digest(&app.app).send(&mailer).await.unwrap(), 2, "the next morning again");
}

#[apply(both_databases)]
async fn who_owes_nothing_or_wants_no_mail_gets_none(app: TestApp) {
    app.load(&[referred("today", 3, "2026-11-01", &ministries::health()), referred("far", 5, "2026-11-20", &ministries::secretariat())])
        .await;
    let (health, secretariat) = (ministry(&app, &ministries::health()).await, ministry(&app, &ministries::secretariat()).await);
    let (idle, disabled, _silent) = (agent(&app, &[secretariat]).await, agent(&app, &[health]).await, agent(&app, &[health]).await);
    app.execute(&format!("UPDATE account SET digest = TRUE WHERE id IN ({}, {})", idle.account, disabled.account)).await;
    app.execute(&format!("UPDATE account SET disabled_at = created_at WHERE id = {}", disabled.account)).await;
    let (mailer, letters) = Mailer::into_memory("jawab@example.ma").unwrap();
    assert_eq!(digest(&app.app).send(&mailer).await.unwrap(), 0);
    assert!(letters.lock().unwrap().is_empty());
}

#[apply(both_databases)]
async fn who_lacks_the_second_factor_asked_of_them_gets_none(mut app: TestApp) {
    let us = one_reader(&app).await;
    app.ask_second_factor_of(SecondFactorFor::Everyone);
    assert_eq!(digest(&app.app).write().await.unwrap(), 0);
    app.execute(&format!("UPDATE account SET totp_secret = 'sealed.x' WHERE id = {}", us.account)).await;
    assert_eq!(digest(&app.app).write().await.unwrap(), 1, "the mail of the same day, once it is set");
}

#[apply(both_databases)]
async fn a_mail_that_waits_goes_with_its_account(app: TestApp) {
    let us = one_reader(&app).await;
    assert_eq!(digest(&app.app).write().await.unwrap(), 1);
    app.app.accounts.disable(&app.system_actor(), us.account).await.unwrap();
    assert_eq!(mail::waiting(app.app.database.reader()).await.unwrap(), 0);
}

/// An agent who subscribed to the mail and has an urgent question.
async fn one_reader(app: &TestApp) -> Client {
    app.load(&[referred("today", 3, "2026-11-01", &ministries::health())]).await;
    let us = agent(app, &[ministry(app, &ministries::health()).await]).await;
    app.execute(&format!("UPDATE account SET digest = TRUE WHERE id = {}", us.account)).await;
    us
}

#[apply(both_databases)]
async fn a_mail_that_cannot_be_sent_is_tried_again(app: TestApp) {
    one_reader(&app).await;
    let nowhere = Mailer::into_folder("/nowhere/at/all".into(), "jawab@example.ma").unwrap();
    assert!(digest(&app.app).send(&nowhere).await.is_err());
    let (mailer, letters) = Mailer::into_memory("jawab@example.ma").unwrap();
    assert_eq!(digest(&app.app).send(&mailer).await.unwrap(), 0, "it waits a little first");
    app.set_clock("2026-11-21T10:00:30Z");
    assert_eq!((digest(&app.app).send(&mailer).await.unwrap(), letters.lock().unwrap().len()), (1, 1));
}

#[apply(both_databases)]
async fn a_crash_loses_no_mail_and_a_mail_sent_twice_is_known_by_its_key(app: TestApp) {
    one_reader(&app).await;
    let (mailer, letters) = Mailer::into_memory("jawab@example.ma").unwrap();
    assert_eq!(digest(&app.app).write().await.unwrap(), 1);
    assert_eq!(digest(&app.app).write().await.unwrap(), 0, "it is written once");
    // A sender that leased the mail and was killed, before or after delivering it.
    let (db, now) = (app.app.database.writer(), app.app.clock.now_millis());
    let leased = mail::lease(db, now, now + 300_000).await.unwrap().unwrap();
    assert_eq!(digest(&app.app).send(&mailer).await.unwrap(), 0, "it is that sender's for a while");
    app.set_clock("2026-11-21T10:05:00Z");
    assert_eq!(digest(&app.app).send(&mailer).await.unwrap(), 1);
    let sent = letters.lock().unwrap().clone();
    let code = app.strings("SELECT code FROM account WHERE digest = TRUE").await.remove(0);
    assert_eq!((sent[0].key.as_str(), sent[0].key.as_str()), (leased.key.as_str(), format!("digest.{code}.2026-11-21").as_str()));
    assert_eq!((sent[0].written_at, mail::waiting(db).await.unwrap()), (leased.queued_at, 0), "the same mail, and then it is gone");
}

#[apply(both_databases)]
async fn a_mail_whose_time_is_over_is_given_up(app: TestApp) {
    one_reader(&app).await;
    digest(&app.app).write().await.unwrap();
    app.set_clock("2026-11-21T22:00:01Z");
    let (mailer, letters) = Mailer::into_memory("jawab@example.ma").unwrap();
    assert_eq!((digest(&app.app).send(&mailer).await.unwrap(), letters.lock().unwrap().len()), (0, 0));
    assert_eq!(mail::waiting(app.app.database.reader()).await.unwrap(), 0);
}

#[apply(both_databases)]
async fn the_link_in_a_mail_stops_it_without_signing_in(app: TestApp) {
    let us = one_reader(&app).await;
    let (mailer, letters) = Mailer::into_memory("jawab@example.ma").unwrap();
    digest(&app.app).send(&mailer).await.unwrap();
    let stop = letters.lock().unwrap()[0].stop_url.clone().unwrap();
    assert!(letters.lock().unwrap()[0].body.ends_with(&format!("\n{stop}\n")));
    let path = stop.strip_prefix("https://jawab.test").unwrap();
    let wanted = format!("SELECT COUNT(*) FROM account WHERE digest = TRUE AND id = {}", us.account);
    let page = app.get(path).await;
    assert!(page.status == 200 && page.header("cache-control") == "no-store" && page.text().contains(&us.address), "{}", page.body);
    assert_eq!(app.number(&wanted).await, 1, "looking stops nothing");
    let press = || {
        app.send_body(Method::POST, path, &[("content-type", b"application/x-www-form-urlencoded")], b"List-Unsubscribe=One-Click".to_vec())
    };
    assert_eq!((press().await.status.as_u16(), app.number(&wanted).await), (200, 0));
    assert_eq!(press().await.status, 200, "a second time does nothing");
    let entries = app.strings("SELECT data FROM audit WHERE action = 'digest.stopped'").await;
    assert_eq!(entries, [r#"{"by":"mail"}"#]);
    assert_eq!(app.get("/fr/staff/mail/nothing").await.status, 404);
    assert_eq!(digest(&app.app).write().await.unwrap(), 0);
}
