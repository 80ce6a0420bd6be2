//! The morning's mail: to whom, in which language, once.

use jawab_server::digest;
use jawab_service::mail::Mailer;
use jawab_tests::{TestApp, on_both_databases, records::ministries};

use super::{agent, ministry, referred, speaks};

on_both_databases!(
    each_agent_reads_in_their_language_what_presses_once_a_day,
    who_owes_nothing_or_wants_no_mail_gets_none,
    a_mail_that_cannot_be_sent_is_tried_again
);

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
    assert_eq!(digest::send(&app.app, &mailer).await.unwrap(), 2);
    assert_eq!(digest::send(&app.app, &mailer).await.unwrap(), 0, "not twice a day");
    let all = letters.lock().unwrap().clone();
    let of = |address: &str| all.iter().find(|letter| letter.address == address).unwrap();
    let (ar, fr) = (of(&arabic.address), of(&french.address));
    assert_eq!(ar.subject, "جواب: سؤالان متأخران عن الأجل، سؤال ينتهي أجله اليوم، سؤال ينتهي أجله خلال 5 أيام");
    assert_eq!(
        fr.subject,
        "Jawab : 2 questions hors délai, 1 question dont l’échéance est aujourd’hui, 1 question dont l’échéance est sous 5 jours"
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
    assert_eq!(digest::send(&app.app, &mailer).await.unwrap(), 2, "the next morning again");
}

async fn who_owes_nothing_or_wants_no_mail_gets_none(app: TestApp) {
    app.load(&[referred("today", 3, "2026-11-01", &ministries::health()), referred("far", 5, "2026-11-20", &ministries::secretariat())])
        .await;
    let (health, secretariat) = (ministry(&app, &ministries::health()).await, ministry(&app, &ministries::secretariat()).await);
    let (idle, disabled, _silent) = (agent(&app, &[secretariat]).await, agent(&app, &[health]).await, agent(&app, &[health]).await);
    app.execute(&format!("UPDATE account SET digest = TRUE WHERE id IN ({}, {})", idle.account, disabled.account)).await;
    app.execute(&format!("UPDATE account SET disabled_at = created_at WHERE id = {}", disabled.account)).await;
    let (mailer, letters) = Mailer::into_memory("jawab@example.ma").unwrap();
    assert_eq!(digest::send(&app.app, &mailer).await.unwrap(), 0);
    assert!(letters.lock().unwrap().is_empty());
}

async fn a_mail_that_cannot_be_sent_is_tried_again(app: TestApp) {
    app.load(&[referred("today", 3, "2026-11-01", &ministries::health())]).await;
    let us = agent(&app, &[ministry(&app, &ministries::health()).await]).await;
    app.execute(&format!("UPDATE account SET digest = TRUE WHERE id = {}", us.account)).await;
    let nowhere = Mailer::into_folder("/nowhere/at/all".into(), "jawab@example.ma").unwrap();
    assert!(digest::send(&app.app, &nowhere).await.is_err());
    let (mailer, letters) = Mailer::into_memory("jawab@example.ma").unwrap();
    assert_eq!((digest::send(&app.app, &mailer).await.unwrap(), letters.lock().unwrap().len()), (1, 1));
}
