//! Commands, their output and their exit codes.

use std::{io::Write as _, process::Stdio};

use jawab_tests::{
    apply, both_databases,
    process::{Program, terminate},
    records::{lines, record},
};
use serde_json::json;

#[apply(both_databases)]
async fn a_wrong_configuration_is_told_whole(program: Program) {
    let mut command = program.command(&["--check-config"]);
    command.env("JAWAB_LISTEN", "here").env("JAWAB_DATABASE_URL", "mysql://x").env("JAWAB_MEILI_KEY", "k");
    command.env("JAWAB_MEILI_INDEX_PREFIX", "a site");
    command.env("JAWAB_PUBLIC_URL", "jawab").env("JAWAB_ASSETS_DIR", "/nowhere/at/all");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let printed = String::from_utf8(output.stderr).unwrap();
    for name in
        ["JAWAB_LISTEN", "JAWAB_DATABASE_URL", "JAWAB_MEILI_KEY", "JAWAB_MEILI_INDEX_PREFIX", "JAWAB_PUBLIC_URL", "JAWAB_ASSETS_DIR"]
    {
        assert!(printed.contains(name), "{name} is not in: {printed}");
    }
    let mut serve = program.command(&["serve"]);
    assert_eq!(serve.env("JAWAB_LISTEN", "here").output().unwrap().status.code(), Some(2));
}

#[apply(both_databases)]
async fn a_right_configuration_is_told_without_secrets(program: Program) {
    let mut command = program.command(&["--check-config"]);
    command
        .env("JAWAB_MEILI_URL", "http://127.0.0.1:7700")
        .env("JAWAB_MEILI_KEY", "hush")
        .env("JAWAB_DATABASE_URL", "postgres://u:hush@h/d");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8(output.stdout).unwrap().contains("hush"));
}

#[apply(both_databases)]
async fn an_import_says_what_became_of_each_record(program: Program) {
    let good = program.file("good.jsonl", &lines(&[record("a", json!({})), record("b", json!({}))]));
    let bad = program.file("bad.jsonl", &lines(&[record("a", json!({})), record("c", json!({ "deposited_on": "demain" }))]));
    let dry = program.succeed(&["import", &good, "--dry-run"]);
    assert!(dry.contains("created           2") && dry.contains("nothing was changed"), "{dry}");
    assert_eq!(program.number("SELECT COUNT(*) FROM question").await, 0);
    assert!(program.succeed(&["import", &good]).contains("created           2"));
    let output = program.run(&["import", &bad]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "what was rejected is not passed over");
    assert!(
        printed.contains("unchanged         1") && printed.contains("line 2 (c): deposited_on") && printed.contains("demain"),
        "{printed}"
    );
}

#[apply(both_databases)]
async fn an_import_that_changes_something_is_in_the_audit_record(program: Program) {
    let of = |id: &str, ministry: &str| record(id, json!({ "ministry": { "fr": ministry } }));
    let first = program.file("first.jsonl", &lines(&[of("a", "Justice")]));
    let late = record("c", json!({ "deposited_on": "demain" }));
    let second = program.file("second.jsonl", &lines(&[of("a", "Justice"), of("b", "Justise"), late]));
    let lines_of =
        |data: &str| format!("SELECT COUNT(*) FROM audit WHERE action = 'questions.imported' AND actor = 'jawab' AND data {data}");
    let _ = program.succeed(&["import", &first, "--dry-run"]);
    assert_eq!(program.number(&lines_of("IS NOT NULL")).await, 0, "a dry run changes nothing");
    let _ = program.succeed(&["import", &first]);
    let _ = program.succeed(&["import", &first]);
    let one = r#"= '{"created":1,"file":"first.jsonl","rejected":0,"updated":0}'"#;
    assert_eq!(
        (program.number(&lines_of(one)).await, program.number(&lines_of("IS NOT NULL")).await),
        (1, 1),
        "the second changed nothing"
    );
    let printed = String::from_utf8(program.run(&["import", &second]).stdout).unwrap();
    assert!(printed.contains("New names:\n  ministries\n    Justise (is Justice meant?)\n"), "{printed}");
    let two = r#"= '{"created":1,"file":"second.jsonl","rejected":1,"updated":0}'"#;
    assert_eq!(program.number(&lines_of(two)).await, 1);
    let _ = program.succeed(&["verify-audit"]);
}

