//! Invalid rows.

use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

async fn question(app: &TestApp) {
    let fields = json!({ "deposited_on": "2026-11-02", "transmitted_on": "2026-11-04", "ministry": { "fr": "Santé" }, "sub_questions": [{ "fr": "a" }] });
    app.load(&[record("a", fields)]).await;
}

async fn all_refused(app: &TestApp, statements: &[&str]) {
    for statement in statements {
        app.refused(statement).await;
    }
}

#[apply(both_databases)]
async fn impossible_questions_are_refused(app: TestApp) {
    question(&app).await;
    all_refused(
        &app,
        &[
            "UPDATE question SET deposited_on = '2026-11-05'",
            "UPDATE question SET status = 'answered', answered_on = '2026-11-03'",
            "UPDATE question SET answered_on = '2026-11-20'",
            "UPDATE question SET transmitted_on = NULL",
            "UPDATE question SET status = 'draft'",
            "UPDATE question SET status = 'draft', transmitted_on = NULL, due_on = NULL",
            "UPDATE question SET status = 'gone'",
            "UPDATE question SET kind = 'sung'",
            "UPDATE question SET chamber = 'senate'",
            "UPDATE question SET publication = 'hidden'",
            "UPDATE question SET hidden_reason = 'because'",
            "UPDATE question SET number = 5",
            "UPDATE question SET number = 0, legislature = 11",
            "UPDATE question SET number = 1000000, legislature = 11",
            "UPDATE question SET legislature = 0",
            "UPDATE attribution SET until = '2026-11-03'",
            "UPDATE attribution SET until = '2026-11-06', answered_on = '2026-11-06'",
            "INSERT INTO attribution (question_id, position, ministry_id) SELECT question_id, 2, ministry_id FROM attribution",
            "INSERT INTO question_link (from_id, kind, to_id) SELECT id, 'renews', id FROM question",
            "INSERT INTO question_language (question_id, locale) VALUES (999999, 'ar')",
            "DELETE FROM question",
        ],
    )
    .await;
}

#[apply(both_databases)]
async fn impossible_texts_are_refused(app: TestApp) {
    question(&app).await;
    all_refused(
        &app,
        &[
            "UPDATE text SET body = ''",
            "UPDATE text SET role = 'rumour'",
            "UPDATE text SET part = 'answer' WHERE part = 'subject'",
            "UPDATE text SET question_id = NULL WHERE part = 'subject'",
            "UPDATE text SET reviewed_by = 'somebody'",
            "INSERT INTO text (part, question_id, locale, role, body, provenance, created_at) \
             SELECT 'subject', question_id, 'fr', 'original', 'encore', '{}', created_at FROM text WHERE part = 'subject'",
            "INSERT INTO text (part, sub_question_id, locale, role, body, provenance, created_at) \
             SELECT 'sub_question', sub_question_id, 'fr', 'original', 'encore', '{}', created_at FROM text WHERE part = 'sub_question'",
            "UPDATE sub_question SET position = 0",
            "INSERT INTO press_citation (question_id, position, sha256) SELECT id, 1, 'abc' FROM question",
        ],
    )
    .await;
}

#[apply(both_databases)]
async fn impossible_people_and_rules_are_refused(app: TestApp) {
    question(&app).await;
    all_refused(
        &app,
        &[
            "INSERT INTO ministry (slug) SELECT slug FROM ministry",
            "UPDATE ministry_name SET name = ''",
            "UPDATE ministry_name SET valid_from = '2026-02-01', valid_to = '2026-01-01'",
            "INSERT INTO ministry_succession (predecessor_id, successor_id, kind) SELECT id, id, 'merged' FROM ministry",
            "INSERT INTO member (slug, gender) VALUES ('x', 'z')",
            "UPDATE deadline_rule SET days = 0",
            "UPDATE deadline_rule SET counting = 'lunar'",
            "UPDATE deadline_rule SET weekend = 127",
            "INSERT INTO site_state (id, generation) VALUES (2, 1)",
            "DELETE FROM ministry",
        ],
    )
    .await;
}
