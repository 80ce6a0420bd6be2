//! The audit record: complete, unbroken, and read by administrators only.

use jawab_domain::Chamber;
use jawab_migrations::guards;
use jawab_store::audit::{Verified, head, missing_guards, seal_events, still_contains, verify, verify_events};
use jawab_tests::{TestApp, apply, both_databases, client::PASSWORD, records::record, redact};
use sea_orm::{ConnectionTrait as _, DbBackend};
use serde_json::json;

use crate::use_cases::staff_app::{StaffApp, clerk};

#[apply(both_databases)]
async fn what_happens_to_accounts_is_recorded(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let _ = app.visitor().sign_in(&clerk.address, "trois chats gris mangent").await;
    let _ = clerk.post("/fr/staff/sign-out", &[]).await;
    app.app.accounts.disable(&app.system_actor(), clerk.account).await.unwrap();
    let lines = app.strings("SELECT actor || ' ' || action || ' ' || subject FROM audit ORDER BY id").await;
    let who = format!("account:{}", clerk.account);
    let expected = [
        format!("jawab account.invited {who}"),
        format!("{who} account.joined {who}"),
        format!("{who} session.started {who}"),
        format!("jawab session.refused {who}"),
        format!("{who} session.ended {who}"),
        format!("jawab account.disabled {who}"),
    ];
    assert_eq!(lines, expected);
    let all = app.strings("SELECT data FROM audit").await.concat();
    assert!(!all.contains("chats") && !all.contains(PASSWORD));
}

#[apply(both_databases)]
async fn no_line_can_be_changed_or_taken_out(app: TestApp) {
    let _ = app.clerk(Chamber::Councillors).await;
    for sql in [
        "UPDATE audit SET actor = 'account:9' WHERE id = 2",
        "UPDATE audit SET id = id + 10",
        "DELETE FROM audit WHERE id = 3",
        "DELETE FROM audit",
    ] {
        assert!(app.refused(sql).await.contains("append-only"), "{sql}");
    }
    let whole = verify(app.app.database.reader()).await.unwrap();
    assert!(matches!(whole, Verified::Whole { lines: 3, ref head } if head.len() == 64), "{whole:?}");
}

/// Removes the triggers, as only somebody with direct access to the database can.
async fn unguard(app: &TestApp) {
    unguard_table(app, "audit").await;
}

async fn unguard_table(app: &TestApp, table: &str) {
    let of = if app.app.database.reader().get_database_backend() == DbBackend::Postgres { format!(" ON {table}") } else { String::new() };
    for on in ["update", "delete"] {
        app.execute(&format!("DROP TRIGGER {table}_no_{on}{of}")).await;
    }
}

#[apply(both_databases)]
async fn a_changed_copy_is_found_out(app: TestApp) {
    let _ = app.clerk(Chamber::Councillors).await;
    let _ = app.clerk(Chamber::Councillors).await;
    unguard(&app).await;
    let broken = async || match verify(app.app.database.reader()).await.unwrap() {
        Verified::Broken { id } => Some(id),
        Verified::Whole { .. } => None,
    };
    assert_eq!(broken().await, None);
    for (change, back) in [
        ("UPDATE audit SET action = 'account.changed' WHERE id = 2", "UPDATE audit SET action = 'account.joined' WHERE id = 2"),
        (
            "UPDATE audit SET data = '{}' WHERE id = 1",
            "UPDATE audit SET data = '{\"role\":\"clerk\",\"chamber\":\"councillors\"}' WHERE id = 1",
        ),
    ] {
        app.execute(change).await;
        assert_eq!(broken().await, if change.ends_with('2') { Some(2) } else { Some(1) }, "{change}");
        let data = app.strings("SELECT data FROM audit WHERE id = 4").await.remove(0);
        let back = if change.ends_with('1') { format!("UPDATE audit SET data = '{data}' WHERE id = 1") } else { back.to_owned() };
        app.execute(&back).await;
        assert_eq!(broken().await, None, "{back}");
    }
    app.execute("DELETE FROM audit WHERE id = 3").await;
    assert_eq!(broken().await, Some(4), "a line taken out is missed by the next");
}

