//! The Enter key is never an act, in any field of any form. The forms are those that the staff pages lead to, from questions in
//! every state; everything that can be filled in is filled in first, so that nothing but the key prevents the act.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jawab_domain::{Chamber, question::LinkKind};
use jawab_service::use_cases::LinkInput;
use jawab_tests::{Client, Form, Page, TestApp, apply, both_databases};
use sea_orm::{ConnectionTrait as _, DbBackend};

use super::visibility::all_lifecycles;
use crate::use_cases::staff_app::{self, StaffApp};

/// The acts that the walk must reach, by the last segments of their URLs: a form that no page leads to any more is noticed.
const ACTS: [&str; 39] = [
    "deposit",
    "transmit",
    "publish",
    "attach",
    "detach",
    "delete-draft",
    "withdraw-document",
    "transfer",
    "decide-transfer",
    "add-ministry",
    "link",
    "unlink",
    "renew",
    "convert",
    "withdraw",
    "confirm-correction",
    "drop-correction",
    "correct-transmission",
    "undo-transmission",
    "correct-referral",
    "undo-referral",
    "correct-answer",
    "undo-answer",
    "correct-end",
    "undo-end",
    "confirm-hiding",
    "drop-hiding",
    "hide",
    "unhide",
    "confirm-unhiding",
    "drop-unhiding",
    "redact",
    "judge",
    "record",
    "correct",
    "lapse",
    "lapse at hand",
    "remind",
    "answer",
];

/// The URLs that the walk visits.
const PLACES: [&str; 4] = ["/fr/staff/questions/", "/fr/staff/answers/", "/fr/staff/lapse", "/fr/staff/desk/"];

/// Tables that belong to users, not to what they work on.
const THEIRS: [&str; 3] = ["session", "form_draft", "change_mark"];

/// A document that can be attached.
const PDF: &str = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n";

/// Counts and versions that every act changes.
async fn marks(app: &TestApp) -> Vec<String> {
    let number = |of: &str| format!("SELECT CAST({of} AS TEXT)");
    let all = ["(SELECT COUNT(*) FROM event)", "(SELECT SUM(version) FROM question)", "(SELECT SUM(version) FROM ministry_work)"];
    let all = all.into_iter().chain(["(SELECT COUNT(*) FROM audit)", "(SELECT COUNT(*) FROM legislature_lapse)"]).map(number);
    app.strings(&all.collect::<Vec<_>>().join(" UNION ALL ")).await
}

/// The same, of acts other than saving a draft.
async fn legal_marks(app: &TestApp) -> Vec<String> {
    let mut marks = app.strings("SELECT kind FROM event WHERE kind <> 'edited' ORDER BY id").await;
    marks.extend(app.strings("SELECT action FROM audit WHERE action = 'answer.cleared'").await);
    marks.extend(app.strings("SELECT status || '/' || publication FROM question ORDER BY id").await);
    marks
}

/// Every row of every table.
async fn everything(app: &TestApp) -> BTreeMap<String, Vec<String>> {
    let sqlite = app.app.database.reader().get_database_backend() == DbBackend::Sqlite;
    let tables = if sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'"
    };
    let mut all = BTreeMap::new();
    for table in app.strings(tables).await {
        if THEIRS.contains(&table.as_str()) {
            continue;
        }
        let row = if sqlite {
            let columns = app.strings(&format!("SELECT name FROM pragma_table_info('{table}')")).await;
            columns.iter().map(|column| format!("quote(\"{column}\")")).collect::<Vec<_>>().join(" || ' ' || ")
        } else {
            "CAST(t AS TEXT)".into()
        };
        let rows = app.strings(&format!("SELECT {row} AS told FROM \"{table}\" t ORDER BY told")).await;
        all.insert(table, rows);
    }
    all
}

/// The pages reachable by a user from these, one after the other.
async fn pages(who: &Client, from: Vec<String>) -> Vec<Page> {
    let (mut known, mut next, mut pages) = (from.iter().cloned().collect::<BTreeSet<_>>(), VecDeque::from(from), Vec::new());
    while let Some(address) = next.pop_front() {
        let page = who.get_once(&address).await;
        assert!(!page.status.is_server_error(), "{address}: {}", page.status);
        for link in page.attributes("main a", "href") {
            let link = link.split('#').next().unwrap_or_default().to_owned();
            let leads = PLACES.iter().any(|place| link.starts_with(place)) && !link.ends_with("/new");
            if leads && known.insert(link.clone()) {
                next.push_back(link);
            }
        }
        pages.push(page);
    }
    pages
}

