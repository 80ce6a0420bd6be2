//! URLs of questions are permanent.

use jawab_tests::{
    TestApp, apply, both_databases,
    records::{lines, record},
};
use serde_json::{Value, json};

fn numbered(number: Value) -> Value {
    record("a", json!({ "legislature": 11, "number": number }))
}

#[apply(both_databases)]
async fn a_code_leads_to_the_reference_once_there_is_one(app: TestApp) {
    app.load(&[numbered(Value::Null)]).await;
    let by_code = format!("/fr/questions/{}", app.code("a").await);
    assert_eq!(app.get(&by_code).await.status, 200);
    app.load(&[numbered(json!(5))]).await;
    let page = app.get(&by_code).await;
    assert_eq!((page.status.as_u16(), page.header("location")), (308, "/fr/questions/representatives/11/5"));
    assert_eq!(app.get("/fr/questions/representatives/11/5").await.status, 200);
}

#[apply(both_databases)]
async fn an_old_reference_leads_to_the_new_one(app: TestApp) {
    for number in [5, 6, 7] {
        app.load(&[numbered(json!(number))]).await;
    }
    for old in [5, 6] {
        let page = app.get(&format!("/ar/questions/representatives/11/{old}")).await;
        assert_eq!((page.status.as_u16(), page.header("location")), (308, "/ar/questions/representatives/11/7"), "{old}");
    }
    assert_eq!(app.get_json("/api/v1/questions/representatives/11/5").await["number"], 7);
    let other = record("b", json!({ "legislature": 11, "number": 5 }));
    assert_eq!(app.import(&lines(&[other])).await.rejected, 1, "nobody takes over the address of another question");
    assert_eq!(app.get("/ar/questions/representatives/11/5").await.header("location"), "/ar/questions/representatives/11/7");
    app.load(&[numbered(json!(6))]).await;
    assert_eq!(app.get("/ar/questions/representatives/11/6").await.status, 200, "a number can come back");
    assert_eq!(app.get("/ar/questions/representatives/11/7").await.header("location"), "/ar/questions/representatives/11/6");
}

#[apply(both_databases)]
async fn a_reference_written_otherwise_leads_to_the_right_one(app: TestApp) {
    app.load(&[numbered(json!(5))]).await;
    let page = app.get("/fr/questions/representatives/011/0005").await;
    assert_eq!((page.status.as_u16(), page.header("location")), (308, "/fr/questions/representatives/11/5"));
}
