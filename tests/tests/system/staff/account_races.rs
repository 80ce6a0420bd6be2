//! Concurrent changes of an account: verifying a password takes a while, and two administrators may act at once.

use futures::future::join_all;
use jawab_domain::{Chamber, Locale, access::Mandate};
use jawab_service::{
    Accounts,
    accounts::{AccountDraft, AccountError, CurrentPassword, Keys, RequestOrigin, TokenDraft, totp},
};
use jawab_store::{accounts, rows};
use jawab_tests::{Client, TestApp, apply, both_databases, client::PASSWORD};
use sea_orm::{ConnectionTrait as _, DbBackend};
use tokio::task::yield_now;

use super::two_administrators::person;

/// How many passwords are queued before the tested one: so many that the account is changed before its turn.
const AHEAD: i64 = 24;
/// The password that a user changes to.
const NEW: [&str; 2] = ["une autre phrase longue"; 2];

/// The current row of an account.
async fn row(app: &TestApp, of: &Client) -> rows::Account {
    accounts::by_id(app.app.database.reader(), of.account).await.unwrap().unwrap()
}

/// The accounts service of another server, where passwords are verified in parallel with the first.
fn elsewhere(app: &TestApp) -> Accounts {
    Accounts::new(app.app.database.clone(), app.app.clock.clone()).sealing_with(Keys::temporary().unwrap())
}

fn current() -> CurrentPassword<'static> {
    CurrentPassword { session: None, typed: PASSWORD, origin: RequestOrigin::default() }
}

/// Enables one-time codes.
async fn set_codes(app: &TestApp, accounts: &Accounts, of: &rows::Account) {
    let secret = totp::new_secret().unwrap();
    let code = totp::code(&secret, totp::step_at(app.app.clock.now_millis())).unwrap();
    accounts.set_second_factor(of, &secret, &code, current()).await.unwrap();
}

/// The outcome of a password-protected operation during which something else is done before the password is verified.
async fn judged_after<T: Send + 'static>(
    app: &TestApp,
    act: impl Future<Output = T> + Send + 'static,
    meanwhile: impl Future<Output = ()>,
) -> T {
    let counted = async || app.number("SELECT COUNT(*) FROM sign_in_failure").await;
    let before = counted().await;
    let ahead: Vec<_> = (0..AHEAD)
        .map(|n| {
            let accounts = app.app.accounts.clone();
            tokio::spawn(async move { accounts.sign_in(&format!("{n}@example.ma"), PASSWORD, RequestOrigin::default()).await.unwrap() })
        })
        .collect();
    while counted().await < before + AHEAD {
        yield_now().await;
    }
    let act = tokio::spawn(act);
    while counted().await < before + AHEAD + 1 && !act.is_finished() {
        yield_now().await;
    }
    meanwhile.await;
    assert!(join_all(ahead).await.iter().all(Result::is_ok));
    act.await.unwrap()
}

/// Signs in with the former password while something else is done.
async fn sign_in_during(app: &TestApp, address: &str, meanwhile: impl Future<Output = ()>) {
    let (accounts, address) = (app.app.accounts.clone(), address.to_owned());
    judged_after(app, async move { drop(accounts.sign_in(&address, PASSWORD, RequestOrigin::default()).await.unwrap()) }, meanwhile).await;
}

#[apply(both_databases)]
async fn nobody_is_signed_in_by_a_password_that_is_changed_before_it_is_judged(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (holder, read) = (elsewhere(&app), row(&app, &clerk).await);
    let changed = async { drop(holder.change_password(&read, current(), NEW, RequestOrigin::default()).await.unwrap()) };
    sign_in_during(&app, &clerk.address, changed).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM session").await, 1, "that of whoever changed it");
}

#[apply(both_databases)]
async fn a_second_factor_that_is_set_before_the_password_is_judged_is_asked_for(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let (holder, read) = (elsewhere(&app), row(&app, &clerk).await);
    sign_in_during(&app, &clerk.address, set_codes(&app, &holder, &read)).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM session").await, 0, "all have ended, and none began");
}

#[apply(both_databases)]
async fn nobody_is_signed_in_to_an_account_that_is_disabled_before_the_password_is_judged(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let disabled = async { app.app.accounts.disable(&app.system_actor(), clerk.account).await.unwrap() };
    sign_in_during(&app, &clerk.address, disabled).await;
    app.app.accounts.enable(&app.system_actor(), clerk.account).await.unwrap();
    assert_eq!(app.number("SELECT COUNT(*) FROM session").await, 0, "none waits for the account to be enabled");
    assert_eq!(app.visitor().sign_in(&clerk.address, PASSWORD).await.status, 303);
}

