//! A change is whole, or nothing of it is.

use futures::FutureExt as _;
use jawab_tests::{Backend, TestApp, apply, both_databases, run};
use sea_orm::ConnectionTrait as _;

use super::{WRITE, the_next_change_lasts_after, written};

/// A long-running statement.
const LONG: &str =
    "WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 100000) SELECT COUNT(*) FROM counted";
const WRONG: &str = "INSERT INTO write_trial (padding) VALUES (NULL)";

#[apply(both_databases)]
async fn a_change_with_a_failed_statement_is_not_committed(app: TestApp) {
    for quietly in [false, true] {
        let change = app.app.database.change().await.unwrap();
        change.connection().execute_unprepared(WRITE).await.unwrap();
        change.connection().execute_unprepared(WRONG).await.unwrap_err();
        let refused = change.connection().execute_unprepared(WRITE).await.unwrap_err().to_string();
        assert!(refused.contains("a statement of this change failed"), "{refused}");
        let committed = if quietly { change.commit_quietly().await } else { change.commit().await };
        committed.unwrap_err();
        the_next_change_lasts_after(&app, i64::from(quietly)).await;
    }
}

#[apply(both_databases)]
async fn a_statement_given_up_is_not_committed(app: TestApp) {
    let change = app.app.database.change().await.unwrap();
    change.connection().execute_unprepared(WRITE).await.unwrap();
    let discarded = change.connection().execute_unprepared(LONG).now_or_never();
    assert!(discarded.is_none(), "it takes longer than that");
    change.commit().await.unwrap_err();
    the_next_change_lasts_after(&app, 0).await;
}

#[apply(both_databases)]
async fn a_part_is_taken_back_without_the_rest(app: TestApp) {
    let change = app.app.database.change().await.unwrap();
    for wrong in [true, false, true] {
        let part = change.connection().savepoint().await.unwrap();
        part.execute_unprepared(WRITE).await.unwrap();
        if wrong {
            part.execute_unprepared(WRONG).await.unwrap_err();
            part.rollback().await.unwrap();
        } else {
            part.release().await.unwrap();
        }
    }
    change.commit().await.unwrap();
    the_next_change_lasts_after(&app, 1).await;
}

#[apply(both_databases)]
async fn a_part_whose_end_is_not_seen_takes_the_whole_with_it(app: TestApp) {
    for keep in [false, true] {
        let change = app.app.database.change().await.unwrap();
        change.connection().execute_unprepared(WRITE).await.unwrap();
        let part = change.connection().savepoint().await.unwrap();
        part.execute_unprepared(WRONG).await.unwrap_err();
        if keep {
            part.release().await.unwrap_err();
        } else {
            drop(part);
        }
        change.commit().await.unwrap_err();
    }
    the_next_change_lasts_after(&app, 0).await;
}

#[apply(both_databases)]
async fn a_change_given_up_while_it_begins_leaves_nothing(app: TestApp) {
    for _ in 0..20 {
        drop(app.app.database.change().now_or_never());
        app.app.database.writer().execute_unprepared(WRITE).await.unwrap();
    }
    assert_eq!(written(&app.reopened().await).await, 20, "a statement of its own lasts at once");
    the_next_change_lasts_after(&app, 20).await;
}

#[apply(both_databases)]
async fn no_second_connection_is_asked_for_within_a_change(app: TestApp) {
    for how in 0..3 {
        let database = app.app.database.clone();
        let asking = tokio::spawn(async move {
            let _change = database.change().await.unwrap();
            match how {
                0 => drop(database.generation().await),
                1 => drop(database.writer().execute_unprepared(WRITE).await),
                _ => drop(database.change().await),
            }
        });
        let panicked = asking.await.unwrap_err().into_panic();
        let said = panicked.downcast_ref::<&str>().map_or_else(|| panicked.downcast_ref::<String>().cloned(), |said| Some((*said).into()));
        assert!(said.unwrap().contains("within a change"));
    }
    the_next_change_lasts_after(&app, 0).await;
}

/// As `SQLite` does by itself if a disk is full or broken.
#[test]
fn a_database_that_takes_a_change_back_by_itself_keeps_the_next() {
    run(Backend::Sqlite, async |app: TestApp| {
        app.execute(
            "CREATE TRIGGER breaks BEFORE INSERT ON write_trial WHEN NEW.padding = 'break' BEGIN SELECT RAISE(ROLLBACK, 'broken'); END",
        )
        .await;
        let breaks = "INSERT INTO write_trial (padding) VALUES ('break')";
        app.app.database.writer().execute_unprepared(breaks).await.unwrap_err();
        the_next_change_lasts_after(&app, 0).await;
        for how in 0..4 {
            let change = app.app.database.change().await.unwrap();
            change.connection().execute_unprepared(WRITE).await.unwrap();
            if how == 3 {
                let part = change.connection().savepoint().await.unwrap();
                part.execute_unprepared(breaks).await.unwrap_err();
                part.rollback().await.unwrap_err();
            } else {
                change.connection().execute_unprepared(breaks).await.unwrap_err();
            }
            match how {
                0 => drop(change),
                1 => drop(change.rollback().await),
                _ => drop(change.commit().await.unwrap_err()),
            }
            the_next_change_lasts_after(&app, 1 + how).await;
        }
    });
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_connection_that_breaks_takes_only_its_change_with_it() {
    run(Backend::Postgresql, async |app: TestApp| {
        let break_it = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                        WHERE datname = current_database() AND state = 'idle in transaction'";
        let other = app.reopened().await;
        for (before, asks) in [(0, true), (1, false)] {
            let change = app.app.database.change().await.unwrap();
            change.connection().execute_unprepared(WRITE).await.unwrap();
            tokio::spawn({
                let other = other.clone();
                async move { other.writer().execute_unprepared(break_it).await.unwrap() }
            })
            .await
            .unwrap();
            if asks {
                change.connection().execute_unprepared(WRITE).await.unwrap_err();
            }
            change.commit_quietly().await.unwrap_err();
            the_next_change_lasts_after(&app, before).await;
            assert_eq!(app.get("/readyz").await.status, 200);
        }
    });
}
