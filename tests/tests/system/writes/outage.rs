//! A database that is unreachable, or damaged, is reported.

use jawab_domain::Chamber;
use jawab_tests::{Backend, TestApp, client::PASSWORD, records::record, relay::Relay, run};
use sea_orm::ConnectionTrait as _;
use serde_json::json;

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn a_server_that_is_gone_is_said_and_its_return_noticed() {
    run(Backend::Postgresql, async |mut app: TestApp| {
        let (mut relay, url) = Relay::to_database(app.url()).await;
        app.use_database_at(&url).await;
        assert_eq!(app.get("/readyz").await.status, 200);
        relay.cut().await;
        let ready = app.get("/readyz").await;
        assert_eq!((ready.status.as_u16(), &ready.json()["database"]), (503, &json!("unreachable")));
        for address in ["/fr/questions", "/ar", "/api/v1/questions"] {
            let page = app.get(address).await;
            assert_eq!(page.status, 503, "{address}: {}", page.body);
            page.header("retry-after").parse::<u8>().unwrap();
        }
        assert_eq!(app.get("/healthz").await.status, 200);
        relay.mend().await;
        for address in ["/readyz", "/fr/questions", "/ar", "/api/v1/questions"] {
            assert_eq!(app.get(address).await.status, 200, "{address}");
        }
    });
}

#[test]
#[ignore = "needs PostgreSQL: make test-rust has one for it"]
fn what_was_typed_is_shown_where_the_server_is_gone() {
    run(Backend::Postgresql, async |mut app: TestApp| {
        let (mut relay, url) = Relay::to_database(app.url()).await;
        app.use_database_at(&url).await;
        let (clerk, visitor) = (app.clerk(Chamber::Councillors).await, app.visitor());
        let typed = [("subject-fr", "Les puits"), ("text-ar", "الآبار")];
        let asked = visitor.post("/fr/staff/questions/new", &typed).await;
        assert_eq!(asked.status, 401, "{}", asked.text());
        let signing_in = visitor.form_in(&asked, None).fill("address", &clerk.address).fill("password", PASSWORD);
        relay.cut().await;
        for page in [clerk.post("/fr/staff/questions/new", &typed).await, signing_in.send().await] {
            assert_eq!(page.status, 503, "{}", page.text());
            let shown = page.texts(".typed");
            assert!(typed.iter().all(|(_, words)| shown.contains(&(*words).to_owned())), "{shown:?}");
        }
        let files = [("title", "Lettre", None), ("file", "x", Some("lettre.pdf"))];
        let page = clerk.post_files("/fr/staff/questions/nothing/attach", &files).await;
        assert_eq!((page.status.as_u16(), page.texts(".typed")), (503, vec!["Lettre".to_owned()]), "{}", page.text());
    });
}

#[test]
fn a_damaged_database_is_said() {
    run(Backend::Sqlite, async |mut app: TestApp| {
        app.load(&[record("a", json!({ "subject": { "fr": "Le phare" }, "text": { "fr": "Le phare d’Oukaïmeden." } }))]).await;
        let code = app.code("a").await;
        let copy = app.file("copy.sqlite", "");
        std::fs::remove_file(&copy).unwrap();
        app.app.database.writer().execute_unprepared(&format!("VACUUM INTO '{}'", copy.display())).await.unwrap();
        let mut bytes = std::fs::read(&copy).unwrap();
        let mark = "Oukaïmeden".as_bytes();
        for page in bytes.chunks_mut(4096).filter(|page| page.windows(mark.len()).any(|window| window == mark)) {
            page.fill(0x5A);
        }
        std::fs::write(&copy, bytes).unwrap();
        app.use_database_at(&format!("sqlite:{}", copy.display())).await;
        let page = app.get(&format!("/fr/questions/{code}")).await;
        assert_eq!(page.status, 503, "{}", page.body);
        let ready = app.get("/readyz").await;
        assert_eq!((ready.status.as_u16(), &ready.json()["database"]), (503, &json!("damaged")));
        let again = app.get("/readyz").await;
        assert_eq!(again.json()["database"], "damaged", "files do not heal");
    });
}
