//! The indexes of the fake server, and its responses to requests.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// Documents by id.
type Documents = BTreeMap<i64, Value>;
/// Indexes by name.
pub type Indexes = BTreeMap<String, Documents>;
/// A status and a body.
type Answer = (u16, Value);

/// Indexes, and the outcome of each task.
#[derive(Default)]
pub struct IndexStore {
    pub indexes: Indexes,
    tasks: Vec<Value>,
}

impl IndexStore {
    /// The response to a request. On a full disk, tasks are accepted and fail.
    pub fn answer(&mut self, method: &str, path: &str, body: &Value, disk_full: bool) -> Answer {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        match (method, parts.as_slice()) {
            ("GET", ["tasks", uid]) => (200, self.tasks[uid.parse::<usize>().expect("a task's number")].clone()),
            ("GET", ["indexes"]) => (200, json!({ "results": self.indexes.keys().map(|uid| json!({ "uid": uid })).collect::<Vec<_>>() })),
            ("POST", ["multi-search"]) => self.search(body),
            ("GET", ["indexes", uid, rest @ ..]) => self.read(uid, rest),
            ("POST", ["indexes", uid, "documents", "fetch"]) => self.fetch(uid, body),
            _ if disk_full => self.task(Err("no_space_left_on_device")),
            ("POST", ["indexes"]) => {
                self.indexes.entry(text(&body["uid"])).or_default();
                self.task(Ok(()))
            }
            ("PATCH", ["indexes", _, "settings"]) => self.task(Ok(())),
            ("DELETE", ["indexes", uid]) => {
                let gone = self.indexes.remove(*uid);
                self.task(gone.map(drop).ok_or("index_not_found"))
            }
            ("POST", ["indexes", uid, "documents", "delete-batch"]) => {
                let ids: Vec<i64> = ids(body).collect();
                let known = self.indexes.get_mut(*uid).map(|documents| documents.retain(|id, _| !ids.contains(id)));
                self.task(known.ok_or("index_not_found"))
            }
            ("POST", ["indexes", uid, "documents"]) => {
                let documents = body.as_array().into_iter().flatten().map(|document| (id(document), document.clone()));
                self.indexes.entry((*uid).to_owned()).or_default().extend(documents);
                self.task(Ok(()))
            }
            ("POST", ["swap-indexes"]) => self.swap(&text(&body[0]["indexes"][0]), &text(&body[0]["indexes"][1])),
            other => panic!("the played server knows no {other:?}"),
        }
    }

    fn task(&mut self, outcome: Result<(), &str>) -> Answer {
        self.tasks.push(match outcome {
            Ok(()) => json!({ "status": "succeeded", "error": null }),
            Err(code) => json!({ "status": "failed", "error": { "message": code, "code": code } }),
        });
        (202, json!({ "taskUid": self.tasks.len() - 1 }))
    }

    fn swap(&mut self, one: &str, other: &str) -> Answer {
        let (Some(first), Some(second)) = (self.indexes.remove(one), self.indexes.remove(other)) else {
            return self.task(Err("index_not_found"));
        };
        self.indexes.insert(one.to_owned(), second);
        self.indexes.insert(other.to_owned(), first);
        self.task(Ok(()))
    }

    fn read(&self, uid: &str, rest: &[&str]) -> Answer {
        let Some(documents) = self.indexes.get(uid) else { return missing("index_not_found") };
        match rest {
            ["stats"] => (200, json!({ "numberOfDocuments": documents.len() })),
            ["documents", id] => {
                let known = documents.get(&id.parse().expect("an identity"));
                known.map_or_else(|| missing("document_not_found"), |document| (200, document.clone()))
            }
            _ => (200, json!({ "uid": uid })),
        }
    }

    fn fetch(&self, uid: &str, body: &Value) -> Answer {
        let Some(documents) = self.indexes.get(uid) else { return missing("index_not_found") };
        let number = |name: &str| body[name].as_u64().map_or(0, |n| usize::try_from(n).unwrap_or(usize::MAX));
        let page: Vec<&Value> = documents.values().skip(number("offset")).take(number("limit")).collect();
        (200, json!({ "results": page }))
    }

    /// The documents that match any of the queries.
    fn search(&self, body: &Value) -> Answer {
        let queries = body["queries"].as_array().cloned().unwrap_or_default();
        let index = text(&queries[0]["indexUid"]);
        let Some(documents) = self.indexes.get(&index) else { return missing("index_not_found") };
        let found: BTreeSet<i64> = queries
            .iter()
            .flat_map(|query| documents.iter().filter(|(id, document)| matches(query, **id, document)).map(|(id, _)| *id))
            .collect();
        let mut chambers: BTreeMap<String, u64> = BTreeMap::new();
        for id in &found {
            *chambers.entry(text(&documents[id]["chamber"])).or_default() += 1;
        }
        let limit = body["federation"]["limit"].as_u64().unwrap_or(20);
        let hits: Vec<Value> = found.iter().take(usize::try_from(limit).unwrap_or(usize::MAX)).map(hit).collect();
        let facets = json!({ index: { "distribution": { "chamber": chambers } } });
        (200, json!({ "hits": hits, "estimatedTotalHits": found.len(), "facetsByIndex": facets }))
    }
}

fn hit(id: &i64) -> Value {
    json!({ "id": id, "_federation": { "weightedRankingScore": 1.0, "queriesPosition": 0 } })
}

/// Whether a document contains every word of a query as a part of a word, and its id is not excluded.
fn matches(query: &Value, id: i64, document: &Value) -> bool {
    let filters = query["filter"].as_array().into_iter().flatten().map(text);
    let excluded =
        filters.filter_map(|filter| filter.strip_prefix("id NOT IN ").and_then(|ids| serde_json::from_str::<Vec<i64>>(ids).ok()));
    if excluded.flatten().any(|one| one == id) {
        return false;
    }
    let fields: Vec<String> = query["attributesToSearchOn"].as_array().into_iter().flatten().map(text).collect();
    let all: String = fields.iter().map(|field| document[field].to_string().to_lowercase()).collect();
    text(&query["q"]).split_whitespace().all(|word| all.contains(word.trim_matches('"')))
}

fn missing(code: &str) -> Answer {
    (404, json!({ "message": "no", "code": code, "type": "invalid_request", "link": "" }))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn id(document: &Value) -> i64 {
    document["id"].as_i64().expect("an identity")
}

fn ids(body: &Value) -> impl Iterator<Item = i64> {
    body.as_array().into_iter().flatten().filter_map(Value::as_i64)
}
