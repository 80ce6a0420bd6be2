//! Tests against a mock server: the requests, and the handling of each response.

use std::{sync::Arc, time::Duration};

use chrono::NaiveDate;
use jawab_domain::{Chamber, PerLocale, StandingKind, Status, question::QuestionKind};
use serde_json::{Value, json};
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_partial_json, header, method, path, path_regex},
};

use super::*;
use crate::{
    engine::{Document, Filters, Sort},
    lexicon::Lexicon,
};

mod rebuilds;

async fn engine(server: &MockServer) -> Meilisearch {
    let lexicon = Lexicon::read("reseau\tréseau\tشبك:877 ربط:80\nغرس\tغرس\tplant:700\n");
    let mut engine = Meilisearch::connect_with(&format!("{}/", server.uri()), Some("secret"), "test", Arc::new(lexicon)).unwrap();
    engine.http.limits = http::Limits { search: Duration::from_secs(2), request: Duration::from_secs(3), task: Duration::from_millis(300) };
    engine
}

fn query(text: &str) -> Query {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let (text, filters) = (text.to_owned(), Filters::default());
    Query { text, locale: Locale::Fr, filters, sort: Sort::Relevance, offset: 0, limit: 20, today, facets: true }
}

fn question(id: i64) -> Document {
    Document {
        id,
        version: 3,
        chamber: Some(Chamber::Councillors),
        legislature: Some(11),
        number: Some(1234),
        kind: QuestionKind::Written,
        status: Status::Transmitted,
        subject: PerLocale { ar: Some("أوراش المستشفى".into()), fr: Some("L’eau, loi 09-08".into()) },
        question: PerLocale::default(),
        answer: PerLocale::default(),
        languages: vec![Locale::Ar, Locale::Fr],
        roles: vec![],
        authors: vec![],
        ministries: vec![],
        ministries_ever: vec![7],
        groups: vec![],
        themes: vec![],
        deposited_on: None,
        due_on: NaiveDate::from_ymd_opt(2026, 11, 20),
        answered_on: None,
    }
}

fn found(ids: &[i64]) -> Value {
    let federation = |place: usize| json!({ "weightedRankingScore": 0.9, "queriesPosition": 3 * place });
    let hits: Vec<Value> = ids.iter().enumerate().map(|(place, id)| json!({ "id": id, "_federation": federation(place) })).collect();
    let due = document::day(NaiveDate::from_ymd_opt(2026, 11, 20).unwrap());
    let distribution = json!({
        "chamber": { "councillors": 2 },
        "languages": { "ar": 2, "xx": 1 },
        "ministries": { "7": 1, "9": 3 },
        "themes": { "5": 2 },
        "clock": { format!("due:{due}"): 1, "closed": 2 },
    });
    json!({ "hits": hits, "estimatedTotalHits": ids.len(), "facetsByIndex": { "any": { "distribution": distribution } } })
}

async fn answer(server: &MockServer, answer: ResponseTemplate) {
    Mock::given(method("POST")).and(path("/multi-search")).respond_with(answer).mount(server).await;
}

async fn accept(server: &MockServer) {
    let accepted = ResponseTemplate::new(202).set_body_json(json!({ "taskUid": 5, "status": "enqueued" }));
    for verb in ["POST", "PATCH", "DELETE"] {
        Mock::given(method(verb)).and(path_regex("^/(indexes|swap-indexes)")).respond_with(accepted.clone()).mount(server).await;
    }
    Mock::given(method("GET"))
        .and(path_regex("^/indexes"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "results": [] })))
        .mount(server)
        .await;
}

async fn task(server: &MockServer, task: Value) {
    Mock::given(method("GET")).and(path("/tasks/5")).respond_with(ResponseTemplate::new(200).set_body_json(task)).mount(server).await;
}

async fn searched(server: &MockServer) -> Vec<Value> {
    server.received_requests().await.unwrap().iter().map(|request| request.body_json().unwrap()).collect()
}

