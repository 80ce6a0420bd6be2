//! The use cases as JSON.

use axum::http::Method;
use jawab_domain::{Chamber, access::Scope};
use jawab_tests::{Page, apply, both_databases};
use serde_json::{Value, json};

use super::staff_app::StaffApp;

/// A program that uses the API.
pub struct Program<'a> {
    staff: &'a StaffApp,
    token: String,
}

impl Program<'_> {
    pub async fn send(&self, address: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Page {
        let authorization = format!("Bearer {}", self.token);
        let mut all: Vec<(&str, &[u8])> = vec![("authorization", authorization.as_bytes()), ("host", b"jawab.test")];
        all.extend(headers.iter().map(|(name, value)| (*name, value.as_bytes())));
        self.staff.app.send_body(Method::POST, address, &all, body).await
    }

    async fn post(&self, address: &str, key: &str, seen: Option<&str>, body: &Value) -> Page {
        let mut headers = vec![("content-type", "application/json"), ("idempotency-key", key), ("accept-language", "fr")];
        headers.extend(seen.map(|seen| ("if-match", seen)));
        self.send(address, &headers, body.to_string().into_bytes()).await
    }

    async fn get(&self, address: &str) -> Page {
        self.staff.app.get_with(address, &[("authorization", format!("Bearer {}", self.token).as_bytes())]).await
    }
}

pub async fn program(staff: &StaffApp) -> Program<'_> {
    Program { staff, token: staff.app.token(Scope::Import, Some(Chamber::Councillors)).await }
}

fn question(subject: &str) -> Value {
    json!({
        "chamber": "councillors", "legislature": 11,
        "subject": { "fr": subject, "ar": { "body": "موضوع السؤال", "role": "official_translation", "source": { "page": "3" } } },
        "text": { "fr": "Le texte." }, "sub_questions": [{ "fr": "Combien ?" }, { "fr": "Quand ?" }],
        "authors": ["mustapha-dahmani"], "ministries": ["sante"], "themes": ["eau"],
    })
}

fn whole(subject: &str) -> Value {
    let mut whole = question(subject);
    whole["deposit"] = json!({ "on": "2026-11-02" });
    whole["transmit"] = json!({ "on": "2026-11-04" });
    whole["publish"] = json!(true);
    whole
}

#[apply(both_databases)]
async fn a_program_logs_transmits_and_answers(staff: StaffApp) {
    let program = program(&staff).await;
    let logged = program.post("/api/v1/questions", "a", None, &question("Un")).await;
    assert_eq!(logged.status, 201, "{}", logged.body);
    let address = logged.header("location").strip_prefix("https://jawab.test").unwrap().to_owned();
    assert_eq!((&logged.json()["status"], &logged.json()["number"]), (&json!("draft"), &Value::Null));
    assert_eq!(logged.json()["subject_texts"][0]["role"], "official_translation");
    let mut etag = logged.header("etag").to_owned();
    for (step, body, status) in [
        ("deposit", json!({ "on": "2026-11-02" }), "deposited"),
        ("transmit", json!({ "on": "2026-11-04", "ministries": ["sante", "education"] }), "transmitted"),
        ("publish", json!({}), "transmitted"),
    ] {
        let page = program.post(&format!("{address}/{step}"), step, Some(&etag), &body).await;
        assert_eq!((page.status.as_u16(), &page.json()["status"]), (200, &json!(status)), "{step}: {}", page.body);
        assert_ne!(page.header("etag"), etag);
        page.header("etag").clone_into(&mut etag);
    }
    for ministry in ["sante", "education"] {
        let body = json!({
            "ministry": ministry, "minister": { "fr": "Un ministre" }, "answered_on": "2026-11-20", "texts": { "fr": "Oui." },
            "covers_sub_questions": [{ "position": 2, "coverage": "partly" }],
        });
        let page = program.post(&format!("{address}/answers"), ministry, Some(&etag), &body).await;
        assert_eq!(page.status, 201, "{}", page.body);
        page.header("etag").clone_into(&mut etag);
    }
    staff.app.index().await;
    let public = staff.app.get(&address).await;
    assert_eq!(public.header("etag"), etag);
    let response = public.json();
    assert_eq!(
        (&response["status"], &response["reference"], &response["due_on"]),
        (&json!("answered"), &json!("councillors/11/1"), &json!("2026-11-24"))
    );
    assert_eq!(response["answers"][1]["covers_sub_questions"], json!([{ "position": 2, "coverage": "partly" }]));
    let actors = staff.app.strings("SELECT DISTINCT actor FROM event WHERE kind <> 'imported'").await;
    assert!(actors.len() == 1 && actors[0].starts_with("token:"), "{actors:?}");
}

