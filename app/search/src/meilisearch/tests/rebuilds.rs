//! Tests of new and resumed rebuilds.

use super::*;

/// Mocks the mark of an interrupted rebuild, if there is one.
async fn mark(server: &MockServer, reached: Option<i64>) {
    let missing = json!({ "message": "no", "code": "document_not_found", "type": "invalid_request", "link": "" });
    let answer = match reached {
        Some(reached) => ResponseTemplate::new(200).set_body_json(json!({ "id": 0, "version": reached, "made": "otherwise" })),
        None => ResponseTemplate::new(404).set_body_json(missing),
    };
    Mock::given(method("GET")).and(path_regex("/documents/0$")).respond_with(answer).with_priority(1).mount(server).await;
}

async fn changes(server: &MockServer) -> Vec<String> {
    let requests = server.received_requests().await.unwrap();
    requests.iter().filter(|r| r.method != "GET").map(|r| format!("{} {}", r.method, r.url.path())).collect()
}

#[tokio::test]
async fn a_rebuild_fills_an_index_beside_and_swaps() {
    let server = MockServer::start().await;
    let old = json!({ "results": [{ "uid": "test_questions_0ld" }, { "uid": "someone_elses" }] });
    Mock::given(path("/indexes"))
        .and(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_json(old))
        .with_priority(1)
        .mount(&server)
        .await;
    mark(&server, None).await;
    accept(&server).await;
    task(&server, json!({ "status": "succeeded" })).await;
    let engine = engine(&server).await;
    let mut rebuild = engine.rebuild().await.unwrap();
    assert_eq!(rebuild.reached(), 0);
    rebuild.add(vec![question(1)]).await.unwrap();
    rebuild.finish().await.unwrap();
    let next = engine.next();
    let expected = [
        format!("DELETE /indexes/{next}"),
        "POST /indexes".into(),
        format!("PATCH /indexes/{next}/settings"),
        format!("POST /indexes/{next}/documents"),
        format!("POST /indexes/{next}/documents"),
        format!("PATCH /indexes/{next}/settings"),
        format!("POST /indexes/{next}/documents/delete-batch"),
        "POST /swap-indexes".into(),
        "DELETE /indexes/test_questions_0ld".into(),
    ];
    assert_eq!(changes(&server).await, expected);
}

#[tokio::test]
async fn a_rebuild_goes_on_with_the_index_of_one_that_was_interrupted() {
    let server = MockServer::start().await;
    mark(&server, Some(1000)).await;
    accept(&server).await;
    task(&server, json!({ "status": "succeeded" })).await;
    let engine = engine(&server).await;
    let mut rebuild = engine.rebuild().await.unwrap();
    assert_eq!(rebuild.reached(), 1000);
    rebuild.add((1001..=1600).map(question).collect()).await.unwrap();
    let next = engine.next();
    assert_eq!(changes(&server).await, vec![format!("POST /indexes/{next}/documents"); 2], "nothing is cleared away");
    let requests = server.received_requests().await.unwrap();
    let added = requests.iter().filter(|request| request.method == "POST").map(|request| request.body_json::<Vec<Value>>().unwrap());
    let marks: Vec<Value> = added.map(|batch| batch.last().cloned().unwrap()).collect();
    assert_eq!(marks, [json!({ "id": 0, "version": 1500 }), json!({ "id": 0, "version": 1600 })], "each batch says how far it goes");
}
