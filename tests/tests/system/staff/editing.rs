//! What an edit in the web form leaves unchanged: everything that the clerk did not change, whether the form shows it or not.

use std::collections::{BTreeMap, BTreeSet};

use jawab_domain::{Chamber, TextRole};
use jawab_service::import::Import;
use jawab_tests::{
    Client, Form, Page, TestApp, apply, both_databases,
    records::{DEMONSTRATION, ministries, record, social_media},
};
use serde_json::{Value, json};

const NEW: &str = "/fr/staff/questions/new";
/// The tables of questions and of their child rows.
const TABLES: &str = "annulled_answer answer answer_coverage answer_question attachment attribution author earlier_text press_citation \
                      question question_language question_link question_theme reference_alias sub_question text";

fn edit_of(code: &str) -> String {
    format!("/fr/staff/questions/{code}/edit")
}

/// Every row related to questions; of a question itself, without the columns that any change updates: version and time.
async fn rows(app: &TestApp) -> BTreeSet<String> {
    let mut rows = BTreeSet::new();
    for table in TABLES.split(' ') {
        let but: &[&str] = if table == "question" { &["version", "updated_at"] } else { &[] };
        rows.extend(app.rows_of(table, but).await.into_iter().map(|row| format!("{table} {row}")));
    }
    rows
}

/// The tables of the removed rows, and of the new ones.
fn changed(before: &BTreeSet<String>, after: &BTreeSet<String>) -> [Vec<String>; 2] {
    let tables = |of: &BTreeSet<String>, others: &BTreeSet<String>| -> Vec<String> {
        of.difference(others).map(|row| row.split(' ').next().unwrap().to_owned()).collect()
    };
    [tables(before, after), tables(after, before)]
}

