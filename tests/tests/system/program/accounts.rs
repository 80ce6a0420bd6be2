//! Accounts by command, and those of the demonstration.

use jawab_tests::{
    Backend, apply, both_databases,
    process::{Program, Server, until},
    run,
};

#[apply(both_databases)]
async fn an_administrator_is_made_by_command(program: Program) {
    let arguments = ["create-admin", "--address", "a@example.ma", "--name", "Samira Bennis", "--locale", "fr"];
    let said = program.succeed(&arguments);
    let path = said.split("http://127.0.0.1:0").nth(1).expect("a link").trim();
    assert!(path.starts_with("/fr/staff/links/"), "{said}");
    assert_eq!(program.number("SELECT COUNT(*) FROM account WHERE role = 'administrator' AND password_hash IS NULL").await, 1);
    let again = program.run(&arguments);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8(again.stderr).unwrap().contains("already"));
    let refused = program.run(&["create-admin", "--address", "nobody", "--name", " "]);
    let why = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(1), "{why}");
    assert!(why.contains("jawab: address: this is no mail address") && why.contains("jawab: name: this is missing"), "{why}");
    assert_eq!(program.run(&["create-admin", "--address", "b@example.ma", "--name", "x", "--password", "y"]).status.code(), Some(2));
    let server = program.serve(&[]);
    let (status, page) = server.get(path);
    assert_eq!(status, 200);
    assert!(page.contains("a@example.ma"));
    assert!(!std::fs::read_to_string(program.folder().join("log")).unwrap().contains(path));
}