#[apply(both_databases)]
async fn a_program_moves_the_series_where_it_says_so(staff: StaffApp) {
    let program = program(&staff).await;
    let mut numbers = Vec::new();
    for (key, deposit) in [
        ("a", json!({ "number": 2125 })),
        ("b", json!({ "number": 999_999 })),
        ("c", json!({})),
        ("d", json!({ "number": 21_250 })),
        ("e", json!({})),
        ("f", json!({ "number": 30_000, "moves_series": true })),
        ("g", json!({})),
    ] {
        let mut body = question(key);
        body["deposit"] = deposit;
        let logged = program.post("/api/v1/questions", key, None, &body).await;
        assert_eq!(logged.status, 201, "{key}: {}", logged.body);
        numbers.push(logged.json()["number"].as_i64().unwrap());
    }
    assert_eq!(numbers, [2_125, 999_999, 2_126, 21_250, 2_127, 30_000, 30_001]);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_day_left_out_is_today_as_described_and_told(staff: StaffApp) {
    let (program, today) = (program(&staff).await, json!(staff.app.today().to_string()));
    let mut body = question("Un");
    (body["deposit"], body["transmit"], body["publish"]) = (json!({}), json!({}), json!(true));
    let logged = program.post("/api/v1/questions", "a", None, &body).await;
    let response = logged.json();
    assert_eq!((&response["deposited_on"], &response["transmitted_on"]), (&today, &today), "{response}");
    let address = format!("/api/v1/questions/{}/answers", response["id"].as_str().unwrap());
    let answer = json!({ "ministry": "sante", "texts": { "fr": "Oui." } });
    let response = program.post(&address, "b", Some(logged.header("etag")), &answer).await.json();
    assert_eq!((&response["answers"][0]["answered_on"], &response["answered_on"]), (&today, &today), "{response}");
    let draft = program.post("/api/v1/questions", "c", None, &question("Deux")).await;
    staff.app.execute("UPDATE question SET deposited_on = '2026-11-05' WHERE status = 'draft'").await;
    let address = format!("/api/v1/questions/{}/deposit", draft.json()["id"].as_str().unwrap());
    let response = program.post(&address, "d", Some("*"), &json!({})).await.json();
    assert_eq!(response["deposited_on"], "2026-11-05", "a draft has a day of its own: {response}");
    let schemas = staff.app.get_json("/api/v1/openapi.json").await["components"]["schemas"].clone();
    for (body, field, words) in [
        ("DepositBody", "on", ["that of the draft, or else today", "`deposited_on`"]),
        ("TransmitBody", "on", ["without it, today", "`transmitted_on`"]),
        ("AnswerBody", "answered_on", ["without it, today", "`answered_on`"]),
    ] {
        let said = schemas[body]["properties"][field]["description"].as_str().unwrap_or_default();
        assert!(words.iter().all(|word| said.contains(word)), "{body}: {said}");
    }
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_request_sent_again_does_nothing_again(staff: StaffApp) {
    let program = program(&staff).await;
    let (first, again) = (
        program.post("/api/v1/questions", "clef", None, &whole("Un")).await,
        program.post("/api/v1/questions", "clef", None, &whole("Un")).await,
    );
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 201), "{}", again.body);
    assert_eq!((first.json(), first.header("etag")), (again.json(), again.header("etag")));
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM question WHERE legislature = 11").await, 1);
    let other = program.post("/api/v1/questions", "clef", None, &whole("Deux")).await;
    assert_eq!((other.status.as_u16(), &other.json()["type"]), (422, &json!("key-reused")));
    for wrong in ["clé", "a b", &"a".repeat(201)] {
        let page = program.send("/api/v1/questions", &[("idempotency-key", wrong)], whole("Un").to_string().into_bytes()).await;
        let response = page.json();
        assert_eq!(
            (page.status.as_u16(), &response["type"], &response["parameter"]),
            (400, &json!("header-wrong"), &json!("Idempotency-Key")),
            "{wrong}"
        );
    }
    let keyless = program.send("/api/v1/questions", &[], whole("Un").to_string().into_bytes()).await;
    assert_eq!((keyless.status.as_u16(), &keyless.json()["parameter"]), (400, &json!("Idempotency-Key")));
    staff.app.index().await;
}

