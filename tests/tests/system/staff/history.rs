//! A question's history, whatever was changed and however often.

use std::collections::BTreeSet;

use jawab_domain::Chamber;
use jawab_service::use_cases::{Transfer, Transmit};
use jawab_tests::{TestApp, apply, both_databases, records::record};
use serde_json::json;

use crate::use_cases::staff_app::{StaffApp, clerk};

/// The words of each sub-question: two versions are nearly as many pairs as a page may compare.
const WORDS: usize = 1_990;
const SUBS: usize = 10;

/// A version of a sub-question that shares no word with another.
fn words(sub: usize, version: usize) -> String {
    (0..WORDS).map(|n| format!("m{sub}v{version}n{n}")).collect::<Vec<_>>().join(" ")
}

#[apply(both_databases)]
async fn many_changes_of_long_texts_are_told_page_by_page(app: TestApp) {
    let subs: Vec<_> = (1..=SUBS).map(|sub| json!({ "fr": { "body": words(sub, 0), "provenance": "original" } })).collect();
    let question = record(
        "a",
        json!({
            "chamber": "councillors", "legislature": 11, "number": 1, "deposited_on": "2026-10-01",
            "subject": { "fr": "Objet" }, "sub_questions": subs,
        }),
    );
    app.load(&[question]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let work = format!("/fr/staff/questions/{}", app.code("a").await);
    for version in 1..=4 {
        let form = clerk.form(&format!("{work}/edit")).await.fill("reason", "Précision");
        let form = (1..=SUBS).fold(form, |form, sub| form.fill(&format!("sub-{sub}-fr"), &words(sub, version)));
        let page = form.confirm().await;
        assert_eq!(page.texts(".flash").len(), 1, "{}", page.texts(".error-summary").concat());
    }
    let events = usize::try_from(app.number("SELECT COUNT(*) FROM event").await).unwrap();
    assert!(events > SUBS * 4, "each change is told: {events}");
    let (mut entries_seen, mut changes) = (BTreeSet::new(), 0);
    for n in 1..=events.div_ceil(20) {
        let page = clerk.get(&format!("{work}/history?page={n}")).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let entries = page.attributes(".history > li", "id");
        assert_eq!(entries.len(), (events - (n - 1) * 20).min(20), "page {n}");
        entries_seen.extend(entries);
        // Texts beyond the limit are shown as a whole, before and after.
        assert_eq!(page.all(".change del").len(), page.all(".change").len());
        assert_eq!(page.all(".change ins").len(), page.all(".change").len());
        changes += page.all(".change").len();
    }
    assert_eq!((entries_seen.len(), changes), (events, SUBS * 4), "every entry is on one page");
    // A page has a maximum length; what is left out of a change is one link away.
    let page = clerk.get(&format!("{work}/history")).await;
    let longest = page.texts(".change > p.text").iter().map(|text| text.chars().count()).max().unwrap();
    assert!((5_000..25_000).contains(&longest), "{longest}");
    let whole = page.attributes(".change a", "href").remove(0);
    let page = clerk.get(whole.split('#').next().unwrap()).await;
    let longest = page.texts(".change[open] > p.text").iter().map(|text| text.chars().count()).max().unwrap();
    assert!(longest > WORDS * 15, "{longest}");
    let first = clerk.get(&format!("{work}/history")).await;
    assert_eq!(first.attributes(".pages a[rel=next]", "href"), [format!("{work}/history?page=2")]);
    let last = clerk.get(&format!("{work}/history?page=18446744073709551615")).await;
    assert!(last.status == 200 && last.texts(".history > li").concat().contains("Importation"), "{}", last.text());
    app.index().await;
}

#[apply(both_databases)]
async fn a_transmission_names_all_ministries_and_a_transfer_both(staff: StaffApp) {
    staff.app.load(&[record("third", json!({ "chamber": "councillors", "ministry": { "fr": "Eau" } }))]).await;
    let water = staff.app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Eau'").await;
    let saved = staff.deposited("Sujet").await;
    let mut unit = staff.begin(&clerk()).await;
    let to = vec![staff.health, staff.education];
    let saved = unit.transmit(saved.expected(), Transmit { on: None, to }).await.unwrap();
    let transfer = Transfer { on: None, from: staff.health, to: water, reason: "Compétence".into() };
    let saved = unit.transfer(saved.expected(), transfer).await.unwrap();
    unit.publish(saved.expected()).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.index().await;
    let reader = staff.app.clerk(Chamber::Councillors).await;
    let moved = "Réattribuée à un autre département : Eau (auparavant : Santé)";
    let lines = reader.get(&format!("/fr/staff/questions/{}/history", saved.code)).await.texts(".history h2");
    for line in ["Transmise au Gouvernement : Santé, Éducation", moved] {
        assert!(lines.contains(&line.to_owned()), "{line}: {lines:?}");
    }
    let arabic = reader.get(&format!("/ar/staff/questions/{}/history", saved.code)).await.texts(".history h2");
    assert!(arabic.iter().any(|line| line.contains("(بدلا من: Santé)")), "{arabic:?}");
    let public = staff.app.get("/fr/questions/councillors/11/1").await.text();
    assert!(public.contains(moved), "readers learn it too: {public}");
}
