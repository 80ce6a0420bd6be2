//! The Enter key is never an act, in whatever field of whatever form. The forms are those that the pages of the staff lead to, from
//! questions in every state; all that can be filled in is filled in first, so that nothing but the key holds the act back.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use jawab_domain::{Chamber, question::LinkKind};
use jawab_service::work::LinkInput;
use jawab_tests::{Client, Form, Page, TestApp, apply, both_databases};
use sea_orm::{ConnectionTrait as _, DbBackend};

use super::ways::all_lives;
use crate::work::desk::{self, Desk};

/// What the walk must have come by, by the last words of the addresses: a form that no page leads to any more is missed.
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

/// Where the walk goes.
const PLACES: [&str; 4] = ["/fr/staff/questions/", "/fr/staff/answers/", "/fr/staff/lapse", "/fr/staff/desk/"];

/// Tables that belong to the people at work, not to what they work on.
const THEIRS: [&str; 3] = ["session", "kept_form", "change_mark"];

/// A document that can be attached.
const PDF: &str = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n9\n%%EOF\n";

/// What an act leaves its mark in.
async fn marks(app: &TestApp) -> Vec<String> {
    let number = |of: &str| format!("SELECT CAST({of} AS TEXT)");
    let all = ["(SELECT COUNT(*) FROM event)", "(SELECT SUM(version) FROM question)", "(SELECT SUM(version) FROM ministry_work)"];
    let all = all.into_iter().chain(["(SELECT COUNT(*) FROM audit)", "(SELECT COUNT(*) FROM legislature_lapse)"]).map(number);
    app.strings(&all.collect::<Vec<_>>().join(" UNION ALL ")).await
}

/// The same, of those acts that are more than to keep what is being written.
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

/// The pages that somebody is led to from these, one after the other.
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

/// What a form is for, as its address says.
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

/// Fills in all that can be: words, days, and the first of whatever is to be chosen.
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
            // Once it was looked for, it is ticked.
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

/// The forms of a page that say what the Enter key means.
fn forms(page: &Page) -> BTreeSet<String> {
    page.attributes("main form.form", "action").into_iter().collect()
}

/// Presses Enter in a form, and in what that shows.
async fn enter(who: &Client, page: &Page, action: &str, word: &str) {
    let first = filled(who.form_in(page, Some(action)), page, word).enter().await;
    assert!(!first.status.is_server_error(), "{action}: {}", first.status);
    if forms(&first).contains(action) {
        let second = filled(who.form_in(&first, Some(action)), &first, word).enter().await;
        assert!(!second.status.is_server_error(), "{action}: {}", second.status);
    }
}