#[apply(both_databases)]
async fn requests_are_refused_as_the_description_says(staff: StaffApp) {
    let program = program(&staff).await;
    let logged = program.post("/api/v1/questions", "a", None, &question("Un")).await;
    let (id, etag) = (logged.json()["id"].as_str().unwrap().to_owned(), logged.header("etag").to_owned());
    let deposit = format!("/api/v1/questions/{id}/deposit");
    let deposited = program.post(&deposit, "b", Some(&etag), &json!({ "on": "2026-11-02" })).await;
    assert_eq!(deposited.status, 200, "{}", deposited.body);
    let now = deposited.header("etag").to_owned();
    let text = [("idempotency-key", "f"), ("content-type", "text/plain")];
    let (log, paths) = ("/api/v1/questions", staff.app.get_json("/api/v1/openapi.json").await["paths"].clone());
    for (path, page, status, why) in [
        (log, program.post(log, "a", None, &question("Deux")).await, "422", "`Idempotency-Key` was used for another request"),
        (log, program.send(log, &text, question("Trois").to_string().into_bytes()).await, "415", "another type"),
        ("/api/v1/questions/{id}/deposit", program.post(&deposit, "c", Some(&now), &json!({})).await, "409", "its state"),
        ("/api/v1/questions/{id}/deposit", program.post(&deposit, "d", Some("\"1-a\""), &json!({})).await, "412", "another version"),
        ("/api/v1/questions/{id}/deposit", program.post(&deposit, "e", None, &json!({})).await, "428", "`If-Match` is missing"),
    ] {
        assert_eq!(page.status.as_str(), status, "{}", page.body);
        let response = paths[path]["post"]["responses"][status]["description"].as_str().unwrap_or_default();
        assert!(response.contains(why), "{path}, {status}: {response}");
    }
    let posts: Vec<&Value> = paths.as_object().unwrap().values().filter_map(|path| path.get("post")).collect();
    let refusals = posts.iter().flat_map(|post| post["responses"].as_object().unwrap()).filter(|(status, _)| status.as_str() >= "400");
    for (status, refusal) in refusals {
        assert!(refusal["description"].as_str().is_some_and(|why| !why.is_empty()), "{status}: {refusal}");
        assert!(refusal["content"]["application/problem+json"].is_object(), "{status}: {refusal}");
    }
    staff.app.index().await;
}

#[apply(both_databases)]
async fn a_change_says_what_it_saw(staff: StaffApp) {
    let program = program(&staff).await;
    let logged = program.post("/api/v1/questions", "a", None, &question("Un")).await;
    let address = format!("/api/v1/questions/{}/deposit", logged.json()["id"].as_str().unwrap());
    let unsaid = program.post(&address, "b", None, &json!({})).await;
    assert_eq!((unsaid.status.as_u16(), &unsaid.json()["parameter"]), (428, &json!("If-Match")));
    let other = format!("\"1-{}\"", "0".repeat(24));
    for seen in ["\"7\"", "W/\"1\"", "nothing", "1", "\"1-\"", &other, "\"x\", \"y\"", "\u{e9}"] {
        let outdated = program.post(&address, "c", Some(seen), &json!({})).await;
        assert_eq!((outdated.status.as_u16(), &outdated.json()["type"]), (412, &json!("changed-since")), "{seen}");
    }
    let several = format!("\"x\", {}", logged.header("etag"));
    assert_eq!(program.post(&address, "d", Some(&several), &json!({})).await.status, 200);
    for seen in ["\"2\"", "*"] {
        let late = program.post(&address, &format!("e{seen}"), Some(seen), &json!({})).await;
        assert_eq!((late.status.as_u16(), &late.json()["type"]), (409, &json!("not-now")), "{seen}");
    }
    let transmitted = program.post(&address.replace("/deposit", "/transmit"), "f", Some("*"), &json!({})).await;
    assert_eq!(transmitted.status, 200, "{}", transmitted.body);
    staff.app.index().await;
}