#[apply(both_databases)]
async fn a_record_that_was_cut_is_found_out(app: TestApp) {
    let _ = app.clerk(Chamber::Councillors).await;
    let db = app.app.database.reader();
    let (lines, hash) = head(db).await.unwrap();
    assert!(lines == 3 && still_contains(db, lines, &hash).await.unwrap());
    let _ = app.clerk(Chamber::Councillors).await;
    assert!(still_contains(db, lines, &hash).await.unwrap(), "it may grow");
    unguard(&app).await;
    for cut in ["DELETE FROM audit WHERE id > 2", "DELETE FROM audit"] {
        app.execute(cut).await;
        assert!(matches!(verify(db).await.unwrap(), Verified::Whole { .. }), "the chain alone does not tell");
        assert!(!still_contains(db, lines, &hash).await.unwrap(), "{cut}");
    }
}

#[apply(both_databases)]
async fn every_guard_is_known_and_missed(app: TestApp) {
    let db = app.app.database.reader();
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT CAST(tgname AS TEXT) FROM pg_trigger WHERE NOT tgisinternal",
        _ => "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
    };
    let mut there: Vec<String> = app.strings(sql).await.into_iter().filter(|name| name.contains("_no_")).collect();
    let mut known: Vec<String> = guards().iter().map(|guard| guard.name.to_owned()).collect();
    there.sort();
    known.sort();
    assert_eq!(there, known, "a migration that makes or drops a guard is named in `guards`");
    assert_eq!(missing_guards(db).await.unwrap(), Vec::<&str>::new(), "each is as `guards` has it");
    unguard(&app).await;
    assert_eq!(missing_guards(db).await.unwrap(), ["audit_no_update", "audit_no_delete"]);
    let update = guards().into_iter().find(|guard| guard.name == "audit_no_update").unwrap();
    app.execute(&update.trigger(db.get_database_backend()).replace(' ', "\n  ")).await;
    assert_eq!(missing_guards(db).await.unwrap(), ["audit_no_delete"], "blanks change nothing");
}

/// Disables guards while keeping their names: for each database the statements, and the guard that each affects.
fn without_effect(backend: DbBackend) -> &'static [(&'static str, &'static str)] {
    if backend == DbBackend::Postgres {
        &[
            (
                "audit_no_update",
                "CREATE OR REPLACE FUNCTION audit_no_update() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
            ),
            ("audit_no_delete", "ALTER TABLE audit DISABLE TRIGGER audit_no_delete"),
            ("event_no_update", "ALTER TABLE event ENABLE REPLICA TRIGGER event_no_update"),
            (
                "event_no_delete",
                "DROP TRIGGER event_no_delete ON event; \
                 CREATE TRIGGER event_no_delete BEFORE DELETE ON event FOR EACH ROW WHEN (FALSE) EXECUTE FUNCTION event_no_delete()",
            ),
            (
                "redaction_no_delete",
                "DROP TRIGGER redaction_no_delete ON redaction; \
                 CREATE TRIGGER redaction_no_delete BEFORE DELETE ON write_trial FOR EACH ROW EXECUTE FUNCTION redaction_no_delete()",
            ),
            ("text_published_no_update", "ALTER FUNCTION text_published_no_update() SET search_path = pg_temp"),
        ]
    } else {
        &[
            (
                "audit_no_update",
                "DROP TRIGGER audit_no_update; \
                 CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW BEGIN SELECT 1; END",
            ),
            (
                "event_no_delete",
                "DROP TRIGGER event_no_delete; CREATE TRIGGER event_no_delete BEFORE DELETE ON event FOR EACH ROW WHEN FALSE \
                 BEGIN SELECT RAISE(ABORT, 'the history of a question is append-only'); END",
            ),
            (
                "redaction_no_delete",
                "DROP TRIGGER redaction_no_delete; CREATE TRIGGER redaction_no_delete BEFORE DELETE ON write_trial FOR EACH ROW \
                 BEGIN SELECT RAISE(ABORT, 'a redaction is kept as it was made'); END",
            ),
        ]
    }
}

