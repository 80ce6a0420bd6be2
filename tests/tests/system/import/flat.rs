//! Flat records: CSV and JSON lines through a mapping.

use jawab_service::import::RecordProblem;
use jawab_tests::{TestApp, apply, both_databases};
use serde_json::{Value, json};

use super::{counts, rejected};

fn mapping() -> Value {
    json!({
        "source": "flat",
        "identity": ["numero"],
        "constants": { "chamber": "representatives", "legislature": 11, "role": "original" },
        "columns": { "number": "numero", "subject.fr": "objet", "author.fr": "auteur", "ministry.fr": "ministere",
                     "deposited_on": "depot", "answered": "repondu" }
    })
}

async fn first(app: &TestApp) -> Value {
    app.get_json("/api/v1/questions/representatives/11/12").await
}

#[apply(both_databases)]
async fn csv_with_byte_order_mark_and_semicolons_goes_in(app: TestApp) {
    let file = "\u{feff}numero;objet;auteur;ministere;depot;repondu\n\
                12;Eau, assainissement;Ali Baba;Santé;2026-11-02;non\n13;\"Deux\nlignes\";;;;oui\n";
    let report = app.import_flat(file, &mapping()).await;
    app.index().await;
    assert_eq!(counts(&report), [2, 0, 0, 0, 0], "{report:?}");
    let question = first(&app).await;
    assert_eq!(question["source_id"], "flat:12");
    assert_eq!((&question["subject"]["fr"], &question["deposited_on"]), (&json!("Eau, assainissement"), &json!("2026-11-02")));
    assert_eq!(question["subject_texts"][0]["role"], "original");
    assert_eq!(question["authors"][0]["name"]["fr"], "Ali Baba");
    assert_eq!((&question["status"], &question["ministries"][0]["name"]["fr"]), (&json!("deposited"), &json!("Santé")));
    let second = app.get_json("/api/v1/questions/representatives/11/13").await;
    assert_eq!((&second["status"], &second["subject"]["fr"]), (&json!("answered"), &json!("Deux lignes")));
}

#[apply(both_databases)]
async fn csv_with_commas_and_quotes_goes_in(app: TestApp) {
    let file =
        "numero,objet,auteur,ministere,depot,repondu\n12,\"Eau, et \"\"sel\"\"\",,,02/11/2026,\n13,Pain,,,,peut-être\n14,Sel,,,,0\n15,a\n";
    let report = app.import_flat(file, &mapping()).await;
    app.index().await;
    assert_eq!(report.created, 1);
    let said: Vec<_> = rejected(&report).into_iter().map(|(line, field, problem)| (line, field.to_owned(), problem.to_string())).collect();
    assert_eq!((said[0].0, said[0].1.as_str()), (2, "deposited_on"));
    assert!(said[0].2.contains("02/11/2026"));
    assert_eq!((said[1].0, said[1].1.as_str()), (3, "answered"));
    assert_eq!(said[2].0, 5);
    assert_eq!(app.get_json("/api/v1/questions/representatives/11/14").await["subject"]["fr"], "Sel");
}

#[apply(both_databases)]
async fn flat_json_lines_with_a_joined_file_go_in(app: TestApp) {
    let _ = app.file("members.tsv", "nom\tname\tgroupe\nأحمد الإدريسي\tAhmed Idrissi\tGroupe du Centre\n");
    let mut mapping = mapping();
    mapping["columns"] = json!({ "number": "numero", "subject.ar": "sujet", "author.ar": "auteur" });
    mapping["joins"] =
        json!([{ "file": "members.tsv", "from": "auteur", "to": "nom", "columns": { "author.fr": "name", "group.fr": "groupe" } }]);
    let file = "{\"numero\": 12, \"sujet\": \"الماء\", \"auteur\": \"احمد الادريســي\"}\n{\"numero\": 13, \"sujet\": \"x\", \"auteur\": null}\n\
                {\"numero\": [1], \"sujet\": \"x\", \"auteur\": \"\"}\n";
    let report = app.import_flat(file, &mapping).await;
    app.index().await;
    assert_eq!(report.created, 2);
    assert!(matches!(rejected(&report)[..], [(3, "", RecordProblem::NotARecord(_))]), "{report:?}");
    let author = &first(&app).await["authors"][0];
    assert_eq!(author["name"]["fr"], "Ahmed Idrissi", "the join meets the name however it is written");
    assert_eq!(app.strings("SELECT name FROM political_group_name").await, ["Groupe du Centre"]);
}

#[apply(both_databases)]
async fn a_missing_column_is_named(app: TestApp) {
    let report = app.import_flat("numero;sujet\n12;Eau\n", &mapping()).await;
    let named: Vec<_> = report.reasons.first().iter().map(|rejection| rejection.field.as_str()).collect();
    assert_eq!(report.created, 0);
    for column in ["objet", "auteur", "ministere", "depot", "repondu"] {
        assert!(named.contains(&column), "{column}: {named:?}");
    }
}

#[apply(both_databases)]
async fn rows_without_an_identity_are_known_by_what_makes_them(app: TestApp) {
    let mut mapping = mapping();
    mapping["identity"] = json!(["objet", "auteur"]);
    mapping["columns"] = json!({ "subject.fr": "objet", "author.fr": "auteur" });
    let file = "objet;auteur\nEau;Ali\nEau;Omar\nEau;Ali\n";
    let report = app.import_flat(file, &mapping).await;
    app.index().await;
    assert_eq!(counts(&report), [2, 0, 0, 1, 0]);
    assert_eq!(counts(&app.import_flat(file, &mapping).await), [0, 0, 2, 1, 0]);
}