#[apply(both_databases)]
async fn problems_point_at_their_fields_in_the_readers_language(staff: StaffApp) {
    let program = program(&staff).await;
    let mut body = question("A\u{202e}B");
    body["authors"] = json!([]);
    body["sub_questions"] = json!([{ "fr": "Combien ?" }, {}]);
    body["legislature"] = json!(100);
    let french = program.post("/api/v1/questions", "a", None, &body).await;
    assert_eq!(
        (french.status.as_u16(), french.header("content-type"), french.header("content-language")),
        (422, "application/problem+json", "fr")
    );
    let pointers: Vec<String> =
        french.json()["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect();
    assert_eq!(pointers, ["/subject/fr", "/sub_questions/1", "/legislature"]);
    let headers = [("idempotency-key", "a"), ("accept-language", "ar")];
    let arabic = program.send("/api/v1/questions", &headers, body.to_string().into_bytes()).await;
    assert_ne!(arabic.json()["errors"][0]["detail"], french.json()["errors"][0]["detail"]);
    let unknown = program.post("/api/v1/questions", "b", None, &json!({ "chamber": "councillors", "ministries": ["nowhere"] })).await;
    assert_eq!(unknown.json()["errors"][0]["pointer"], "/ministries/0");
    for list in ["links", "authors", "ministries", "themes", "sub_questions", "press"] {
        let entry = match list {
            "links" => json!({ "kind": "renews", "to": "nowhere" }),
            "sub_questions" => json!({ "fr": "Combien ?" }),
            "press" => json!({ "title": "Titre" }),
            _ => json!("nowhere"),
        };
        let long = program.post("/api/v1/questions", "c", None, &json!({ "chamber": "councillors", list: vec![entry; 5_000] })).await;
        let errors = long.json()["errors"].clone();
        assert_eq!(
            (long.status.as_u16(), errors.as_array().map(Vec::len), &errors[0]["pointer"]),
            (422, Some(1), &json!(format!("/{list}")))
        );
        assert!(errors[0]["detail"].as_str().unwrap().contains("100"), "{errors}");
    }
    for nonsense in ["[]", "{\"chamber\":\"senate\"}", "{\"chamber\":\"councillors\",\"surprise\":1}"] {
        let page = program.send("/api/v1/questions", &headers, nonsense.as_bytes().to_vec()).await;
        assert_eq!(page.status, 422, "{nonsense}: {}", page.body);
    }
    let large = program.send("/api/v1/questions", &headers, vec![b' '; 2 * 1024 * 1024 + 1]).await;
    assert_eq!(large.status, 413);
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM question WHERE status = 'draft'").await, 0);
}

#[apply(both_databases)]
async fn a_token_opens_what_it_is_for_and_no_more(staff: StaffApp) {
    let body = question("Un").to_string().into_bytes();
    let headers = [("idempotency-key", "a")];
    let none = staff.app.send_body(Method::POST, "/api/v1/questions", &[("host", b"jawab.test")], body.clone()).await;
    assert_eq!((none.status.as_u16(), none.header("www-authenticate")), (401, "Bearer"));
    let invented = Program { staff: &staff, token: "invented".into() };
    assert_eq!(invented.send("/api/v1/questions", &headers, body.clone()).await.status, 401);
    let reading = Program { staff: &staff, token: staff.app.token(Scope::Read, None).await };
    assert_eq!(reading.send("/api/v1/questions", &headers, body.clone()).await.status, 403);
    let elsewhere = Program { staff: &staff, token: staff.app.token(Scope::Import, Some(Chamber::Representatives)).await };
    assert_eq!(elsewhere.send("/api/v1/questions", &headers, body).await.status, 403);
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM question WHERE status = 'draft'").await, 0);
}

#[apply(both_databases)]
async fn a_draft_is_for_its_program_alone(staff: StaffApp) {
    let program = program(&staff).await;
    let logged = program.post("/api/v1/questions", "a", None, &question("Un")).await;
    let address = format!("/api/v1/questions/{}", logged.json()["id"].as_str().unwrap());
    for (scheme, status) in [("bearer", 200), ("BEARER", 200), ("Bearer ", 200), ("Basic", 401)] {
        let authorization = format!("{scheme} {}", program.token);
        let page = staff.app.get_with(&address, &[("authorization", authorization.as_bytes())]).await;
        assert_eq!(page.status, status, "{scheme}");
    }
    assert_eq!(staff.app.get(&address).await.status, 404);
    let both = Program { staff: &staff, token: staff.app.token(Scope::Import, None).await };
    assert_eq!(both.get(&address).await.status, 200);
    for (scope, chamber) in [(Scope::Read, None), (Scope::Import, Some(Chamber::Representatives))] {
        let other = Program { staff: &staff, token: staff.app.token(scope, chamber).await };
        assert_eq!(other.get(&address).await.status, 404, "{scope}");
        let changed = other.post(&format!("{address}/publish"), "b", Some("\"1\""), &json!({})).await;
        assert!([403, 404].contains(&changed.status.as_u16()), "{scope}: {}", changed.status);
    }
}

#[apply(both_databases)]
async fn what_cannot_be_read_is_said_in_the_readers_language(staff: StaffApp) {
    let program = program(&staff).await;
    let headers = [("idempotency-key", "a"), ("accept-language", "fr")];
    for garbled in ["{", "nothing", "{\"chamber\": }", "{} {}", "\u{feff}{}"] {
        let page = program.send("/api/v1/questions", &headers, garbled.as_bytes().to_vec()).await;
        assert_eq!(
            (page.status.as_u16(), &page.json()["detail"]),
            (400, &json!("Le corps de la demande n’est pas du JSON valide.")),
            "{garbled}"
        );
    }
    for (body, pointer) in [
        (json!({}), "/chamber"),
        (json!({ "chamber": "senate" }), "/chamber"),
        (json!({ "chamber": "councillors", "numero": 1 }), "/numero"),
        (json!({ "chamber": "councillors", "legislature": "eleven" }), "/legislature"),
        (json!({ "chamber": "councillors", "press": [{ "date": "soon" }] }), "/press/0/date"),
        (json!({ "chamber": "councillors", "deposit": { "when": 1 } }), "/deposit/when"),
    ] {
        let page = program.post("/api/v1/questions", "a", None, &body).await;
        let response = page.json();
        assert_eq!((page.status.as_u16(), &response["errors"][0]["pointer"]), (422, &json!(pointer)), "{body}: {response}");
        let english = ["field", "expected", "unknown", "invalid", "missing"];
        assert!(english.iter().all(|word| !response["errors"][0]["detail"].as_str().unwrap().contains(word)), "{response}");
    }
}

#[apply(both_databases)]
async fn each_fault_of_shape_has_words_of_its_own(staff: StaffApp) {
    let program = program(&staff).await;
    for (body, pointer, french, arabic) in [
        ("[]", "", "Un objet JSON est attendu", "كائن JSON"),
        (r#"{"chamber":"councillors","surprise":1}"#, "/surprise", "n’existe pas ici", "بهذا الاسم"),
        (r#"{"chamber":"councillors","chamber":"councillors"}"#, "/chamber", "plusieurs fois", "أكثر من مرة"),
        (r#"{"chamber":"councillors","number":"12"}"#, "/number", "Un nombre entier", "عدد صحيح"),
        (r#"{"chamber":"councillors","authors":"a"}"#, "/authors", "Une liste JSON", "لائحة JSON"),
        (r#"{"chamber":"councillors","deposit":{"on":"29/11/2026"}}"#, "/deposit/on", "AAAA-MM-JJ", "YYYY-MM-DD"),
        (r#"{"chamber":"councillors","deposit":[]}"#, "/deposit", "Un objet JSON", "كائن JSON"),
        (r#"{"chamber":"councillors","subject":{"fr":{"body":"a","rolle":"b"}}}"#, "/subject/fr/rolle", "n’existe pas ici", "بهذا الاسم"),
        (r#"{"chamber":"senate"}"#, "/chamber", "n’est pas admise", "غير مقبولة"),
        (r#"{}"#, "/chamber", "nécessaire", "ضرورية"),
    ] {
        for (language, words) in [("fr", french), ("ar", arabic)] {
            let headers = [("idempotency-key", "a"), ("accept-language", language)];
            let page = program.send("/api/v1/questions", &headers, body.as_bytes().to_vec()).await;
            let response = page.json();
            let error = &response["errors"][0];
            assert_eq!((page.status.as_u16(), &error["pointer"]), (422, &json!(pointer)), "{body}: {response}");
            assert!(error["detail"].as_str().unwrap().contains(words), "{body}: {response}");
        }
    }
}

#[apply(both_databases)]
async fn faults_point_at_what_was_sent(staff: StaffApp) {
    let program = program(&staff).await;
    let mut body = question("Un");
    body["text"] = json!({ "fr": { "body": "Le texte.", "source": { "url": "nulle part" } } });
    body["press"] = json!([{ "title": "Titre", "date": "2062-01-01" }]);
    let response = program.post("/api/v1/questions", "a", None, &body).await.json();
    let pointers: Vec<&str> = response["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/text/fr/source/url", "/press/0/date"]);
    for (part, pointer) in [("deposit", "/deposit/on"), ("transmit", "/transmit/on")] {
        let mut body = whole("Un");
        body[part] = json!({ "on": "2062-01-01" });
        let response = program.post("/api/v1/questions", part, None, &body).await.json();
        assert_eq!(response["errors"][0]["pointer"], pointer, "{response}");
    }
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM question WHERE legislature = 11").await, 0);
}

#[apply(both_databases)]
async fn every_field_at_fault_is_said_at_once(staff: StaffApp) {
    let program = program(&staff).await;
    let body = json!({
        "chamber": "councillors", "authors": ["nobody", "mustapha-dahmani", "nobody-either"], "ministries": ["nowhere"], "themes": ["nothing"],
        "links": [{ "kind": "renews", "to": "nothing" }], "transmit": { "ministries": ["nowhere"] },
    });
    let response = program.post("/api/v1/questions", "a", None, &body).await.json();
    let pointers: Vec<&str> = response["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/links/0", "/authors/0", "/authors/2", "/ministries/0", "/themes/0", "/transmit/ministries/0"]);
}

#[apply(both_databases)]
async fn what_is_known_is_not_told_again(staff: StaffApp) {
    let saved = staff.published("Sujet").await;
    let question = format!("/api/v1/questions/{}", saved.code);
    for address in [
        question.as_str(),
        "/api/v1/questions",
        "/api/v1/ministries",
        "/api/v1/members",
        "/api/v1/search?q=a",
        "/api/v1/search/facets/member",
    ] {
        let tag = staff.app.get(address).await.header("etag").to_owned();
        let weak = format!("\"x\", W/{}", tag.trim_start_matches("W/"));
        let again = staff.app.get_with(address, &[("if-none-match", weak.as_bytes())]).await;
        assert_eq!((again.status.as_u16(), again.header("etag"), again.body.as_str()), (304, tag.as_str(), ""), "{address}");
        assert_eq!(again.header("vary"), "accept-encoding", "{address}: as its 200");
        assert_eq!(staff.app.get_with(address, &[("if-none-match", b"\"x\"")]).await.status, 200, "{address}");
    }
    let tag = staff.app.get(&question).await.header("etag").to_owned();
    staff.app.set_clock("2026-11-22T10:00:00Z");
    assert_eq!(staff.app.get_with("/api/v1/questions", &[("if-none-match", tag.as_bytes())]).await.status, 200);
    staff.app.index().await;
}
