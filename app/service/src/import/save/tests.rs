//! The number of statements for a record: each is a round trip, which counts in large imports.

use std::{path::Path, sync::Mutex};

use jawab_store::{Database, Transaction, rules};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, Statement, prelude::async_trait::async_trait};
use serde_json::{Value, json};

use super::*;
use crate::import::check::Checker;

/// A change that records its statements.
struct Noted<'a> {
    inner: &'a Transaction,
    asked: Mutex<Vec<String>>,
}

impl Noted<'_> {
    fn note(&self, sql: &str) {
        self.asked.lock().unwrap().push(sql.to_owned());
    }
}

#[async_trait]
impl ConnectionTrait for Noted<'_> {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.note(&statement.sql);
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.note(sql);
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.note(&statement.sql);
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.note(&statement.sql);
        self.inner.query_all_raw(statement).await
    }
}

/// Saves a record in a batch of its own. Returns the verb and the table of each statement for this record alone.
async fn save(database: &Database, record: Value) -> (SaveOutcome, Vec<String>) {
    let checker = Checker { folder: Path::new("."), today: chrono::NaiveDate::MAX, relative_to: None };
    let batch = [(1_u64, checker.check(serde_json::from_value(record).unwrap()).unwrap().0)];
    let change = database.change().await.unwrap();
    let db = Noted { inner: change.connection(), asked: Mutex::default() };
    let (mut people, calendar) = (People::load(db.inner).await.unwrap(), rules::calendar(db.inner).await.unwrap());
    let known_questions = KnownQuestions::load(db.inner, &batch).await.unwrap();
    let (saved, deferred) = {
        let (now, actor) = (DateTime::UNIX_EPOCH, "import test");
        let (texts, redacted, deferred, notes) = (Vec::new(), RedactedTexts::default(), DeferredWrites::default(), Vec::new());
        let people = &mut people;
        let mut saver =
            Saver { db: &db, people, calendar: &calendar, known_questions: &known_questions, now, actor, texts, redacted, deferred, notes };
        (saver.save(&batch[0].1).await.unwrap(), saver.deferred)
    };
    deferred.write(db.inner).await.unwrap();
    let asked = db.asked.into_inner().unwrap();
    change.commit().await.unwrap();
    let named = |sql: &String| format!("{} {}", sql.split(' ').next().unwrap(), sql.split('"').nth(1).unwrap_or(sql));
    (saved, asked.iter().map(named).collect())
}

#[tokio::test]
async fn a_new_record_takes_few_statements_and_an_unchanged_one_is_only_read() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::connect(&format!("sqlite:{}", folder.path().join("jawab.sqlite").display())).await.unwrap();
    database.migrate().await.unwrap();
    let record = |number: i32| {
        json!({
            "source_id": format!("a{number}"), "chamber": "councillors", "legislature": 11, "number": number,
            "deposited_on": "2026-11-01", "transmitted_on": "2026-11-02",
            "authors": [{ "name": { "ar": "أمينة الزهراوي", "fr": "Amina Zahraoui" }, "group": { "fr": "Groupe de l’Horizon" } }],
            "ministry": { "ar": "التجهيز والماء", "fr": "Équipement et Eau" },
            "subject": { "ar": "الطرق القروية", "fr": "Les routes rurales" },
            "text": { "ar": "ما هو البرنامج؟", "fr": "Quel est le programme ?" },
            "sub_questions": [{ "fr": "Quels délais ?" }, { "fr": "Quel budget ?" }],
            "answer": { "date": "2026-11-10", "texts": { "fr": "Les travaux commenceront en mars." } },
        })
    };
    // Creates those that the others refer to.
    save(&database, record(1)).await;
    let (saved, asked) = save(&database, record(2)).await;
    assert!(matches!(saved, SaveOutcome::Created(_)), "{saved:?}");
    let inserted = ["question", "attribution", "sub_question", "answer", "answer_question", "text"];
    assert_eq!(asked, inserted.map(|table| format!("INSERT {table}")));
    let (saved, asked) = save(&database, record(2)).await;
    assert!(matches!(saved, SaveOutcome::Unchanged(_)), "{saved:?}");
    assert_eq!(asked, ["SELECT question"]);
}