#[tokio::test]
async fn a_search_is_one_federated_request() {
    let server = MockServer::start().await;
    answer(&server, ResponseTemplate::new(200).set_body_json(found(&[4, 2]))).await;
    let filters = Filters { ministry: Some(7), standing: Some(StandingKind::Overdue), ..Filters::default() };
    let results = engine(&server).await.search(&Query { filters, ..query("الإدارات réseaux") }).await.unwrap();
    assert_eq!(results.hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [4, 2]);
    assert_eq!(results.total, 2);
    assert_eq!(results.hits.iter().map(|hit| hit.translated).collect::<Vec<_>>(), [false, true], "by the search that found it");
    assert_eq!((results.translated, results.translations.len()), (1, 2));
    assert_eq!(results.facets.standing, BTreeMap::from([(StandingKind::Overdue, 1), (StandingKind::Closed, 2)]));
    assert_eq!(results.facets.language, BTreeMap::from([(Locale::Ar, 2)]));
    assert_eq!((results.facets.ministry, results.facets.theme), (vec![(9, 3), (7, 1)], vec![(5, 2)]));
    let sent = searched(&server).await;
    let texts: Vec<&str> = sent[0]["queries"].as_array().unwrap().iter().map(|one| one["q"].as_str().unwrap().trim()).collect();
    assert_eq!((sent.len(), texts), (1, vec!["ادارات reseaux", "ادار reseau", "ادار شبك", "ادار ربط"]));
    let first = &sent[0]["queries"][0];
    assert_eq!(first["filter"], json!(["ministries = 7", "status = transmitted", "due <= 739940"]));
    assert_eq!((&first["matchingStrategy"], &first["locales"]), (&json!("all"), &json!(["ara", "fra"])));
}

#[tokio::test]
async fn a_sentence_is_asked_for_word_by_word_in_the_other_language() {
    let server = MockServer::start().await;
    // Question 7 has the network and the town in Arabic, question 8 the town only.
    let lists = |sent: &Value| {
        let of = |one: &Value| {
            let ids: &[i64] = match one["q"].as_str().unwrap().trim() {
                "\"دار بيضاء\"" => &[7, 8],
                "شبك" => &[7],
                _ => &[],
            };
            let hits: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
            json!({ "hits": hits, "estimatedTotalHits": if one["q"] == "" { 100 } else { ids.len() } })
        };
        json!({ "results": sent["queries"].as_array().unwrap().iter().map(of).collect::<Vec<_>>() })
    };
    let respond = move |request: &wiremock::Request| {
        let sent: Value = request.body_json().unwrap();
        ResponseTemplate::new(200).set_body_json(if sent["federation"].is_null() { lists(&sent) } else { found(&[7]) })
    };
    Mock::given(method("POST")).and(path("/multi-search")).respond_with(respond).mount(&server).await;
    // Question 8 turns out to have all of it, and a name that is written in the other script.
    let texts = json!({ "results": [
        { "id": 7, "stems": "دار بيضاء", "plain": "دار بيضاء" },
        { "id": 8, "stems": "شبك دار بيضاء دحماني", "plain": "شبكه دار بيضاء دحماني" },
    ]});
    let fetched = ResponseTemplate::new(200).set_body_json(texts);
    Mock::given(method("POST")).and(path_regex("^/indexes/[^/]+/documents/fetch$")).respond_with(fetched).expect(1).mount(&server).await;
    engine(&server).await.search(&query("quelles mesures pour le réseau de Casablanca contre la pénurie eau potable ")).await.unwrap();
    let sent = searched(&server).await;
    assert_eq!(sent.len(), 3, "the words, the texts, then the search");
    let alone =
        |one: &&Value| one["filter"].as_array().is_some_and(|filter| filter.iter().any(|one| one.as_str().unwrap().starts_with("id = ")));
    let by_identity: Vec<&Value> = sent[2]["queries"].as_array().unwrap().iter().filter(alone).collect();
    let filters: Vec<&Value> = by_identity.iter().map(|one| &one["filter"][0]).collect();
    assert_eq!(filters, [&json!("id = 8"), &json!("id = 7")], "the best first, now that they were read");
    let weight = |at: usize| by_identity[at]["federationOptions"]["weight"].as_f64().unwrap();
    assert!(weight(0) > weight(1) && weight(0) < 1.0 && by_identity[0]["q"] != "", "{by_identity:?}");
}

