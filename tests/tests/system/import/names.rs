//! Spellings of names in sources that lead to the same people and ministries.

use jawab_domain::validation::Problem;
use jawab_service::import::{Import, RecordProblem, Report};
use jawab_store::registers::Register;
use jawab_tests::{
    TestApp, apply, both_databases,
    records::{lines, record},
};
use serde_json::{Value, json};

use crate::use_cases::staff_app::StaffApp;

fn record_with(id: &str, author: Value, ministry: Value) -> Value {
    record(id, json!({ "authors": [{ "name": author }], "ministry": ministry }))
}

async fn people(app: &TestApp) -> (i64, i64) {
    (app.number("SELECT COUNT(*) FROM member").await, app.number("SELECT COUNT(*) FROM ministry").await)
}

#[apply(both_databases)]
async fn dirty_names_meet_the_same_member_and_ministry(app: TestApp) {
    let clean = record_with("clean", json!({ "ar": "أحمد الإدريسي" }), json!({ "ar": "وزارة العدل" }));
    let others = [
        record_with("tatweel", json!({ "ar": "أحمـــد الإدريسي" }), json!({ "ar": "وزارة العـدل" })),
        record_with("tashkeel", json!({ "ar": "أَحْمَد الإِدْرِيسِيّ" }), json!({ "ar": "وِزَارَةُ الْعَدْلِ" })),
        record_with("spaces", json!({ "ar": "  أحمد\u{a0}\u{200f} الإدريسي\u{feff} " }), json!({ "ar": "وزارة\t العدل" })),
        record_with("hamza", json!({ "ar": "احمد الادريسي" }), json!({ "ar": "وزارة العدل" })),
        record_with("presentation", json!({ "ar": "أحمد ﺍﻹدريسي" }), json!({ "ar": "وزارة ﺍﻟﻌﺪﻝ" })),
        record_with("controls", json!({ "ar": "\u{202b}أحمد الإدريسي\u{202c}" }), json!({ "ar": "\u{2067}وزارة العدل\u{2069}" })),
    ];
    app.load(&[clean]).await;
    for other in others {
        app.load(std::slice::from_ref(&other)).await;
        assert_eq!(people(&app).await, (1, 1), "{other}");
    }
    assert_eq!(app.get_json("/api/v1/members").await["items"][0]["questions"], 7);
    assert_eq!(app.strings("SELECT name FROM member_name").await, ["أحمد الإدريسي"]);
}

#[apply(both_databases)]
async fn a_name_in_one_language_meets_the_pair_and_the_other_way_round(app: TestApp) {
    let (name, ministry) = (json!({ "ar": "سعاد بنعلي", "fr": "Souad Benali" }), json!({ "ar": "العدل", "fr": "Justice" }));
    app.load(&[record_with("ar", json!({ "ar": "سعاد بنعلي" }), json!({ "ar": "العدل" })), record_with("both", name, ministry)]).await;
    app.load(&[record_with("fr", json!({ "fr": "SOUAD BENALI" }), json!({ "fr": "justice" }))]).await;
    assert_eq!(people(&app).await, (1, 1));
    let member = &app.get_json("/api/v1/members").await["items"][0];
    assert_eq!((&member["name"]["ar"], &member["name"]["fr"]), (&json!("سعاد بنعلي"), &json!("Souad Benali")));
    assert_eq!(member["questions"], 3);
}

#[apply(both_databases)]
async fn a_theme_is_known_by_its_name_in_either_language_in_every_run(app: TestApp) {
    let record_with = |id: &str, theme: &Value, subject: &str| record(id, json!({ "themes": [theme], "subject": { "fr": subject } }));
    let (both, french) = (json!({ "ar": "الطرق", "fr": "Routes" }), json!({ "fr": "Routes" }));
    app.load(&[record_with("a", &both, "Un"), record_with("b", &french, "Deux")]).await;
    app.load(&[record_with("b", &french, "Trois")]).await;
    app.load(&[record_with("c", &json!({ "ar": "الطرق" }), "Quatre")]).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM theme").await, 1);
    assert_eq!(app.number("SELECT COUNT(*) FROM question_theme").await, 3);
}