/// The act of a form, by its URL.
fn act(action: &str) -> String {
    let path = action.split('?').next().unwrap_or_default();
    match path.trim_start_matches("/fr/staff/").split('/').collect::<Vec<_>>().as_slice() {
        ["questions", _, step] => (*step).to_owned(),
        ["answers", _, _, step @ ("judge" | "record" | "correct"), ..] => (*step).to_owned(),
        ["answers", ..] => "answer".into(),
        ["lapse", _] => "lapse at hand".into(),
        ["chamber", step] => (*step).to_owned(),
        [place, ..] => (*place).to_owned(),
        [] => String::new(),
    }
}

/// Fills in everything: texts, days, and the first of each choice.
fn filled<'a>(mut form: Form<'a>, page: &Page, word: &str) -> Form<'a> {
    let choices = page.all("main form.form input[type=radio], main form.form input[name=part]");
    for choice in &choices {
        let (name, value) = (choice.attr("name").unwrap_or_default(), choice.attr("value").unwrap_or_default());
        if form.has(name) && form.value(name).is_empty() {
            form = form.fill(name, value);
        }
    }
    for (name, words) in [("to-q", "Éducation"), ("question-q", "tournevis")] {
        if form.has(name) {
            // After the lookup, it is ticked.
            let found = choices.iter().any(|choice| choice.attr("name") == name.strip_suffix("-q"));
            form = form.fill(name, if found { "" } else { words });
        }
    }
    let days =
        ["on", "answered"].map(|day| [("day", "21"), ("month", "11"), ("year", "2026")].map(|(of, said)| (format!("{day}-{of}"), said)));
    let words = [("reason", "Erreur"), ("title", "Lettre"), ("file", PDF), ("note", "Merci"), ("text-fr", "Oui."), ("words", word)];
    for (name, said) in days.into_iter().flatten().chain(words.map(|(name, said)| (name.to_owned(), said))) {
        if form.has(&name) && form.value(&name).is_empty() {
            form = form.fill(&name, said);
        }
    }
    if form.has("typed") {
        let shown = form.value("shown");
        form = form.fill("typed", &shown);
    }
    form
}

/// The forms of a page that define what the Enter key does.
fn forms(page: &Page) -> BTreeSet<String> {
    page.attributes("main form.form", "action").into_iter().collect()
}

/// Presses Enter in a form, and on the page that follows.
async fn enter(who: &Client, page: &Page, action: &str, word: &str) {
    let first = filled(who.form_in(page, Some(action)), page, word).enter().await;
    assert!(!first.status.is_server_error(), "{action}: {}", first.status);
    if forms(&first).contains(action) {
        let second = filled(who.form_in(&first, Some(action)), &first, word).enter().await;
        assert!(!second.status.is_server_error(), "{action}: {}", second.status);
    }
}

/// Presses Enter on the page that confirms an act, if a form leads to one; returns whether it does.
async fn enter_confirmation(who: &Client, page: &Page, action: &str, word: &str) -> bool {
    let asks = page.texts("main form.form .actions button").iter().any(|button| button.starts_with("Continuer"));
    let of = act(action);
    if !asks && !["judge", "record", "correct"].contains(&of.as_str()) {
        return false;
    }
    let mut form = who.form_in(page, Some(action));
    // A reason to return an answer prevents accepting it.
    if of != "judge" {
        form = filled(form, page, word);
    }
    if form.has("text-fr") {
        form = form.fill("text-fr", "Oui, en 2027.");
    }
    if form.has("to-q") {
        // A typed name is looked up first.
        let found = form.enter().await;
        form = filled(who.form_in(&found, Some(action)), &found, word);
    }
    let asked = form.submit().await;
    if asked.all("main button[value=confirm]").is_empty() {
        return false;
    }
    let _ = who.form_in(&asked, None).enter().await;
    true
}

/// What the walk found.
#[derive(Default)]
struct Walk {
    /// The URLs of the forms.
    forms: BTreeSet<String>,
    /// The acts with a confirmation page.
    confirmed: BTreeSet<String>,
}