#[tokio::test]
async fn each_order_is_the_server_s_to_keep() {
    let server = MockServer::start().await;
    answer(&server, ResponseTemplate::new(200).set_body_json(found(&[1]))).await;
    let engine = engine(&server).await;
    for sort in [Sort::Relevance, Sort::DepositDate, Sort::DueDate, Sort::AnswerDate] {
        let filters = Filters { theme: Some(5), ..Filters::default() };
        engine.search(&Query { sort, filters, ..query("eau") }).await.unwrap();
    }
    let sent = searched(&server).await;
    let orders: Vec<&Value> = sent.iter().map(|sent| &sent["queries"][0]["sort"]).collect();
    let by = |first: &str| json!([first, "deposited:desc", "id:desc"]);
    assert_eq!(orders, [&Value::Null, &json!(["deposited:desc", "id:desc"]), &by("open_due:asc"), &by("answered:desc")]);
    assert!(sent.iter().all(|sent| sent["queries"][0]["filter"] == json!(["themes = 5"])));
    let sortable = settings::settings()["sortableAttributes"].clone();
    assert_eq!(sortable, json!(["deposited", "open_due", "answered", "id"]), "what is sorted by can be");
}

#[tokio::test]
async fn places_are_searched_as_phrases_in_the_other_language() {
    let server = MockServer::start().await;
    answer(&server, ResponseTemplate::new(200).set_body_json(found(&[1]))).await;
    engine(&server).await.search(&query("réseau Casablanca -gaz")).await.unwrap();
    let sent = searched(&server).await;
    assert_eq!(sent[0]["queries"][1]["q"].as_str().unwrap().trim(), "شبك \"دار بيضاء\" -\"gaz\"");
    assert_eq!(sent[0]["queries"][1]["attributesToSearchOn"], json!(["stems_subject", "stems", "plain_subject", "plain"]));
}

#[tokio::test]
async fn what_is_not_wanted_is_excluded_by_its_stem() {
    let server = MockServer::start().await;
    answer(&server, ResponseTemplate::new(200).set_body_json(found(&[1]))).await;
    engine(&server).await.search(&query("eau -l'irrigation -\"الصحافة الوطنية\" \"loi cadre\"")).await.unwrap();
    let sent = searched(&server).await;
    assert_eq!(sent[0]["queries"].as_array().unwrap().len(), 1);
    assert_eq!(sent[0]["queries"][0]["q"].as_str().unwrap().trim(), "eau \"loi cadre\" -\"irrigation\" -\"صحافه وطنيه\"");
}

