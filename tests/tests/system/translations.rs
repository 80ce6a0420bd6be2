//! The translation desk: its list, and how a text is translated.

use jawab_tests::{Page, TestApp, records::record};
use serde_json::{Value, json};

mod editor;
mod form_drafts;
mod list;
mod paragraphs;

/// A councillors' question in French, original in every text, with its number and day of deposit.
pub(super) fn french(source_id: &str, number: i32, deposited_on: &str) -> Value {
    record(
        source_id,
        json!({
            "chamber": "councillors", "legislature": 11, "number": number, "deposited_on": deposited_on,
            "subject": { "fr": format!("Sujet {source_id}") }, "subject_roles": { "fr": "original" },
            "text": { "fr": { "body": "La loi 09-08 date de 2009.\n\nCombien de cas, sur 1 234 ?", "provenance": "original" } },
        }),
    )
}

/// The first field of the sub-question with this text.
async fn sub(app: &TestApp, words: &str) -> String {
    let of = "SELECT sub_question_id FROM text WHERE part = 'sub_question' AND body";
    format!("sub-{}-1", app.number(&format!("{of} = '{words}'")).await)
}

/// The listed subjects, in order.
fn listed(page: &Page) -> Vec<String> {
    page.texts(".desk-list .item-title")
}

/// The count of each kind: missing, machine, unofficial, unreviewed.
fn counted(page: &Page) -> Vec<String> {
    page.texts("nav.choice .n")
}