impl Walk {
    /// Presses Enter in every form of some pages that was not tried before, except those `left` out.
    async fn go(&mut self, staff: &StaffApp, who: &Client, pages: &[Page], words: &BTreeMap<String, &str>, left: impl Fn(&str) -> bool) {
        let before = marks(&staff.app).await;
        for page in pages {
            let word = words.iter().find(|(code, _)| page.address.contains(code.as_str())).map_or("tournevis", |(_, word)| *word);
            for action in forms(page).into_iter().filter(|action| !left(action)) {
                if !self.forms.insert(action.clone()) {
                    continue;
                }
                enter(who, page, &action, word).await;
                assert_eq!(marks(&staff.app).await, before, "{action}");
                if enter_confirmation(who, page, &action, word).await {
                    self.confirmed.insert(act(&action));
                }
                assert_eq!(marks(&staff.app).await, before, "the confirmation of {action}");
            }
        }
    }
}

/// Links two questions, and requests the end of a legislature: neither is in any lifecycle.
async fn prepare(staff: &StaffApp, clerk: &Client, link: [i64; 2]) {
    let mut unit = staff.begin(&staff_app::clerk()).await;
    unit.link(staff.expected_version(link[0]).await, LinkInput { kind: LinkKind::GroupedWith, to: link[1] }).await.unwrap();
    unit.commit().await.unwrap();
    staff.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-20')").await;
    let shown = clerk.form("/fr/staff/lapse").await.fill("reason", "Fin de la législature").press("check").await;
    let asked = clerk.form_in(&shown, None).press("confirm").await;
    assert_eq!(staff.app.number("SELECT COUNT(*) FROM legislature_lapse").await, 1, "{}", asked.text());
    staff.app.index().await;
}

#[apply(both_databases)]
async fn enter_is_an_act_in_no_form(staff: StaffApp) {
    let app = &staff.app;
    // The clerk who runs the lifecycles, and a colleague who may confirm her requests.
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    assert_eq!([one.account, two.account], [1, 2], "the numbers of those who act in the lives");
    let us = app.agent(&[staff.health]).await;
    let records = all_lifecycles(&staff).await;
    let named = |name: &str| records.iter().find(|record| record.name == name).unwrap();
    prepare(&staff, &one, [named("published").saved.id, named("assigned").saved.id]).await;
    let words: BTreeMap<String, &str> = records.iter().map(|record| (record.saved.code.clone(), record.word)).collect();
    let works = |names: &[&str]| {
        let all = records.iter().filter(|record| names.is_empty() || names.contains(&record.name));
        all.map(|record| format!("/fr/staff/questions/{}", record.saved.code)).collect::<Vec<_>>()
    };

    let (before, mut walk) = (everything(app).await, Walk::default());
    // Enter saves a draft, by design: see below.
    let draft = format!("/{}/edit", named("draft").saved.code);
    let from = [works(&[]), vec!["/fr/staff/chamber".into(), "/fr/staff/lapse".into()]].concat();
    let seen = pages(&two, from).await;
    walk.go(&staff, &two, &seen, &words, |action| action.ends_with(&draft)).await;
    // She can withdraw her own requests.
    let own = pages(&one, works(&["to be hidden", "to be shown again", "to be put right"])).await;
    walk.go(&staff, &one, &own, &words, |action| action.ends_with(&draft)).await;
    let after = everything(app).await;
    for (table, rows) in &before {
        assert_eq!(after.get(table), Some(rows), "{table}");
    }

    // In a draft, Enter saves it and does nothing else.
    let legal = legal_marks(app).await;
    let drafted = two.get(&format!("/fr/staff/questions{draft}")).await;
    for action in forms(&drafted) {
        enter(&two, &drafted, &action, "").await;
    }
    let ministry = app.strings(&format!("SELECT slug FROM ministry WHERE id = {}", staff.health)).await.remove(0);
    for record in &records {
        let page = us.get(&format!("/fr/staff/answers/{}/{ministry}", record.saved.code)).await;
        for action in forms(&page) {
            walk.forms.insert(action.clone());
            enter(&us, &page, &action, record.word).await;
            assert_eq!(legal_marks(app).await, legal, "{action}");
        }
    }
    assert_eq!(legal_marks(app).await, legal);

    let found: BTreeSet<String> = walk.forms.iter().map(|action| act(action)).collect();
    let missed: Vec<_> = ACTS.iter().filter(|act| !found.contains(**act)).collect();
    assert!(missed.is_empty(), "{missed:?} are missed among {found:?}");
    let asked = ["transmit", "transfer", "add-ministry", "convert", "withdraw", "judge", "record", "correct"];
    assert!(asked.iter().all(|act| walk.confirmed.contains(*act)), "{:?}", walk.confirmed);
    app.index().await;
}
