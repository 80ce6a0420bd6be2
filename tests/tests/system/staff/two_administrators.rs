//! A single administrator: what they cannot do to an account, and what its holder is told of it.

use std::collections::BTreeSet;

use jawab_domain::{
    Chamber,
    access::{Act, Actor, ActorId, Mandate},
    lifecycle::Refusal,
};
use jawab_service::{
    accounts::totp,
    second_person::{TwoPersonAct, second_person_may},
};
use jawab_store::audit::{self, Entry};
use jawab_tests::{
    Client, TestApp, apply, both_databases,
    client::PASSWORD,
    records::{ministries, record},
};
use serde_json::json;

async fn code_of(app: &TestApp, client: &Client) -> String {
    app.strings(&format!("SELECT code FROM account WHERE id = {}", client.account)).await.remove(0)
}

async fn set_factor(app: &TestApp, client: &Client) {
    let form = client.form("/fr/staff/account/second-factor").await;
    let code = totp::code(&form.value("secret"), totp::step_at(app.app.clock.now_millis())).unwrap();
    assert_eq!(form.fill("code", &code).fill("current-password", PASSWORD).submit().await.texts(".codes li").len(), 10);
}

pub(super) fn person(of: &Client, mandate: Mandate) -> Actor {
    Actor { id: ActorId::Account(of.account), name: "Samira Bennis".into(), mandate }
}

/// The queued mails, oldest first: recipient and text.
async fn mails(app: &TestApp) -> Vec<String> {
    app.strings("SELECT address || ' ' || body FROM mail ORDER BY id").await
}

#[apply(both_databases)]
async fn a_lost_factor_is_removed_by_two_administrators(app: TestApp) {
    let (clerk, one, other) = (app.clerk(Chamber::Councillors).await, app.administrator().await, app.administrator().await);
    set_factor(&app, &clerk).await;
    let at = format!("/fr/staff/accounts/{}", code_of(&app, &clerk).await);
    let press = async |who: &Client, step: &str| who.post(&format!("{at}/{step}"), &[]).await;
    let refused = press(&other, "confirm-factor-removal").await;
    assert_eq!(refused.status, 422, "nobody asked: {}", refused.text());
    let page = one.form_to(&at, "/ask-factor-removal").await.submit().await;
    assert!(page.texts(".flash").concat().contains("autre personne"), "{}", page.text());
    assert!(!page.body.contains("/confirm-factor-removal"), "who asked is not offered to confirm");
    let own = press(&one, "confirm-factor-removal").await;
    assert!(own.status == 422 && own.texts(".error-summary").concat().contains("Une autre personne"), "{}", own.text());
    assert!(other.get("/fr/staff/accounts").await.text().contains("Retrait des deux étapes demandé"));
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 200, "nothing has changed yet");
    let page = other.form_to(&at, "/confirm-factor-removal").await.submit().await;
    assert!(page.texts(".flash").concat().contains("retirée"), "{}", page.text());
    assert_eq!(clerk.get_once("/fr/staff/account").await.status, 303, "its sessions have ended");
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 303, "the password alone opens");
    assert_eq!(app.number(&format!("SELECT COUNT(*) FROM recovery_code WHERE account_id = {}", clerk.account)).await, 0);
    let noted = app.strings("SELECT actor || ' ' || action FROM audit WHERE action LIKE 'account.factor_removal%' ORDER BY id").await;
    let line = |who: &Client, what: &str| format!("account:{} account.factor_removal_{what}", who.account);
    assert_eq!(noted, [line(&one, "asked"), line(&other, "confirmed")]);
    assert_eq!(press(&one, "ask-factor-removal").await.status, 404, "there is none to remove any more");
    // An unconfirmed request expires; one can be withdrawn.
    app.set_clock("2026-11-21T11:00:00Z");
    let clerk = app.clerk(Chamber::Councillors).await;
    set_factor(&app, &clerk).await;
    let keeper = person(&one, Mandate::Administrator);
    let second = person(&other, Mandate::Administrator);
    app.app.accounts.ask_factor_removal(&keeper, clerk.account).await.unwrap();
    app.app.accounts.drop_factor_removal(&second, clerk.account).await.unwrap();
    assert!(app.app.accounts.confirm_factor_removal(&second, clerk.account).await.is_err());
    app.app.accounts.ask_factor_removal(&keeper, clerk.account).await.unwrap();
    app.set_clock("2026-11-24T11:00:00Z");
    assert!(app.app.accounts.confirm_factor_removal(&second, clerk.account).await.is_err());
}