#[tokio::test]
async fn fewer_words_are_tried_when_nothing_has_all() {
    let server = MockServer::start().await;
    let all = json!({ "queries": [{ "matchingStrategy": "all" }] });
    let none = ResponseTemplate::new(200).set_body_json(found(&[]));
    Mock::given(body_partial_json(all)).respond_with(none).with_priority(1).mount(&server).await;
    answer(&server, ResponseTemplate::new(200).set_body_json(found(&[8]))).await;
    assert_eq!(engine(&server).await.search(&query("eau xyzzy")).await.unwrap().total, 1);
    let sent = searched(&server).await;
    let texts = |request: &Value| {
        request["queries"].as_array().unwrap().iter().map(|one| one["q"].as_str().unwrap().trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(texts(&sent[0]), ["eau xyzzy", "eau xyzzy"]);
    assert_eq!(texts(&sent[1]), ["eau xyzzy", "eau xyzzy", "eau xyzzy"], "near spellings are looked for in texts as written");
    assert_eq!(sent[1]["queries"][2]["attributesToSearchOn"][0], "subject_ar");
    assert_eq!((sent.len(), &sent[2]["queries"][0]["matchingStrategy"]), (3, &json!("frequency")));
}

#[tokio::test]
async fn a_word_that_nothing_has_may_be_a_name() {
    let server = MockServer::start().await;
    let mut nothing = found(&[]);
    nothing["results"] = json!([]);
    answer(&server, ResponseTemplate::new(200).set_body_json(nothing)).await;
    engine(&server).await.search(&query("réseaux Rakraki")).await.unwrap();
    let sent = searched(&server).await;
    let sounding: Vec<&Value> =
        sent[1]["queries"].as_array().unwrap().iter().filter(|one| one["attributesToSearchOn"][0] == "sounds").collect();
    let texts: Vec<&str> = sounding.iter().map(|one| one["q"].as_str().unwrap().trim()).collect();
    assert_eq!(texts, ["reseau rkrk"]);
}

#[tokio::test]
async fn slow_broken_and_senseless_answers_are_told_apart() {
    let refusal = json!({ "message": "no", "code": "invalid_api_key", "type": "auth", "link": "" });
    for (answered, unavailable) in [
        (ResponseTemplate::new(200).set_body_json(found(&[1])).set_delay(Duration::from_secs(6)), true),
        (ResponseTemplate::new(500), true),
        (ResponseTemplate::new(503).set_body_string("<html>busy</html>"), true),
        (ResponseTemplate::new(200).set_body_string("{\"hits\": 7"), false),
        (ResponseTemplate::new(200).set_body_json(json!({ "hits": [] })), false),
        (ResponseTemplate::new(403).set_body_json(refusal), false),
        (ResponseTemplate::new(404), false),
    ] {
        let server = MockServer::start().await;
        answer(&server, answered).await;
        let error = engine(&server).await.search(&query("eau")).await.unwrap_err();
        assert_eq!(matches!(error, SearchError::Unavailable(_)), unavailable, "{error}");
    }
    let nobody = Meilisearch::connect("http://127.0.0.1:9", None, "test").unwrap();
    assert!(matches!(nobody.search(&query("eau")).await, Err(SearchError::Unavailable(_))));
    assert!(matches!(Meilisearch::connect("http://localhost", Some("line\nbreak"), "test"), Err(SearchError::Failed(_))));
}

#[tokio::test]
async fn a_change_is_done_when_its_task_has_succeeded() {
    let server = MockServer::start().await;
    accept(&server).await;
    let busy = ResponseTemplate::new(200).set_body_json(json!({ "status": "processing", "error": null }));
    Mock::given(path("/tasks/5")).respond_with(busy).up_to_n_times(2).with_priority(1).mount(&server).await;
    task(&server, json!({ "status": "succeeded", "error": null })).await;
    let changes = vec![Change::Delete(1), Change::Upsert(Box::new(question(1))), Change::Upsert(Box::new(question(2))), Change::Delete(2)];
    engine(&server).await.apply(changes).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let bodies = |ending: &str| {
        requests.iter().filter(|r| r.url.path().ends_with(ending)).map(|r| r.body_json::<Value>().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(bodies("/delete-batch")[0], json!([2]));
    let sent = &bodies("/documents")[0][0];
    assert_eq!((&sent["id"], &sent["version"], &sent["chamber"]), (&json!(1), &json!(3), &json!("councillors")));
    assert!(sent["plain"].as_str().unwrap().contains("08x09"));
    assert!(sent["stems"].as_str().unwrap().split(' ').any(|stem| stem == "ورش"), "{}", sent["stems"]);
    assert!(requests.iter().all(|request| request.headers.get("authorization").unwrap() == "Bearer secret"));
}

#[tokio::test]
async fn a_failed_task_is_a_failure_and_an_endless_one_unavailable() {
    for (status, unavailable) in [("failed", false), ("canceled", false), ("enqueued", true)] {
        let server = MockServer::start().await;
        accept(&server).await;
        task(&server, json!({ "status": status, "error": { "message": "no space", "code": "no_space_left_on_device" } })).await;
        let error = engine(&server).await.apply(vec![Change::Delete(1)]).await.unwrap_err();
        assert_eq!(matches!(error, SearchError::Unavailable(_)), unavailable, "{error}");
    }
}

#[tokio::test]
async fn an_index_that_is_not_there_needs_a_rebuild() {
    let server = MockServer::start().await;
    let missing = json!({ "message": "no", "code": "index_not_found", "type": "invalid_request", "link": "" });
    let missing = ResponseTemplate::new(404).set_body_json(missing);
    Mock::given(method("GET"))
        .and(path_regex("^/indexes/"))
        .and(header("authorization", "Bearer secret"))
        .respond_with(missing)
        .mount(&server)
        .await;
    let engine = engine(&server).await;
    assert!(engine.needs_rebuild().await.unwrap());
    assert!(engine.versions().await.unwrap().is_empty());
    assert!(matches!(engine.apply(vec![Change::Delete(1)]).await, Err(SearchError::Unavailable(_))));
}

#[tokio::test]
async fn suggestions_search_subjects_alone() {
    let server = MockServer::start().await;
    answer(&server, ResponseTemplate::new(200).set_body_json(found(&[3]))).await;
    assert_eq!(engine(&server).await.suggest("carb", Locale::Fr, 5).await.unwrap(), [3]);
    let sent = searched(&server).await;
    assert_eq!(sent[0]["queries"][0]["attributesToSearchOn"], json!(["plain_subject"]));
    assert_eq!(sent[0]["queries"][0]["q"], "carb");
    assert_eq!(sent[0]["queries"][1]["attributesToSearchOn"], json!(["stems_subject", "plain_subject"]));
}