#[apply(both_databases)]
async fn a_theme_learns_its_name_in_the_other_language_in_whatever_order_records_come(app: TestApp) {
    let named = |n: usize, [arabic, french]: [&str; 2]| match n {
        0 => json!({ "ar": arabic, "fr": french }),
        1 => json!({ "fr": french }),
        _ => json!({ "ar": arabic }),
    };
    let themes =
        [["الطرق", "Routes"], ["الماء", "Eau"], ["الصحة", "Santé"], ["الشغل", "Emploi"], ["السكن", "Logement"], ["النقل", "Transport"]];
    // The record with both names comes before those with one name, or between them. If it came after the first with one name,
    // the two could not be matched.
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [2, 0, 1], [1, 0, 0], [2, 0, 0]];
    for (names, order) in themes.into_iter().zip(orders) {
        for (at, n) in order.into_iter().enumerate() {
            // Each is a separate import run.
            app.load(&[record(&format!("{}{at}", names[1]), json!({ "themes": [named(n, names)] }))]).await;
        }
        let all: Vec<Value> = (0..3).map(|n| record(&format!("{} once {n}", names[1]), json!({ "themes": [named(n, names)] }))).collect();
        app.load(&all).await;
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM theme").await, 6);
    assert_eq!(app.number("SELECT COUNT(*) FROM question_theme").await, 36);
    let named = app.strings("SELECT CAST(name AS TEXT) FROM theme ORDER BY id").await;
    for (name, both) in named.iter().zip(themes) {
        let name: Value = serde_json::from_str(name).unwrap();
        assert_eq!(name, json!({ "ar": both[0], "fr": both[1] }));
    }
}

#[apply(both_databases)]
async fn a_theme_learns_no_name_that_another_theme_bears(app: TestApp) {
    let record_with = |id: &str, theme: Value| record(id, json!({ "themes": [theme] }));
    app.load(&[record_with("a", json!({ "ar": "الطرق" })), record_with("b", json!({ "fr": "Routes" }))]).await;
    app.load(&[record_with("c", json!({ "ar": "الطرق", "fr": "Routes" }))]).await;
    assert_eq!(app.strings("SELECT CAST(name AS TEXT) FROM theme ORDER BY id").await.len(), 2);
    app.load(&[record_with("d", json!({ "fr": "Routes" }))]).await;
    let theirs = "SELECT CAST(COUNT(DISTINCT t.theme_id) AS TEXT) FROM question_theme t JOIN question q ON q.id = t.question_id \
                  WHERE q.source_id IN ('b', 'd')";
    assert_eq!(app.strings(theirs).await, ["1"], "each goes on by its own name");
}

/// The Arabic name of one ministry with the French name of another is an error of the source: it renames neither.
async fn pairs_two(app: &TestApp, accepted: bool) {
    let by = |id: &str, name: Value| record(id, json!({ "authors": [{ "name": name }] }));
    app.load(&[by("one", json!({ "ar": "أحمد الإدريسي", "fr": "Ahmed Idrissi" }))]).await;
    let mut pair = by("pair", json!({ "ar": "أحمد الإدريسي", "fr": "Souad Benali" }));
    if !accepted {
        pair["links"] = json!([{ "kind": "renews", "to": "nowhere" }]);
    }
    let file = lines(&[pair, by("other", json!({ "ar": "سعاد بنعلي", "fr": "Souad Benali" }))]);
    for _ in 0..2 {
        let report = app.import(&file).await;
        assert_eq!(report.rejected, u64::from(!accepted));
        let wrote = "SELECT n.name FROM question q JOIN author a ON a.question_id = q.id JOIN member_name n ON n.member_id = a.member_id \
                     WHERE q.source_id = 'other' ORDER BY n.locale";
        assert_eq!(app.strings(wrote).await, ["سعاد بنعلي", "Souad Benali"]);
        assert_eq!(people(app).await.0, 2);
    }
    app.index().await;
}

#[apply(both_databases)]
async fn a_pair_of_names_of_two_people_makes_neither_the_other(app: TestApp) {
    pairs_two(&app, true).await;
}

#[apply(both_databases)]
async fn a_pair_of_names_of_two_people_that_is_refused_makes_neither_the_other(app: TestApp) {
    pairs_two(&app, false).await;
}