#[apply(both_databases)]
async fn the_holder_is_told_of_all_that_could_be_a_thief(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    assert_eq!(mails(&app).await, Vec::<String>::new(), "who was just invited has nothing to lose");
    set_factor(&app, &clerk).await;
    let (keeper, second) = (app.system_actor(), app.administrator().await);
    let accounts = &app.app.accounts;
    app.execute("DELETE FROM mail WHERE body LIKE '%Samira%'").await;
    let link = accounts.new_link(&keeper, clerk.account).await.unwrap();
    accounts.end_sessions(&keeper, clerk.account).await.unwrap();
    let browser = app.visitor();
    let form = browser.form(&format!("/fr/staff/links/{}", link.text())).await;
    let _ = form.fill("password", "une autre phrase longue").fill("password-again", "une autre phrase longue").submit().await;
    accounts.ask_factor_removal(&keeper, clerk.account).await.unwrap();
    accounts.confirm_factor_removal(&person(&second, Mandate::Administrator), clerk.account).await.unwrap();
    let notified = mails(&app).await;
    let said = [
        "a été mise en place",
        "Un lien permettant de choisir un nouveau mot de passe",
        "a mis fin à toutes les sessions",
        "Le mot de passe de votre compte a été changé",
        "Le retrait de la vérification en deux étapes de votre compte a été demandé",
        "par deux personnes de l’administration",
    ];
    assert_eq!(notified.len(), said.len(), "{notified:#?}");
    for (mail, said) in notified.iter().zip(said) {
        assert!(mail.starts_with(&clerk.address) && mail.contains(said), "{said}: {mail}");
        assert!(mail.contains("21 novembre 2026") && !mail.contains(link.text()), "{mail}");
    }
}