#[apply(both_databases)]
async fn an_import_reads_a_pipe(program: Program) {
    let mut command = program.command(&["import", "/dev/stdin"]);
    let mut import = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let all = lines(&[record("a", json!({})), record("b", json!({}))]);
    import.stdin.take().unwrap().write_all(all.as_bytes()).unwrap();
    let printed = String::from_utf8(import.wait_with_output().unwrap().stdout).unwrap();
    assert!(printed.contains("created           2"), "{printed}");
}

#[apply(both_databases)]
async fn commands_that_cannot_work_say_why(program: Program) {
    let table = program.file("table.csv", "numero;objet\n1;a\n");
    for (arguments, printed) in [
        (&["import", "nowhere.jsonl"][..], "nowhere.jsonl"),
        (&["import", &table], "--map"),
        (&["import", &table, "--map", "nowhere.json"], "nowhere.json"),
    ] {
        let output = program.run(arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(error.contains(printed), "{arguments:?}: {error}");
    }
    let server = program.serve(&[]);
    let taken = server.announced.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    let output = program.run(&["serve", "--listen", &taken]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains(&taken));
}

#[apply(both_databases)]
async fn a_worker_ends_when_told(program: Program) {
    let mut worker = program.spawn(&["worker"]);
    let mut line = String::new();
    let mut output = std::io::BufReader::new(worker.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut output, &mut line).unwrap();
    assert!(line.contains("Working"), "{line}");
    assert_eq!(terminate(&mut worker).code(), Some(0));
}

#[apply(both_databases)]
async fn serving_goes_on_where_nobody_reads_on(program: Program) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = program.command(&["serve", "--listen", &free.to_string()]);
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    let mut output = std::io::BufReader::new(server.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut output, &mut line).unwrap();
    drop(output);
    let mut connection = std::net::TcpStream::connect(free).unwrap();
    connection.write_all(b"GET /fr HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut connection, &mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 "), "after {line}: {answer}");
    assert_eq!(terminate(&mut server).code(), Some(0));
}

#[apply(both_databases)]
async fn what_only_reads_a_database_makes_none(program: Program) {
    for command in ["verify-audit", "reindex", "reconcile", "digest"] {
        let output = program.run(&[command]);
        assert_eq!(output.status.code(), Some(2), "{command}: {output:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains("there is no database"), "{command}");
        assert_eq!(output.stdout, b"", "{command}");
        assert_eq!(std::fs::read_dir(program.folder()).unwrap().count(), 0, "{command} makes nothing");
    }
    let _ = program.succeed(&["migrate"]);
    for command in ["verify-audit", "reindex", "reconcile", "digest"] {
        let _ = program.succeed(&[command]);
    }
}

#[apply(both_databases)]
async fn output_that_nobody_reads_changes_no_exit_code(program: Program) {
    let file = program.file("a.jsonl", &lines(&[record("a", json!({}))]));
    let wrong = program.file("b.jsonl", &lines(&[record("b", json!({ "number": 0, "legislature": 11 }))]));
    for (arguments, code) in [
        (&["import", &*file][..], 0),
        (&["import", &*wrong], 1),
        (&["verify-audit"], 0),
        (&["migrate"], 0),
        (&["reindex"], 0),
        (&["--check-config"], 0),
        (&["import", "/nowhere"], 1),
    ] {
        let (nobody, output) = std::io::pipe().unwrap();
        drop(nobody);
        let error = output.try_clone().unwrap();
        let ended = program.command(arguments).stdout(output).stderr(error).status().unwrap();
        assert_eq!(ended.code(), Some(code), "{arguments:?}");
    }
}

#[apply(both_databases)]
async fn an_index_is_built_without_a_server(program: Program) {
    let file = program.file("a.jsonl", &lines(&[record("a", json!({})), record("b", json!({}))]));
    let _ = program.succeed(&["import", &file]);
    assert!(program.succeed(&["reindex"]).contains("2 questions indexed"));
    assert!(program.succeed(&["migrate"]).contains("0 migrations applied"));
}