#[apply(both_databases)]
async fn what_the_password_of_before_allowed_is_not_done(app: TestApp) {
    let holder = elsewhere(&app);
    for action in ["account.recovery_codes_made", "session.all_ended"] {
        let clerk = app.clerk(Chamber::Councillors).await;
        set_codes(&app, &holder, &row(&app, &clerk).await).await;
        let (accounts, read) = (app.app.accounts.clone(), row(&app, &clerk).await);
        let of = read.clone();
        let thief = async move {
            match action {
                "session.all_ended" => accounts.end_own_sessions(&of, current()).await,
                _ => accounts.new_recovery_codes(&of, current()).await.map(drop),
            }
        };
        let changed = async { drop(holder.change_password(&read, current(), NEW, RequestOrigin::default()).await.unwrap()) };
        let came = judged_after(&app, thief, changed).await;
        assert!(matches!(came, Ok(()) | Err(AccountError::Conflict)), "{came:?}");
        let late = format!(
            "SELECT COUNT(*) FROM audit AS late JOIN audit AS changed ON changed.subject = late.subject AND changed.id < late.id \
             WHERE late.action = '{action}' AND changed.action = 'account.password_changed' AND late.subject = 'account:{}'",
            clerk.account
        );
        assert_eq!(app.number(&late).await, 0, "{action}");
    }
}

/// Does two things at once. On PostgreSQL both are blocked where they write the audit record, so that each has read all that it
/// decides by before the other commits; SQLite runs one change after the other.
async fn at_once<T: Send + 'static>(app: &TestApp, both: [impl Future<Output = T> + Send + 'static; 2]) -> Vec<T> {
    let postgres = app.app.database.reader().get_database_backend() == DbBackend::Postgres;
    let held = if postgres { Some(app.hold("SELECT pg_advisory_xact_lock(100)").await) } else { None };
    let both = both.map(tokio::spawn);
    if let Some(held) = held {
        app.until_waiting(2).await;
        held.release().await;
    }
    join_all(both).await.into_iter().map(Result::unwrap).collect()
}

#[apply(both_databases)]
async fn of_two_administrators_who_take_each_others_mandate_at_once_one_does(app: TestApp) {
    for disables in [true, false] {
        let pair = [app.staff(Mandate::Administrator).await, app.staff(Mandate::Administrator).await];
        let versions = [row(&app, &pair[0]).await.version, row(&app, &pair[1]).await.version];
        let acts = [(0, 1), (1, 0)].map(|(by, on)| {
            let (accounts, actor) = (app.app.accounts.clone(), person(&pair[by], Mandate::Administrator));
            let (account, version) = (pair[on].account, versions[on]);
            let mandate = Mandate::Clerk(Chamber::Councillors);
            let draft = AccountDraft { address: pair[on].address.clone(), name: "Samira Bennis".into(), locale: Locale::Fr, mandate };
            async move {
                if disables { accounts.disable(&actor, account).await } else { accounts.change(&actor, account, version, &draft).await }
            }
        });
        let came = at_once(&app, acts).await;
        assert_eq!(came.iter().filter(|came| came.is_ok()).count(), 1, "{came:?}");
        let left = format!(
            "SELECT COUNT(*) FROM account WHERE role = 'administrator' AND disabled_at IS NULL AND id IN ({}, {})",
            pair[0].account, pair[1].account
        );
        assert_eq!(app.number(&left).await, 1, "one of them can still sign in");
    }
}

#[apply(both_databases)]
async fn whoever_is_no_administrator_any_more_issues_no_token(app: TestApp) {
    let former = app.staff(Mandate::Administrator).await;
    app.app.accounts.invite(&app.system_actor(), &draft("b@example.ma")).await.unwrap();
    app.app.accounts.disable(&app.system_actor(), former.account).await.unwrap();
    // As a request that was admitted before.
    let actor = person(&former, Mandate::Administrator);
    let token = TokenDraft { name: "Passerelle".into(), scope: jawab_domain::access::Scope::Read, chamber: None };
    let refused = app.app.accounts.issue_token(&actor, &token).await;
    assert!(matches!(refused, Err(AccountError::Forbidden)), "{refused:?}");
    assert_eq!(app.number("SELECT COUNT(*) FROM api_token").await, 0);
}

/// Another administrator.
fn draft(address: &str) -> AccountDraft {
    AccountDraft { address: address.into(), name: "Hind Lahlou".into(), locale: Locale::Fr, mandate: Mandate::Administrator }
}