#[apply(both_databases)]
async fn whoever_opened_an_account_cannot_confirm_with_it(app: TestApp) {
    let (clerk, colleague, third) =
        (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    let (one, other) = (app.administrator().await, app.administrator().await);
    let named = |who: &Client| ActorId::Account(who.account).to_string();
    let may = async |requester: &Client, confirming: &Client| {
        let of = TwoPersonAct { act: Act::HideQuestion, chamber: Chamber::Councillors };
        let may = second_person_may(app.app.database.reader(), of, &named(requester), &named(confirming), app.app.clock.now()).await;
        may.unwrap().map(drop)
    };
    assert_eq!(may(&one, &clerk).await, Ok(()));
    assert_eq!(may(&one, &one).await, Err(Refusal::SamePerson));
    let keeper = person(&one, Mandate::Administrator);
    let _ = app.app.accounts.new_link(&keeper, clerk.account).await.unwrap();
    assert_eq!(may(&one, &clerk).await, Err(Refusal::NotIndependent));
    assert_eq!(may(&clerk, &one).await, Err(Refusal::NotIndependent), "nor the other way round");
    assert_eq!((may(&other, &clerk).await, may(&clerk, &colleague).await), (Ok(()), Ok(())));
    let _ = app.app.accounts.new_link(&keeper, colleague.account).await.unwrap();
    assert_eq!(may(&clerk, &colleague).await, Err(Refusal::NotIndependent), "one administrator could be both");
    assert_eq!(may(&clerk, &third).await, Ok(()));
    let change = app.app.database.change().await.unwrap();
    let entry = Entry { actor: keeper.id, action: "account.invited", subject: &named(&third), data: &json!({}) };
    audit::append(change.connection(), app.app.clock.now(), entry).await.unwrap();
    change.commit_quietly().await.unwrap();
    assert_eq!(may(&clerk, &third).await, Err(Refusal::NotIndependent), "it opened one by a link and invited the other");
    // One invites another, who invites a third: the first can use both links.
    let fourth = app.clerk(Chamber::Councillors).await;
    for (by, of) in [(&other, &fourth), (&one, &other)] {
        let change = app.app.database.change().await.unwrap();
        let entry =
            Entry { actor: person(by, Mandate::Administrator).id, action: "account.invited", subject: &named(of), data: &json!({}) };
        audit::append(change.connection(), app.app.clock.now(), entry).await.unwrap();
        change.commit_quietly().await.unwrap();
    }
    assert_eq!(may(&one, &fourth).await, Err(Refusal::NotIndependent), "by way of the account between them");
    app.set_clock("2026-12-21T10:00:01Z");
    assert_eq!((may(&one, &clerk).await, may(&clerk, &colleague).await), (Ok(()), Ok(())), "after thirty days");
}

/// An administrator invites two clerks of a Chamber, and opens both links.
async fn two_of(app: &TestApp, by: &Client, chamber: Chamber) -> [Client; 2] {
    let two = [app.clerk(chamber).await, app.clerk(chamber).await];
    for of in &two {
        let change = app.app.database.change().await.unwrap();
        let subject = ActorId::Account(of.account).to_string();
        let entry = Entry { actor: ActorId::Account(by.account), action: "account.invited", subject: &subject, data: &json!({}) };
        audit::append(change.connection(), app.app.clock.now(), entry).await.unwrap();
        change.commit_quietly().await.unwrap();
    }
    two
}

#[apply(both_databases)]
async fn two_clerks_of_one_inviter_are_two_people_only_while_nobody_else_is_there(app: TestApp) {
    let question = |n: i32| json!({ "chamber": "councillors", "legislature": 11, "number": n, "ministry": ministries::health() });
    app.load(&[record("a", question(1)), record("b", question(2))]).await;
    let (one, other) = (app.administrator().await, app.administrator().await);
    let [asks, confirms] = two_of(&app, &one, Chamber::Councillors).await;
    let elsewhere = app.clerk(Chamber::Representatives).await;
    app.execute("DELETE FROM mail").await;
    let hide = async |who: &Client, second: &Client, id: &str| {
        let work = format!("/fr/staff/questions/{}", app.code(id).await);
        let requested = who.form(&format!("{work}/hide")).await.fill("reason", "Plainte").submit().await;
        assert_eq!(requested.texts(".flash").len(), 1, "{}", requested.text());
        let page = second.get(&format!("{work}/confirm-hiding")).await;
        if page.status == 409 {
            assert!(page.text().contains("personne indépendante"), "{}", page.text());
            let back = who.form(&format!("{work}/drop-hiding")).await.submit().await;
            assert_eq!(back.status, 200, "{}", back.text());
            return false;
        }
        second.form_in(&page, None).submit().await.texts(".flash").len() == 1
    };

    // The office starts: two people do an act that needs two, and all others who could confirm it are notified, by mail and on
    // the board.
    assert!(hide(&asks, &confirms, "a").await);
    let notified: BTreeSet<String> = app.strings("SELECT address FROM mail").await.into_iter().collect();
    assert_eq!(notified, BTreeSet::from([one.address.clone(), other.address.clone()]));
    let mail = app.strings("SELECT subject || ' ' || body FROM mail").await.concat();
    assert!(mail.contains("un acte à vérifier") && mail.contains("Amina Zahraoui") && !mail.contains("changez de mot de passe"), "{mail}");
    let says = |page: &jawab_tests::Page| page.texts(".notice").concat().contains("a invité ces deux comptes");
    assert!(says(&other.get("/fr/staff/questions").await), "{}", other.get("/fr/staff/questions").await.text());
    let third = app.clerk(Chamber::Councillors).await;
    let board = third.get("/fr/staff/chamber").await;
    assert!(says(&board) && board.attributes(".notice a", "href").iter().any(|link| link.ends_with("/history")), "{}", board.text());
    assert!(!says(&asks.get("/fr/staff/chamber").await) && !says(&elsewhere.get("/fr/staff/chamber").await));
    let line = app.strings("SELECT actor || ' ' || subject FROM audit WHERE action = 'second.of_one_inviter'").await;
    assert_eq!(line, [format!("account:{} question:{}", confirms.account, app.id("a").await)]);

    // Once there is somebody else who could confirm, the two count as one person.
    app.set_clock("2026-12-21T10:00:01Z");
    let [asks, confirms] = two_of(&app, &one, Chamber::Councillors).await;
    let there = app.visitor();
    assert_eq!(there.sign_in(&third.address, PASSWORD).await.status, 303);
    assert!(!hide(&asks, &confirms, "b").await, "an administrator has been there for thirty days, and so has a colleague");
    assert!(hide(&asks, &there, "b").await, "who can be asked");
    let board = there.get("/fr/staff/chamber").await;
    assert!(!says(&board), "it is told for thirty days: {}", board.text());

    // Nor are they two by taking its mandate from whoever could be asked: no administrator may do this in their stead.
    let of = TwoPersonAct { act: Act::DirectQuestion, chamber: Chamber::Councillors };
    let named = |who: &Client| ActorId::Account(who.account).to_string();
    let may = async || {
        let (db, now) = (app.app.database.reader(), app.app.clock.now());
        second_person_may(db, of, &named(&asks), &named(&confirms), now).await.unwrap().map(drop)
    };
    assert_eq!(may().await, Err(Refusal::NotIndependent));
    let others = format!("chamber = 'councillors' AND id NOT IN ({}, {})", asks.account, confirms.account);
    app.execute(&format!("UPDATE account SET chamber = 'representatives' WHERE {others}")).await;
    assert_eq!(may().await, Ok(()), "nobody is there who could be asked, so far as accounts tell");
    for (at, action, chamber) in [("2026-11-21", "account.invited", "councillors"), ("2026-12-21", "account.changed", "representatives")] {
        let change = app.app.database.change().await.unwrap();
        let (at, data) = (format!("{at}T10:00:00Z").parse().unwrap(), json!({ "role": "clerk", "chamber": chamber }));
        let entry = Entry { actor: ActorId::Account(one.account), action, subject: &named(&third), data: &data };
        audit::append(change.connection(), at, entry).await.unwrap();
        change.commit_quietly().await.unwrap();
    }
    assert_eq!(may().await, Err(Refusal::NotIndependent), "the record tells that somebody was, a short while ago");
    app.index().await;
}

#[apply(both_databases)]
async fn a_refusal_of_the_second_person_says_why(app: TestApp) {
    let question = json!({ "chamber": "councillors", "legislature": 11, "number": 1, "ministry": ministries::health() });
    app.load(&[record("a", question)]).await;
    let (clerk, administrator) = (app.clerk(Chamber::Councillors).await, app.administrator().await);
    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    let keeper = person(&administrator, Mandate::Administrator);
    let _ = app.app.accounts.new_link(&keeper, clerk.account).await.unwrap();
    let requested = administrator.form(&format!("{work}/hide")).await.fill("reason", "Plainte").submit().await;
    assert_eq!(requested.status, 200, "{}", requested.text());
    let page = clerk.get(&format!("{work}/confirm-hiding")).await;
    assert!(page.status == 409 && page.text().contains("personne indépendante"), "{}", page.text());
    let other = app.clerk(Chamber::Councillors).await;
    let open = other.get(&format!("{work}/confirm-hiding")).await;
    let (once, version) = (other.form_in(&open, None).value("once"), other.form_in(&open, None).value("version"));
    let sent = clerk.post(&format!("{work}/confirm-hiding"), &[("do", "go"), ("once", &once), ("version", &version)]).await;
    assert!(sent.status == 409 && sent.text().contains("personne indépendante"), "{}", sent.text());
    assert_eq!(app.strings("SELECT publication FROM question").await, ["published"]);
    let page = other.form_in(&open, None).submit().await;
    assert_eq!((page.status.as_u16(), app.strings("SELECT publication FROM question").await), (200, vec!["hidden".to_owned()]));
    // A person who was not independent for hiding it is not for showing it again.
    let requested = clerk.form(&format!("{work}/unhide")).await.fill("reason", "Retirée").submit().await;
    assert_eq!(requested.status, 200, "{}", requested.text());
    let page = administrator.get(&format!("{work}/confirm-unhiding")).await;
    assert!(page.status == 409 && page.text().contains("personne indépendante"), "{}", page.text());
    let page = other.form(&format!("{work}/confirm-unhiding")).await.submit().await;
    assert_eq!((page.status.as_u16(), app.strings("SELECT publication FROM question").await), (200, vec!["published".to_owned()]));
    app.index().await;
}