/// Presses Enter on the page that confirms an act, where a form leads to one; whether it does.
async fn enter_confirmation(who: &Client, page: &Page, action: &str, word: &str) -> bool {
    let asks = page.texts("main form.form .actions button").iter().any(|button| button.starts_with("Continuer"));
    let of = act(action);
    if !asks && !["judge", "record", "correct"].contains(&of.as_str()) {
        return false;
    }
    let mut form = who.form_in(page, Some(action));
    // A reason to return an answer stands against accepting it.
    if of != "judge" {
        form = filled(form, page, word);
    }
    if form.has("text-fr") {
        form = form.fill("text-fr", "Oui, en 2027.");
    }
    if form.has("to-q") {
        // Found first, as a name that was typed is looked for.
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

/// What the walk came by.
#[derive(Default)]
struct Walk {
    /// The addresses of the forms.
    forms: BTreeSet<String>,
    /// The acts that were asked about on a page of their own.
    confirmed: BTreeSet<String>,
}

impl Walk {
    /// Presses Enter in every form of some pages that nobody did before, but for those `left` out.
    async fn go(&mut self, desk: &Desk, who: &Client, pages: &[Page], words: &BTreeMap<String, &str>, left: impl Fn(&str) -> bool) {
        let before = marks(&desk.app).await;
        for page in pages {
            let word = words.iter().find(|(code, _)| page.address.contains(code.as_str())).map_or("tournevis", |(_, word)| *word);
            for action in forms(page).into_iter().filter(|action| !left(action)) {
                if !self.forms.insert(action.clone()) {
                    continue;
                }
                enter(who, page, &action, word).await;
                assert_eq!(marks(&desk.app).await, before, "{action}");
                if enter_confirmation(who, page, &action, word).await {
                    self.confirmed.insert(act(&action));
                }
                assert_eq!(marks(&desk.app).await, before, "the confirmation of {action}");
            }
        }
    }
}

/// Links two questions, and asks for the end of a legislature: what no life has.
async fn prepare(desk: &Desk, clerk: &Client, link: [i64; 2]) {
    let mut turn = desk.turn(&desk::clerk()).await;
    turn.link(desk.seen(link[0]).await, LinkInput { kind: LinkKind::GroupedWith, to: link[1] }).await.unwrap();
    turn.commit().await.unwrap();
    desk.app.execute("INSERT INTO legislature (ordinal, begins_on, ends_on) VALUES (11, '2021-10-08', '2026-11-20')").await;
    let shown = clerk.form("/fr/staff/lapse").await.fill("reason", "Fin de la législature").press("check").await;
    let asked = clerk.form_in(&shown, None).press("confirm").await;
    assert_eq!(desk.app.number("SELECT COUNT(*) FROM legislature_lapse").await, 1, "{}", asked.text());
    desk.app.index().await;
}

#[apply(both_databases)]
async fn enter_is_an_act_in_no_form(desk: Desk) {
    let app = &desk.app;
    // The one who does what the lives say, and a colleague who may confirm what she asked for.
    let (one, two) = (app.clerk(Chamber::Councillors).await, app.clerk(Chamber::Councillors).await);
    assert_eq!([one.account, two.account], [1, 2], "the numbers of those who act in the lives");
    let us = app.agent(&[desk.health]).await;
    let lives = all_lives(&desk).await;
    let named = |name: &str| lives.iter().find(|record| record.name == name).unwrap();
    prepare(&desk, &one, [named("published").kept.id, named("assigned").kept.id]).await;
    let words: BTreeMap<String, &str> = lives.iter().map(|record| (record.kept.code.clone(), record.word)).collect();
    let works = |names: &[&str]| {
        let all = lives.iter().filter(|record| names.is_empty() || names.contains(&record.name));
        all.map(|record| format!("/fr/staff/questions/{}", record.kept.code)).collect::<Vec<_>>()
    };

    let (before, mut walk) = (everything(app).await, Walk::default());
    // A draft is saved by Enter, on purpose: see below.
    let draft = format!("/{}/edit", named("draft").kept.code);
    let from = [works(&[]), vec!["/fr/staff/chamber".into(), "/fr/staff/lapse".into()]].concat();
    let seen = pages(&two, from).await;
    walk.go(&desk, &two, &seen, &words, |action| action.ends_with(&draft)).await;
    // What she asked for herself she can take back.
    let own = pages(&one, works(&["to be hidden", "to be shown again", "to be put right"])).await;
    walk.go(&desk, &one, &own, &words, |action| action.ends_with(&draft)).await;
    let after = everything(app).await;
    for (table, rows) in &before {
        assert_eq!(after.get(table), Some(rows), "{table}");
    }

    // In what is being written, Enter keeps it and does no more.
    let legal = legal_marks(app).await;
    let drafted = two.get(&format!("/fr/staff/questions{draft}")).await;
    for action in forms(&drafted) {
        enter(&two, &drafted, &action, "").await;
    }
    let ministry = app.strings(&format!("SELECT slug FROM ministry WHERE id = {}", desk.health)).await.remove(0);
    for record in &lives {
        let page = us.get(&format!("/fr/staff/answers/{}/{ministry}", record.kept.code)).await;
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
