//! The boards of ministries and Chambers, the mails and feeds made from them, and the path of an answer through both.

use jawab_domain::access::Mandate;
use jawab_tests::{Client, Page, TestApp, records::record};
use serde_json::{Value, json};

mod assigning;
mod chamber;
mod concurrent_changes;
mod confirming;
mod correction_requests;
mod corrections;
mod digest;
mod end_dates;
mod feeds;
mod form_draft_offers;
mod form_drafts;
mod journey;
mod judging;
mod late_decisions;
mod mail_delivery;
mod ministry;
mod pending_transfers;
mod publishing;
mod recalling;
mod saving;
mod setbacks;
mod transfer_requests;
mod two_person_acts;
mod typed_input;

/// The id of a ministry of the fixtures, by its French name.
async fn ministry(app: &TestApp, named: &Value) -> i64 {
    let name = named["fr"].as_str().unwrap().replace('\'', "''");
    app.number(&format!("SELECT ministry_id FROM ministry_name WHERE locale = 'fr' AND name = '{name}'")).await
}

/// The slug of a ministry, as in URLs.
async fn slug(app: &TestApp, id: i64) -> String {
    app.strings(&format!("SELECT slug FROM ministry WHERE id = {id}")).await.remove(0)
}

/// A question that was referred to a ministry on a day, and is due twenty days later.
fn referred(source_id: &str, number: i32, on: &str, to: &Value) -> Value {
    record(
        source_id,
        json!({
            "chamber": "councillors", "legislature": 11, "number": number, "deposited_on": "2026-09-01", "transmitted_on": on, "ministry": to,
            "subject": { "fr": format!("Sujet {source_id}"), "ar": format!("موضوع {source_id}") },
        }),
    )
}

/// The French subjects in a lane, in order.
fn lane(page: &Page, lane: &str) -> Vec<String> {
    page.texts(&format!("section[aria-labelledby=lane-{lane}] .ticket h3"))
}

/// The field for how far an answer addresses the sub-question with this text.
async fn covers(app: &TestApp, words: &str) -> String {
    let of = "SELECT sub_question_id FROM text WHERE part = 'sub_question' AND body";
    format!("covers-{}", app.number(&format!("{of} = '{words}'")).await)
}

/// Sets the language of an account.
async fn speaks(app: &TestApp, who: &Client, locale: &str) {
    app.execute(&format!("UPDATE account SET locale = '{locale}' WHERE id = {}", who.account)).await;
}

/// An agent of ministries.
async fn agent(app: &TestApp, of: &[i64]) -> Client {
    app.staff(Mandate::MinistryAgent(of.to_vec())).await
}
