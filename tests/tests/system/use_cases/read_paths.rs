//! Questions are read alike by each path: whole or as rows, with names from the cache or read for them.

use jawab_domain::AnswerKind;
use jawab_service::use_cases::ExpectedWorkVersion;
use jawab_store::{
    Viewer,
    read::{self, CachedNames, Names, Row},
};
use jawab_tests::{apply, both_databases, records::record};
use serde_json::json;

use super::staff_app::{StaffApp, agent};

/// Questions of all kinds: with and without subject, answered, with several ministries, drafts, and an answer in preparation.
async fn questions(staff: &StaffApp) -> Vec<i64> {
    let answers = json!([{ "texts": { "fr": "Réponse.", "ar": "جواب" }, "date": "2026-11-01", "minister": { "fr": "M. le Ministre" } }]);
    staff.app
        .load(&[
            record("a", json!({ "authors": [{ "name": { "fr": "Amina Alaoui" } }], "themes": [{ "fr": "Eau" }, { "fr": "École" }], "ministries": [{ "fr": "Santé" }, { "fr": "Eau" }] })),
            record("b", json!({ "subject": { "fr": "Sujet", "ar": "موضوع" }, "legislature": 11, "number": 77 })),
            record("c", json!({ "legislature": 11, "number": 78, "deposited_on": "2026-10-01", "transmitted_on": "2026-10-05", "answers": answers })),
        ])
        .await;
    let only_text = json!({ "source_id": "d", "chamber": "councillors", "text": { "ar": "السيد الوزير، متى يصل الماء؟" } });
    staff.app.load(&[only_text]).await;
    staff.log("Brouillon").await;
    let saved = staff.transmitted("Transmise").await;
    let mut unit = staff.begin(&agent(staff.health)).await;
    let seen = ExpectedWorkVersion { question: saved.id, ministry: staff.health, version: 0 };
    unit.draft_answer(seen, &staff.answer(AnswerKind::Final, "Projet.")).await.unwrap();
    unit.commit().await.unwrap();
    (1..=10).rev().collect()
}

#[apply(both_databases)]
async fn each_way_of_reading_says_the_same(staff: StaffApp) {
    let ids = questions(&staff).await;
    let db = staff.app.app.database.reader();
    let (members, groups) = (Names::members(db, None).await.unwrap(), Names::groups(db, None).await.unwrap());
    let (ministries, themes) = (Names::ministries(db, None).await.unwrap(), Names::themes(db, None).await.unwrap());
    let known = CachedNames { members: &members, groups: &groups, ministries: &ministries, themes: &themes };
    for viewer in [Viewer::Public, Viewer::Operator, Viewer::Clerk(jawab_domain::Chamber::Councillors), Viewer::Agent(1)] {
        let records = read::load(db, viewer, &ids).await.unwrap();
        assert!(records.len() >= 3, "{viewer:?}");
        assert!(records.is_sorted_by_key(|record| -record.id), "in the order asked for");
        assert_eq!(read::load_with_names(db, viewer, &ids, Some(known)).await.unwrap(), records, "{viewer:?}");
        let rows: Vec<Row> = records.iter().map(Row::from).collect();
        assert_eq!(read::load_rows(db, viewer, &ids, Some(known)).await.unwrap(), rows, "{viewer:?}");
        assert_eq!(read::load_rows(db, viewer, &ids, None).await.unwrap(), rows, "{viewer:?}");
        for record in records {
            assert_eq!(read::load_one(db, viewer, record.id).await.unwrap().as_ref(), Some(&record));
            assert_eq!(read::load_by_code(db, viewer, &record.code, known).await.unwrap().as_ref(), Some(&record));
            if let Some(reference) = record.reference() {
                assert_eq!(read::load_by_reference(db, viewer, reference, known).await.unwrap(), Some(record));
            }
        }
    }
}

#[apply(both_databases)]
async fn a_name_that_is_not_at_hand_is_read(staff: StaffApp) {
    let ids = questions(&staff).await;
    let (db, none) = (staff.app.app.database.reader(), Names::default());
    let known = CachedNames { members: &none, groups: &none, ministries: &none, themes: &none };
    let records = read::load(db, Viewer::Operator, &ids).await.unwrap();
    assert!(records.iter().any(|record| !record.authors.is_empty() && !record.attributions.is_empty() && !record.themes.is_empty()));
    assert_eq!(read::load_with_names(db, Viewer::Operator, &ids, Some(known)).await.unwrap(), records);
}