#[apply(both_databases)]
async fn a_guard_that_lost_its_effect_is_missed_though_its_name_is_there(app: TestApp) {
    let db = app.app.database.reader();
    let mut lost = Vec::new();
    for (name, statements) in without_effect(db.get_database_backend()) {
        app.execute(statements).await;
        lost.push(*name);
        let mut missed = missing_guards(db).await.unwrap();
        missed.sort_unstable();
        lost.sort_unstable();
        assert_eq!(missed, lost, "{statements}");
    }
    if db.get_database_backend() == DbBackend::Postgres {
        app.execute("ALTER TABLE annulled_answer ENABLE ALWAYS TRIGGER annulled_answer_no_delete").await;
        assert_eq!(missing_guards(db).await.unwrap().len(), lost.len(), "one that is always on is a guard");
        // A session in the replica role is checked by that guard only.
        let change = app.app.database.change().await.unwrap();
        change.connection().execute_unprepared("SET LOCAL session_replication_role = replica").await.unwrap();
        assert_eq!(missing_guards(change.connection()).await.unwrap().len(), guards().len() - 1);
        change.rollback().await.unwrap();
    }
}

#[apply(both_databases)]
async fn a_changed_history_is_found_out(app: TestApp) {
    app.load(&[record("a", json!({ "transmitted_on": "2026-11-10" })), record("b", json!({}))]).await;
    let (database, events) = (&app.app.database, app.number("SELECT COUNT(*) FROM event").await.unsigned_abs());
    let seal = async || seal_events(database, app.app.clock.now()).await.unwrap();
    let broken = async || verify_events(database.reader()).await.unwrap().broken;
    assert!(events > 1 && seal().await == 0, "what may still be under way is not sealed");
    app.set_clock("2026-11-21T10:16:00Z");
    assert_eq!((seal().await, seal().await), (events, 0));
    let sealed = verify_events(database.reader()).await.unwrap();
    assert_eq!((sealed.events, sealed.unsealed, sealed.broken), (events, 0, None));
    app.load(&[record("c", json!({}))]).await;
    assert!(verify_events(database.reader()).await.unwrap().unsealed > 0);
    app.set_clock("2026-11-21T11:16:00Z");
    assert!(seal().await > 0 && broken().await.is_none(), "a second seal goes on where the first ended");
    unguard_table(&app, "event").await;
    let first = app.number("SELECT MIN(id) FROM event").await;
    let line = app.number("SELECT MIN(id) FROM audit WHERE action = 'events.sealed'").await;
    app.execute(&format!("UPDATE event SET reason = 'x' WHERE id = {first}")).await;
    assert_eq!(broken().await, Some(line));
    app.execute(&format!("UPDATE event SET reason = NULL WHERE id = {first}")).await;
    assert_eq!(broken().await, None);
    app.execute(&format!("DELETE FROM event WHERE id = {first}")).await;
    assert_eq!(broken().await, Some(line));
}

#[apply(both_databases)]
async fn lines_are_found_and_reading_them_is_recorded(app: TestApp) {
    let administrator = app.administrator().await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let who = format!("account:{}", clerk.account);
    let page = administrator.get(&format!("/fr/staff/audit?subject={who}")).await;
    let found = page.texts("ol.list b");
    assert_eq!(found, ["Connexion", "Invitation acceptée", "Invitation"], "the latest first, in words");
    assert!(
        page.texts("ol.list").concat().contains("Amina Zahraoui") && page.texts("ol.list").concat().contains("Chambre des conseillers")
    );
    let arabic = administrator.get(&format!("/ar/staff/audit?actor={who}&action=session.started")).await;
    assert_eq!(arabic.texts("ol.list b"), ["تسجيل الدخول"]);
    for (query, lines) in [
        ("from-day=21&from-month=11&from-year=2026&action=account.joined", 2),
        ("to-day=20&to-month=11&to-year=2026", 0),
        ("to-day=21&to-month=11&to-year=2026&action=account.joined", 2),
        ("action=nothing.such", 0),
    ] {
        assert_eq!(administrator.get(&format!("/fr/staff/audit?{query}")).await.all("ol.list > li").len(), lines, "{query}");
    }
    assert_eq!(administrator.get("/fr/staff/audit?from-day=31&from-month=2&from-year=2026").await.status, 422);
    let read = app.strings("SELECT data FROM audit WHERE action = 'audit.read' ORDER BY id").await;
    assert_eq!(read.len(), 7);
    assert!(read[0].contains(&who) && read[2].contains("2026-11-21"), "{read:?}");
    for _ in 0..60 {
        let _ = clerk.get("/fr/staff/account").await;
        app.app.accounts.record_listing(&app.system_actor()).await.unwrap();
    }
    let first = administrator.get("/fr/staff/audit").await;
    assert_eq!(first.all("ol.list > li").len(), 50);
    let next = administrator.get(&first.attributes(".pages-next", "href").concat()).await;
    assert!(!next.all("ol.list > li").is_empty() && next.attributes(".pages a", "href").len() == 1, "{}", next.text());
}