#[apply(both_databases)]
async fn an_unbroken_record_is_told_apart_from_a_broken_one(program: Program) {
    let _ = program.succeed(&["migrate"]);
    assert!(program.succeed(&["verify-audit"]).contains("0 lines"));
    let _ = program.succeed(&["create-admin", "--address", "a@example.ma", "--name", "Samira"]);
    let said = program.succeed(&["verify-audit"]);
    let end = said.lines().find_map(|line| line.split_once("--expect ")).expect("it says what to note").1;
    assert!(said.contains("1 lines") && end.strip_prefix("1:").is_some_and(|hash| hash.len() == 64), "{said}");
    assert!(program.succeed(&["verify-audit", "--expect", end]).contains("1 lines"));
    let another = program.run(&["verify-audit", "--expect", &end.replacen("1:", "2:", 1)]);
    assert_eq!(another.status.code(), Some(1), "a line too few");
    assert!(String::from_utf8(another.stdout).unwrap().contains("not the one expected"));
    assert_eq!(program.run(&["verify-audit", "--expect", "1:x"]).status.code(), Some(2));
    let line = "INSERT INTO audit (id, at, actor, action, subject, data, previous_hash, hash) VALUES \
                (2, '2026-11-21T10:00:00+00:00', 'account:1', 'account.changed', '', '{}', 'x', 'y')";
    program.execute(line).await;
    let broken = program.run(&["verify-audit"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(String::from_utf8(broken.stdout).unwrap().contains("line 2"));
}

#[test]
fn a_guard_without_its_effect_is_named() {
    run(Backend::Sqlite, async |program: Program| {
        let _ = program.succeed(&["migrate"]);
        let whole = program.succeed(&["verify-audit"]);
        let emptied = "DROP TRIGGER event_no_update; \
                       CREATE TRIGGER event_no_update BEFORE UPDATE ON event FOR EACH ROW BEGIN SELECT 1; END";
        program.execute(emptied).await;
        let report = program.run(&["verify-audit"]);
        assert_eq!(report.status.code(), Some(1));
        let report = String::from_utf8(report.stdout).unwrap();
        let faults = report.strip_prefix(&whole).unwrap_or_default();
        assert!(faults.lines().count() == 1 && faults.trim_end().ends_with(": event_no_update."), "{report}");
    });
}

#[apply(both_databases)]
async fn the_log_says_where_the_record_stands(program: Program) {
    let _ = program.succeed(&["create-admin", "--address", "a@example.ma", "--name", "Samira"]);
    let server = program.serve(&[]);
    let mut end = String::new();
    until("the log says where the record stands", || {
        let log = std::fs::read_to_string(program.folder().join("log")).unwrap();
        let is_end = |text: &&str| text.split_once(':').is_some_and(|(lines, hash)| lines.parse::<u64>().is_ok() && hash.len() == 64);
        log.split('"').find(is_end).unwrap_or_default().clone_into(&mut end);
        !end.is_empty()
    });
    assert_eq!(server.terminate().code(), Some(0));
    assert!(program.succeed(&["verify-audit", "--expect", &end]).contains("is whole"));
    let another = program.run(&["verify-audit", "--expect", &end.replacen(':', "0:", 1)]);
    assert_eq!(another.status.code(), Some(1), "a record that was longer when it was noted");
}

#[apply(both_databases)]
async fn the_log_says_what_was_refused_and_to_whom(program: Program) {
    let (session, token) = (program.session().await, program.token().await);
    let server = program.serve(&[]);
    let bearer = format!("Bearer {token}");
    for (path, who, status) in [
        ("/fr/staff/questions/nothing", ("Cookie", &*session), 404),
        ("/fr/staff/tokens", ("Cookie", &*session), 403),
        ("/api/v1/questions/nothing", ("Authorization", &*bearer), 404),
        ("/api/v1/questions", ("Authorization", "Bearer x"), 401),
        ("/fr/questions/nothing", ("Accept", "text/html"), 404),
    ] {
        assert_eq!(server.send("GET", path, &[who], "").status, status, "{path}");
    }
    assert_eq!(server.terminate().code(), Some(0));
    let log = std::fs::read_to_string(program.folder().join("log")).unwrap();
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("\"access.")).collect();
    assert_eq!(lines.len(), 4, "{log}");
    for (line, what, who, path) in [
        (lines[0], "\"access.not_found\"", "\"account:", "/fr/staff/questions/nothing"),
        (lines[1], "\"access.forbidden\"", "\"account:", "/fr/staff/tokens"),
        (lines[2], "\"access.not_found\"", "\"token:", "/api/v1/questions/nothing"),
        (lines[3], "\"access.token_refused\"", "", "/api/v1/questions"),
    ] {
        assert!(line.contains("WARN") && line.contains(what) && line.contains(who) && line.contains(path), "{line}");
    }
    assert!(!log.contains(&token));
}

/// The paths of the links that a server printed.
fn links(server: &Server) -> Vec<String> {
    until("the links are printed", || server.printed().matches("/staff/links/").count() >= 10);
    server.printed().lines().filter_map(|line| line.split_once("http://")?.1.split_once('/')).map(|(_, path)| format!("/{path}")).collect()
}

#[apply(both_databases)]
async fn the_demonstration_offers_every_role_until_the_next_start(program: Program) {
    let server = program.serve(&["--demo"]);
    let all: Vec<String> = links(&server).into_iter().filter(|path| path.contains("/staff/links/")).collect();
    assert_eq!(all.len(), 10, "five people, in two languages: {}", server.printed());
    assert!(server.printed().contains("Secrétariat général du gouvernement") && server.printed().contains("الأمانة العامة للحكومة"));
    let (french, arabic): (Vec<_>, Vec<_>) = all.iter().partition(|path| path.starts_with("/fr/"));
    for path in &french[..4] {
        assert_eq!(server.get(path).0, 200);
        let head = server.post(path, "");
        assert!(head.contains(" 303 ") && head.contains("jawab="), "{head}");
        assert!(server.post(path, "").contains(" 404 "), "a link is used once");
        assert_eq!(server.get(&path.replace("/fr/", "/ar/")).0, 404, "in either language");
    }
    let session =
        server.post(french[4], "").lines().find_map(|line| Some(line.split_once("jawab=")?.1.split(';').next()?.to_owned())).unwrap();
    let home = |server: &Server| server.post("/fr/staff/account/language", &format!("jawab={session}"));
    assert!(home(&server).contains(" 400 "), "signed in, but for the missing field");
    assert_eq!(arabic.len(), 5);
    assert_eq!(server.terminate().code(), Some(0));
    let again = program.serve(&["--demo"]);
    let fresh = links(&again);
    assert!(all.iter().all(|path| !fresh.contains(path) && again.get(path).0 == 404), "earlier links are void");
    assert!(home(&again).contains(" 401 "), "earlier sessions have ended");
    assert_eq!(program.number("SELECT COUNT(*) FROM account").await, 5);
    assert_eq!(again.terminate().code(), Some(0));
    let plain = program.serve(&[]);
    assert!(fresh.iter().filter(|path| path.contains("/links/")).all(|path| plain.get(path).0 == 404));
    assert_eq!(program.number("SELECT COUNT(*) FROM account WHERE disabled_at IS NULL").await, 0);
}

#[apply(both_databases)]
async fn the_demonstration_lays_work_on_every_desk_once(program: Program) {
    for _start in 0..2 {
        let server = program.serve(&["--demo"]);
        let _ = links(&server);
        for (works, state) in
            [(1, "= 'assigned'"), (2, "= 'cleared'"), (4, "= 'submitted'"), (2, "= 'drafted' AND returned_reason IS NOT NULL")]
        {
            let sql = format!("SELECT COUNT(*) FROM ministry_work WHERE state {state}");
            assert_eq!(program.number(&sql).await, works, "{state}");
        }
        for chamber in ["representatives", "councillors"] {
            for waiting in [
                "ministry_work w JOIN question q ON q.id = w.question_id JOIN answer a ON a.id = w.answer_id WHERE a.published_at IS NULL",
                "transfer_request r JOIN question q ON q.id = r.question_id WHERE r.decision IS NULL",
                "hiding_request h JOIN question q ON q.id = h.question_id WHERE q.publication = 'published'",
                "question q WHERE q.status = 'deposited' AND q.publication = 'unpublished'",
                "question q WHERE q.status = 'draft'",
            ] {
                assert!(program.number(&format!("SELECT COUNT(*) FROM {waiting} AND q.chamber = '{chamber}'")).await > 0, "{waiting}");
            }
        }
        assert_eq!(program.number("SELECT COUNT(*) FROM event WHERE kind = 'answer_submitted' AND actor LIKE 'account:%'").await, 6);
        assert_eq!(server.terminate().code(), Some(0));
        assert!(program.succeed(&["verify-audit"]).contains("lines"));
    }
    assert!(!std::fs::read_to_string(program.folder().join("log")).unwrap().contains("left out"));
}

#[apply(both_databases)]
async fn without_the_demonstration_there_are_no_such_accounts(program: Program) {
    let own = program.file("own.jsonl", &format!("{}\n", jawab_tests::records::record("own", serde_json::json!({}))));
    let _ = program.succeed(&["import", &own]);
    let server = program.serve(&["--demo"]);
    assert_eq!(server.get("/healthz").0, 200);
    assert_eq!(server.terminate().code(), Some(0));
    assert_eq!(program.number("SELECT COUNT(*) FROM account").await, 0, "the data is not the demonstration's");
}

#[apply(both_databases)]
async fn keys_are_made_once_and_never_replaced(program: Program) {
    use std::os::unix::fs::PermissionsExt as _;
    let file = program.folder().join("keys");
    assert_eq!(program.serve(&[]).terminate().code(), Some(0));
    let made = std::fs::read_to_string(&file).unwrap();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(program.serve(&[]).terminate().code(), Some(0));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), made);
    let refused = |why: &str| {
        let output = program.run(&["serve"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(1) && said.contains(why), "{said}");
    };
    std::fs::rename(&file, program.folder().join("elsewhere")).unwrap();
    refused("is missing");
    assert!(!file.exists(), "no new one is made");
    std::fs::write(&file, "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n").unwrap();
    refused("lacks the key");
    std::fs::write(&file, "not a key\n").unwrap();
    refused("line 1 is no key");
    let elsewhere = program.folder().join("elsewhere").display().to_string();
    assert_eq!(program.serve(&["--keys-file", &elsewhere]).terminate().code(), Some(0));
    // A new key above the old one takes over, and the old one can be removed.
    let new = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n";
    std::fs::write(&file, format!("{new}{made}")).unwrap();
    assert_eq!(program.serve(&[]).terminate().code(), Some(0));
    std::fs::write(&file, new).unwrap();
    assert_eq!(program.serve(&[]).terminate().code(), Some(0));
}
