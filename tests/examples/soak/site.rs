//! The built program with the data that writers need, and the check afterwards.

use std::collections::HashMap;

use jawab_tests::{
    process::Program,
    records::{lines, ministries, record},
};
use reqwest::Client;
use serde_json::{Value, json};

use crate::{report::Outcome, writers::Shared};

/// One public URL for all starts, whatever the port: API responses contain it, so their entity tags depend on it.
pub const ADDRESS: &[&str] = &["--public-url", "http://jawab.example"];

/// Records before the writers start: their author and ministry, and pages to read.
pub fn records(many: u32) -> String {
    let one = |n: u32| {
        let fields = json!({
            "chamber": "councillors", "legislature": 11, "number": n + 1, "deposited_on": "2026-10-01", "transmitted_on": "2026-10-02",
            "ministry": ministries::health(), "text": { "fr": format!("Le texte de la question {n}.") },
            "authors": [{ "name": { "fr": "Mustapha Dahmani", "ar": "المصطفى الدحماني" } }],
        });
        record(&format!("soak{n}"), fields)
    };
    lines(&(0..many).map(one).collect::<Vec<_>>())
}

/// Imports records into a program's database, and returns a token that may write.
pub async fn prepare(program: &Program, many: u32) -> String {
    drop(program.succeed(&["import", &program.file("records.jsonl", &records(many))]));
    // The ministry's slug is made from its first name.
    program.execute("UPDATE ministry SET slug = 'sante'").await;
    program.token().await
}

/// Compares the acknowledged writes with the data of a site at an address.
pub async fn verify(program: &Program, address: &str, shared: &Shared, outcome: &mut Outcome) {
    let client = Client::new();
    let acknowledged = shared.acknowledged.lock().unwrap().clone();
    outcome.acknowledged += acknowledged.len();
    outcome.refused += shared.refused.load(std::sync::atomic::Ordering::SeqCst);
    for write in &acknowledged {
        let found = client.get(format!("{address}/api/v1/questions/{}", write.code)).send().await.expect("the site answers");
        let there = found.status() == 200 && found.json::<Value>().await.is_ok_and(|body| body["subject"]["fr"] == json!(write.subject));
        let document = match &write.document {
            Some(sha256) => {
                let got = client.get(format!("{address}/attachments/{sha256}/document.pdf")).send().await.expect("the site answers");
                got.status() == 200 && got.bytes().await.is_ok_and(|bytes| bytes.starts_with(b"%PDF"))
            }
            None => true,
        };
        outcome.lost += usize::from(!there || !document);
    }
    outcome.doubled += doubled(program).await;
    let audit = program.run(&["verify-audit"]);
    assert!(audit.status.success(), "the audit record: {audit:?}");
}

async fn doubled(program: &Program) -> usize {
    let sql = "SELECT COUNT(*) FROM (SELECT body FROM text WHERE part = 'subject' AND body LIKE 'Écriture %' GROUP BY body HAVING COUNT(*) > 1) d";
    usize::try_from(program.number(sql).await).expect("a count")
}

/// The number of responses by status.
pub fn tally(statuses: &[u16]) -> String {
    let mut counted: HashMap<u16, usize> = HashMap::new();
    for status in statuses {
        *counted.entry(*status).or_default() += 1;
    }
    let mut counted: Vec<_> = counted.into_iter().collect();
    counted.sort_unstable();
    counted.iter().map(|(status, times)| format!("{times} × {status}")).collect::<Vec<_>>().join(", ")
}