#[apply(both_databases)]
async fn the_chain_holds_under_many_hands(app: TestApp) {
    let system_actor = app.system_actor();
    let all = (0..40).map(|_| {
        let (accounts, system_actor) = (app.app.accounts.clone(), system_actor.clone());
        tokio::spawn(async move { accounts.record_listing(&system_actor).await })
    });
    futures::future::join_all(all).await.into_iter().for_each(|noted| noted.unwrap().unwrap());
    let whole = verify(app.app.database.reader()).await.unwrap();
    assert!(matches!(whole, Verified::Whole { lines: 40, .. }), "{whole:?}");
}

#[apply(both_databases)]
async fn what_an_earlier_form_sealed_is_sealed_anew_only_as_it_was(app: TestApp) {
    app.load(&[record("a", json!({ "transmitted_on": "2026-11-10" })), record("b", json!({}))]).await;
    let seal = async || seal_events(&app.app.database, app.app.clock.now()).await;
    app.set_clock("2026-11-21T10:16:00Z");
    assert!(seal().await.unwrap() > 0);
    unguard(&app).await;
    unguard_table(&app, "event").await;
    // For events without reasons both formats are the same.
    app.execute("UPDATE audit SET data = REPLACE(data, '\"form\":2', '\"form\":1') WHERE action = 'events.sealed'").await;
    let first = app.number("SELECT MIN(id) FROM event").await;
    app.execute(&format!("UPDATE event SET reason = 'x' WHERE id = {first}")).await;
    assert!(seal().await.is_err(), "what was changed since is not sealed as it reads");
    assert_eq!(app.number("SELECT COUNT(*) FROM audit WHERE action = 'events.sealed'").await, 1);
    app.execute(&format!("UPDATE event SET reason = NULL WHERE id = {first}")).await;
    assert!(seal().await.unwrap() > 0);
    assert_eq!(verify_events(app.app.database.reader()).await.unwrap().broken, None);
}

#[apply(both_databases)]
async fn a_reason_that_was_redacted_is_still_held_by_its_seal(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    unit.ask_hiding(staff.expected_version(saved.id).await, "Karim Inconnu le demande, par Mme Karim Inconnu").await.unwrap();
    unit.commit().await.unwrap();
    let (app, database) = (&staff.app, &staff.app.app.database);
    app.set_clock("2026-11-21T12:00:00Z");
    assert!(seal_events(database, app.app.clock.now()).await.unwrap() > 0);
    let mut unit = staff.begin(&clerk()).await;
    redact(&mut unit, staff.expected_version(saved.id).await, None, "Karim Inconnu", "Citoyen nommé").await.unwrap();
    unit.commit().await.unwrap();
    let broken = async || verify_events(database.reader()).await.unwrap().broken;
    assert_eq!(broken().await, None);
    let (event, left) = ("kind = 'hiding_asked'", "[…] le demande, par Mme […]");
    assert_eq!(app.strings(&format!("SELECT reason FROM event WHERE {event}")).await, [left]);
    unguard_table(app, "event").await;
    app.execute(&format!("UPDATE event SET reason = 'Autre motif' WHERE {event}")).await;
    assert!(broken().await.is_some(), "that it was redacted lets nothing else be written there");
    app.execute(&format!("UPDATE event SET reason = '{left}' WHERE {event}")).await;
    assert_eq!(broken().await, None);
    app.execute(
        "INSERT INTO redacted_reason (question_id, kind, row_id, sha256, redacted_by, redacted_at) \
         SELECT question_id, kind, row_id, sha256, redacted_by, redacted_at FROM redacted_reason WHERE kind = 'event'",
    )
    .await;
    assert!(broken().await.is_some(), "nor does a redaction of which the history says nothing");
    app.index().await;
}
