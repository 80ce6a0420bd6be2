//! The test harness.

use std::{process::Command, time::Duration};

use jawab_tests::{Backend, TestApp, limit::run_within, records::record, run};
use serde_json::json;

#[test]
#[should_panic(expected = "the outbox still holds work")]
fn a_test_that_leaves_work_in_the_outbox_fails() {
    run(Backend::Sqlite, async |app: TestApp| {
        app.import(&record("a", json!({})).to_string()).await;
    });
}

/// Runs a test of this file in a separate process, in which it hangs in the given way.
fn hanging(test: &str, how: &str) -> (bool, String) {
    let mut run = Command::new(std::env::current_exe().unwrap());
    let output = run.args(["--exact", test, "--nocapture"]).env(HANGS, how).output().unwrap();
    (output.status.success(), format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

const HANGS: &str = "JAWAB_TEST_HANGS";

#[test]
fn a_test_that_ends_late_fails_with_its_name() {
    match std::env::var(HANGS).as_deref() {
        Ok("its task") => run_within(Duration::from_secs(1), async {
            tokio::spawn(async {
                loop {
                    std::thread::park();
                }
            });
            std::future::pending().await
        }),
        Ok(_) => run_within(Duration::from_secs(1), async {
            loop {
                std::thread::park();
            }
        }),
        Err(_) => {
            for how in ["its task", "all of it"] {
                let (well, said) = hanging("harness::a_test_that_ends_late_fails_with_its_name", how);
                assert!(!well && said.contains("a_test_that_ends_late_fails_with_its_name"), "{how}: {said}");
            }
        }
    }
}