#[apply(both_databases)]
async fn direction_controls_in_names_are_dropped_and_noted(app: TestApp) {
    let report = app.load(&[record_with("a", json!({ "fr": "Ali\u{202e}ciB" }), json!({ "fr": "Santé" }))]).await;
    assert_eq!(app.strings("SELECT name FROM member_name").await, ["AliciB"]);
    let note = &report.notes.first()[0];
    assert_eq!((note.line, note.field.as_str()), (1, "authors[0].name.fr"));
    assert_eq!(note.problem, RecordProblem::Invalid(Problem::DirectionControls));
}

#[apply(both_databases)]
async fn names_that_cannot_be_shown_make_no_person(app: TestApp) {
    app.load(&[record_with("a", json!({ "fr": " \u{200b}\u{200e} " }), json!({ "ar": "\u{202b}\u{202c}" }))]).await;
    assert_eq!(people(&app).await, (0, 0));
    let question = app.get_json(&format!("/api/v1/questions/{}", app.code("a").await)).await;
    assert_eq!((&question["authors"], &question["ministries"]), (&json!([]), &json!([])));
}

/// The new entries of a register in a report.
fn new_names(report: &Report, register: Register) -> Vec<String> {
    report.new_names.of(register).iter().map(ToString::to_string).collect()
}

#[apply(both_databases)]
async fn new_names_are_listed_with_those_that_may_be_meant(app: TestApp) {
    app.load(&[record_with("a", json!({ "fr": "Ali Un" }), json!({ "fr": "Justice" }))]).await;
    let mut refused = record_with("c", json!({ "fr": "Omar Deux" }), json!({ "fr": "Pêche" }));
    refused["links"] = json!([{ "kind": "renews", "to": "nowhere" }]);
    let mut misspelt = record_with("b", json!({ "fr": "Ali Un" }), json!({ "fr": "Justise", "ar": "العدال" }));
    misspelt["themes"] = json!([{ "fr": "Tribunaux" }]);
    let file = lines(&[misspelt, refused]);
    let dry = app.run_import(&Import { dry_run: true, ..app.import_of(file.clone()) }).await.unwrap();
    let report = app.import(&file).await;
    app.index().await;
    assert_eq!(dry, report);
    assert_eq!(new_names(&report, Register::Ministries), ["Justise (is Justice meant?)"], "and none of a record that was rejected");
    assert_eq!(new_names(&report, Register::Themes), ["Tribunaux"]);
    assert!(new_names(&report, Register::Members).is_empty() && new_names(&report, Register::Groups).is_empty());
}

#[apply(both_databases)]
async fn a_record_that_names_less_makes_no_second_seat(app: TestApp) {
    let by = |id: &str, legislature: Option<i32>, group: Option<&str>| {
        let mut author = json!({ "name": { "fr": "Ali Un" } });
        if let Some(group) = group {
            author["group"] = json!({ "fr": group });
        }
        record(id, json!({ "legislature": legislature, "authors": [author] }))
    };
    let seats = async || app.number("SELECT COUNT(*) FROM seat").await;
    app.load(&[by("a", Some(11), Some("Groupe A"))]).await;
    for (id, legislature, group) in [("b", Some(11), None), ("c", None, None), ("d", None, Some("Groupe A"))] {
        app.load(&[by(id, legislature, group)]).await;
        assert_eq!(seats().await, 1, "{id}");
    }
    app.load(&[by("e", Some(11), Some("Groupe B")), by("f", Some(10), None)]).await;
    assert_eq!(seats().await, 3, "another group and another legislature are news");
}

#[apply(both_databases)]
async fn a_seat_without_a_group_takes_none_from_a_question(staff: StaffApp) {
    let by = |id: &str, group: &str| {
        let author = json!({ "name": { "fr": "Mustapha Dahmani" }, "group": { "fr": group } });
        record(id, json!({ "chamber": "councillors", "legislature": 11, "authors": [author] }))
    };
    staff.app.load(&[by("a", "Groupe A"), by("b", "Groupe B")]).await;
    // A seat as earlier imports made it.
    staff.app.execute("UPDATE seat SET political_group_id = NULL WHERE id = (SELECT MAX(id) FROM seat)").await;
    let saved = staff.log("Sujet").await;
    let group = "SELECT n.name FROM author a JOIN political_group_name n ON n.political_group_id = a.political_group_id";
    assert_eq!(staff.app.strings(&format!("{group} WHERE a.question_id = {}", saved.id)).await, ["Groupe A"]);
}