/// With a reason, if the form asks for one.
fn reasoned(form: Form<'_>) -> Form<'_> {
    if form.has("reason") { form.fill("reason", "Registre du bureau") } else { form }
}

/// Sends a form, which must be accepted.
async fn saved(form: Form<'_>) -> Page {
    let page = reasoned(form).confirm().await;
    assert_eq!((page.status.as_u16(), page.texts(".flash").len()), (200, 1), "{}: {}", page.address, page.text());
    page
}

/// Ticks another theme of a question, and changes nothing else.
async fn one_theme_more(clerk: &Client, code: &str) {
    let page = clerk.get(&edit_of(code)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let theme = page.attributes("input[name=themes]:not([checked])", "value").remove(0);
    saved(clerk.form_in(&page, None).tick("themes", &theme)).await;
}

#[apply(both_databases)]
async fn texts_stay_what_they_are_whatever_they_are(app: TestApp) {
    let response = |role: TextRole, body: &str| {
        let source = json!({ "document": "Bulletin", "page": "12", "url": "https://example.org/b", "date": "2026-09-03" });
        json!({ "body": body, "provenance": role.code(), "source": source, "reviewed": { "by": "Rédaction", "on": "2026-09-10" } })
    };
    // A sub-question may differ in kind from the question, and a subject too.
    let of = |role: &TextRole| {
        let machine = response(TextRole::MachineTranslation, "À quelle date ?");
        let fields = json!({
            "chamber": "councillors", "themes": [{ "fr": "Eau" }], "subject_roles": { "fr": "official_translation" },
            "text": { "fr": response(*role, "Le texte.") },
            "sub_questions": [{ "fr": response(*role, "Combien ?") }, { "fr": machine }],
        });
        record(&format!("t:{}", role.code()), fields)
    };
    let all: Vec<Value> = TextRole::ALL.iter().map(of).collect();
    app.load(&all).await;
    app.load(&[record("t:autre", json!({ "chamber": "councillors", "themes": [{ "fr": "Routes" }] }))]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    for role in TextRole::ALL {
        let code = app.code(&format!("t:{}", role.code())).await;
        let page = clerk.get(&edit_of(&code)).await;
        assert_eq!(page.attributes("#f-role-fr option[selected]", "value"), [role.code()], "what it is can be chosen still");
        let before = rows(&app).await;
        one_theme_more(&clerk, &code).await;
        assert_eq!(changed(&before, &rows(&app).await), [vec![], vec!["question_theme".to_owned()]], "{}", role.code());
    }
    app.index().await;
}

#[apply(both_databases)]
async fn another_role_is_that_of_the_texts_that_had_the_one_shown(app: TestApp) {
    let machine = json!({ "body": "Combien ?", "provenance": "machine_translation" });
    let fields = json!({
        "chamber": "councillors", "subject_roles": { "fr": "press_report" }, "text": { "fr": "Le texte." },
        "sub_questions": [{ "fr": machine }, { "fr": "Quand ?" }],
    });
    app.load(&[record("t:a", fields)]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let edit = edit_of(&app.code("t:a").await);
    let page = clerk.form(&edit).await.fill("role-fr", "original").press("check").await;
    let offered = page.attributes("#f-role-fr option", "value");
    assert!(offered.contains(&"unspecified".to_owned()), "one may still go back: {offered:?}");
    saved(clerk.form_in(&page, None)).await;
    let mut roles = app.strings("SELECT role || ' ' || body FROM text").await;
    roles.sort();
    assert_eq!(roles, ["machine_translation Combien ?", "original Le texte.", "original Quand ?", "press_report Sujet t:a"]);
    // The new values are those of the form.
    saved(clerk.form(&edit).await.fill("text-ar", "النص").fill("role-ar", "official_translation")).await;
    assert_eq!(app.strings("SELECT role FROM text WHERE locale = 'ar'").await, ["official_translation"]);
    app.index().await;
}

/// Questions with everything that a record may have, also what the form does not show or has no room for.
fn whole() -> Vec<Value> {
    let author = json!({ "name": { "ar": "أمينة الزهراوي", "fr": "Amina Zahraoui" } });
    let mut seated = author.clone();
    seated["group"] = json!({ "ar": "فريق الأفق", "fr": "Groupe de l’Horizon" });
    let sha256 = |n: usize| format!("{n:064x}");
    let long = format!("https://example.org/{}", "a".repeat(1_500));
    let source = json!({ "document": "Bulletin", "page": "12", "url": long, "date": "2026-09-03", "sha256": sha256(1) });
    let press: Vec<Value> = (1..=60)
        .map(|n| {
            let url = if n == 1 { long.clone() } else { format!("https://example.org/{n}") };
            json!({ "lang": "fr", "title": format!("Article {n}"), "outlet": "Le Journal", "date": "2026-10-06", "url": url, "sha256": sha256(n) })
        })
        .collect();
    let text = |body: &str| json!({ "body": body, "source": source, "reviewed": { "by": "Rédaction", "on": "2026-09-10" } });
    vec![
        // A member whose seat is known from another record has no group at the time.
        record("t:presse", json!({ "chamber": "councillors", "authors": [author], "press": press, "text": { "fr": text("Le texte.") } })),
        record(
            "t:entier",
            json!({
                "chamber": "councillors", "legislature": 11, "number": 4210, "deposited_on": "2026-09-01", "transmitted_on": "2026-09-07",
                "authors": [seated], "ministries": [ministries::health(), ministries::secretariat()],
                "transfers": [{ "from": ministries::education(), "to": ministries::health(), "on": "2026-09-15", "reason": "Compétence" }],
                "themes": [{ "fr": "Eau" }], "text": { "ar": text("النص"), "fr": text("Le texte.") },
                "sub_questions": [{ "ar": text("أين؟"), "fr": text("Où ?") }, { "fr": "Combien ?" }],
                "answers": [
                    { "kind": "holding", "date": "2026-09-20", "ministry": ministries::health(), "texts": { "fr": "Une réponse suit." } },
                    {
                        "kind": "final", "date": "2026-10-05", "ministry": ministries::health(), "texts": { "fr": text("Oui.") },
                        "covers_sub_questions": { "1": "answered", "2": "not_addressed" },
                    },
                ],
                "links": [{ "kind": "repeats", "to": "t:presse" }],
            }),
        ),
        // Answered on a day, with an unknown day of transmission.
        record(
            "t:sans-date",
            json!({
                "chamber": "councillors", "ministry": ministries::health(),
                "answer": { "date": "2026-10-05", "texts": { "fr": "Oui." } },
            }),
        ),
        record("t:depot", json!({ "chamber": "councillors", "deposited_on": "2026-09-01", "ministry": ministries::health() })),
    ]
}

#[apply(both_databases)]
async fn all_else_of_a_question_stays(app: TestApp) {
    let demonstration = Import { relative_to: Some(app.today()), ..app.import_of(DEMONSTRATION) };
    assert!(app.run_import(&demonstration).await.unwrap().rejected == 0);
    app.load(&whole()).await;
    let clerks = [Chamber::Representatives, Chamber::Councillors];
    let clerks = [(clerks[0], app.clerk(clerks[0]).await), (clerks[1], app.clerk(clerks[1]).await)];
    let mut before = rows(&app).await;
    for (chamber, clerk) in &clerks {
        for code in app.strings(&format!("SELECT code FROM question WHERE chamber = '{}' ORDER BY id", chamber.code())).await {
            one_theme_more(clerk, &code).await;
            let after = rows(&app).await;
            assert_eq!(changed(&before, &after), [vec![], vec!["question_theme".to_owned()]], "{:?}", before.difference(&after));
            before = after;
        }
    }
    app.index().await;
}

#[apply(both_databases)]
async fn the_hash_of_an_article_stays_with_the_article(app: TestApp) {
    let sha256 = |n: usize| format!("{n:064x}");
    let press = json!([
        { "title": "Un", "url": "https://example.org/1", "sha256": sha256(1) },
        { "title": "Deux", "outlet": "Le Journal", "sha256": sha256(2) },
        { "title": "Trios", "outlet": "Le Journal", "date": "2026-10-06", "sha256": sha256(3) },
        { "title": "Quatre", "url": "https://example.org/4", "sha256": sha256(4) },
        { "title": "Cinq", "url": "http://example.org/5", "sha256": sha256(5) },
        { "title": "Six", "url": "https://example.org/6" },
    ]);
    app.load(&[record("t:a", json!({ "chamber": "councillors", "press": press }))]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let page = clerk.form(&edit_of(&app.code("t:a").await)).await.press("press:remove:1").await;
    let form = clerk.form_in(&page, None).fill("press-1-outlet", "La Gazette").fill("press-2-title", "Trois");
    // One article is replaced, and the URL of the next corrected.
    let form = form.fill("press-3-title", "Quarante").fill("press-3-url", "https://example.org/40");
    saved(form.fill("press-4-url", "https://example.org/5")).await;
    let stored = app.strings("SELECT COALESCE(sha256, '') || ' ' || title FROM press_citation ORDER BY position").await;
    let hashes = [Some(2), Some(3), None, Some(5), None].map(|n| n.map(sha256).unwrap_or_default());
    let titles = ["Deux", "Trois", "Quarante", "Cinq", "Six"];
    assert_eq!(stored, hashes.iter().zip(titles).map(|(hash, title)| format!("{hash} {title}")).collect::<Vec<_>>());
    app.index().await;
}

/// The answer's coverage of each sub-question, by position, as the public sees it.
async fn coverage(app: &TestApp, code: &str) -> BTreeMap<i64, String> {
    let response = app.get_json(&format!("/api/v1/questions/{code}")).await;
    let covers = response["answers"][0]["covers_sub_questions"].as_array().unwrap();
    covers.iter().map(|of| (of["position"].as_i64().unwrap(), of["coverage"].as_str().unwrap().to_owned())).collect()
}

#[apply(both_databases)]
async fn a_moved_sub_question_takes_along_what_the_answer_says_of_it(app: TestApp) {
    app.load(&[social_media()]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let code = app.code("t:reseaux").await;
    let of = |all: [&str; 3]| (1..).zip(all.map(str::to_owned)).collect::<BTreeMap<_, _>>();
    assert_eq!(coverage(&app, &code).await, of(["partly", "not_addressed", "answered"]));
    let before = rows(&app).await;
    let page = clerk.form(&edit_of(&code)).await.press("sub:up:2").await;
    saved(clerk.form_in(&page, None)).await;
    let places = || vec!["sub_question".to_owned(); 2];
    assert_eq!(changed(&before, &rows(&app).await), [places(), places()], "two changed places, and nothing else did");
    assert_eq!(coverage(&app, &code).await, of(["not_addressed", "partly", "answered"]));
    assert_eq!(app.strings("SELECT reason FROM event WHERE kind = 'edited'").await, ["Registre du bureau"]);
    app.index().await;
}

#[apply(both_databases)]
async fn none_is_added_to_a_published_question_or_taken_from_it(app: TestApp) {
    app.load(&[social_media(), record("t:sans", json!({ "chamber": "councillors" }))]).await;
    let clerk = app.clerk(Chamber::Councillors).await;
    let edit = edit_of(&app.code("t:reseaux").await);
    let page = clerk.get(&edit).await;
    assert!(page.all("button[value^='sub:remove'], button[value='sub:add']").is_empty(), "what is refused is not offered");
    assert_eq!(page.all("button[value^='sub:up']").len(), 2);
    let none = clerk.get(&edit_of(&app.code("t:sans").await)).await;
    assert!(!clerk.form_in(&none, None).has("sub-1-fr"), "nor is an empty row");
    let before = rows(&app).await;
    for (edit, says) in [
        (edit.clone(), "Cette question a été publiée : ses sous-questions peuvent être déplacées et corrigées"),
        (edit.replacen("/fr/", "/ar/", 1), "سبق نشر هذا السؤال: يمكن تغيير ترتيب أسئلته الفرعية وتصحيحها"),
    ] {
        let one_less = clerk.form(&edit).await.press("sub:remove:3").await;
        let one_more = clerk.form(&edit).await.press("sub:add").await;
        for form in [clerk.form_in(&one_less, None), clerk.form_in(&one_more, None).fill("sub-4-fr", "Et après ?")] {
            let page = reasoned(form).submit().await;
            assert_eq!((page.status.as_u16(), page.attributes(".error-summary a", "href")), (422, vec!["#f-sub".to_owned()]));
            assert!(page.one("#f-sub").value().name() == "ol" && page.text().contains(says), "{}", page.text());
        }
    }
    assert_eq!(changed(&before, &rows(&app).await), [vec![], Vec::<String>::new()]);
    app.index().await;
}

/// Logs a draft with two sub-questions; returns the address of its form.
async fn drafted(clerk: &Client) -> String {
    let page = clerk.form(NEW).await.fill("subject-fr", "Objet").fill("sub-1-fr", "Un").press("sub:add").await;
    let page = saved(clerk.form_in(&page, None).fill("sub-2-fr", "Deux")).await;
    format!("{}/edit", page.address)
}

/// The sub-questions in order: the id and the text of each.
async fn sub_questions(app: &TestApp) -> Vec<(String, String)> {
    let sql = "SELECT CAST(s.id AS TEXT) || ' ' || t.body FROM sub_question s JOIN text t ON t.sub_question_id = s.id ORDER BY s.position";
    let rows = app.strings(sql).await;
    rows.iter().map(|row| row.split_once(' ').map(|(id, body)| (id.to_owned(), body.to_owned())).unwrap()).collect()
}

#[apply(both_databases)]
async fn of_two_who_edit_sub_questions_each_keeps_which_is_which(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let other = app.clerk(Chamber::Councillors).await;
    let edit = drafted(&clerk).await;
    let [one, two] = <[_; 2]>::try_from(sub_questions(&app).await).unwrap();
    let mine = clerk.form(&edit).await.fill("sub-1-fr", "Un peu");
    let moved = other.form(&edit).await.press("sub:up:2").await;
    saved(other.form_in(&moved, None)).await;
    assert_eq!(sub_questions(&app).await, [two.clone(), one.clone()]);
    let page = mine.send().await;
    assert_eq!((page.status.as_u16(), page.texts(".theirs")), (409, vec!["Deux".to_owned(), "Un".to_owned()]), "{}", page.text());
    let theirs = clerk.form_in(&page, None).press("theirs").await;
    let form = clerk.form_in(&theirs, None);
    assert_eq!(["sub-1-id", "sub-1-fr", "sub-2-id"].map(|name| form.value(name)), [two.0.clone(), "Deux".into(), one.0.clone()]);
    saved(clerk.form_in(&page, None)).await;
    assert_eq!(sub_questions(&app).await, [(one.0.clone(), "Un peu".to_owned()), two.clone()], "mine, over theirs");

    // One that was removed meanwhile, and is submitted, becomes a new one.
    let mine = clerk.form(&edit).await.fill("sub-2-fr", "Deux ou trois");
    let less = other.form(&edit).await.press("sub:remove:2").await;
    saved(other.form_in(&less, None)).await;
    let page = mine.send().await;
    assert_eq!(page.status, 409, "{}", page.text());
    saved(clerk.form_in(&page, None)).await;
    let now = sub_questions(&app).await;
    assert_eq!((now.len(), &now[0].0, now[1].1.as_str()), (2, &one.0, "Deux ou trois"));
    assert_ne!(now[1].0, two.0);
    app.index().await;
}

#[apply(both_databases)]
async fn what_is_kept_of_a_form_keeps_which_is_which(app: TestApp) {
    let clerk = app.clerk(Chamber::Councillors).await;
    let edit = drafted(&clerk).await;
    let [one, two] = <[_; 2]>::try_from(sub_questions(&app).await).unwrap();
    let moved = clerk.form(&edit).await.press("sub:up:2").await;
    let page = clerk.form_in(&moved, None).press("sub:add").await;
    clerk.form_in(&page, None).fill("sub-3-fr", "Trois").press("keep").await;
    let offered = clerk.get(&edit).await.attributes(".kept a.button", "href").concat();
    saved(clerk.form(&offered).await).await;
    let now = sub_questions(&app).await;
    assert_eq!((now.len(), &now[..2], now[2].1.as_str()), (3, [two, one].as_slice(), "Trois"));
    // Input that cannot be saved is shown, without an id.
    let gone = clerk.post(&edit, &[("sub-1-fr", "Un peu"), ("sub-1-id", now[0].0.as_str())]).await;
    assert_eq!((gone.status.as_u16(), gone.texts(".typed")), (400, vec!["Un peu".to_owned()]), "{}", gone.text());
    app.index().await;
}
