//! The audit record in words: of whatever is recorded, no code of the program shows.

use jawab_domain::question::LinkKind;
use jawab_service::work::LinkInput;
use jawab_tests::{Client, Form, Page, apply, both_databases};

use super::{reference::Dated as _, ways::all_lives};
use crate::work::desk::{Desk, clerk, colleague};

/// Sends a form of reference data, and what it asks to be confirmed.
async fn keeps(who: &Client, at: &str, fill: impl FnOnce(Form<'_>) -> Form<'_>) {
    let page = fill(who.form(&format!("/fr/staff/reference/{at}")).await).submit().await;
    let done = if page.all("main button[value=confirm]").is_empty() {
        page
    } else {
        let form = who.form_in(&page, None);
        let form = if form.has("why") { form.fill("why", "Décret") } else { form };
        form.press("confirm").await
    };
    assert_eq!((done.status.as_u16(), done.all(".error-summary").len()), (200, 0), "{at}: {}", done.text());
}

/// Wishes that are refused or taken back, and relations.
async fn dropped(desk: &Desk, first: i64, second: i64) {
    let mut turn = desk.turn(&clerk()).await;
    let link = LinkInput { kind: LinkKind::GroupedWith, to: second };
    let kept = turn.link(desk.seen(first).await, link).await.unwrap();
    let kept = turn.unlink(kept.seen(), link).await.unwrap();
    let kept = turn.ask_hiding(kept.seen(), "Plainte").await.unwrap();
    turn.drop_hiding(kept.seen(), "").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&clerk()).await;
    let kept = turn.ask_hiding(desk.seen(first).await, "Plainte").await.unwrap();
    turn.commit().await.unwrap();
    let mut turn = desk.turn(&colleague()).await;
    turn.drop_hiding(kept.seen(), "Sans objet").await.unwrap();
    turn.commit().await.unwrap();
}

/// What an administrator keeps, as far as forms of a few fields go.
async fn kept(desk: &Desk, who: &Client) {
    keeps(who, "themes/new", |form| form.fill("name-fr", "Forêts").fill("name-ar", "الغابات")).await;
    keeps(who, "groups/new", |form| form.fill("name-fr", "Groupe de l’Avenir").fill("chamber", "representatives")).await;
    keeps(who, "members/new", |form| form.fill("name-fr", "Salma El Idrissi").fill("name-ar", "سلمى الإدريسي")).await;
    keeps(who, "legislatures/new", |form| form.fill("ordinal", "9").on("begins", "2011-11-25").on("ends", "2016-10-06")).await;
    keeps(who, "holidays/new", |form| form.on("on", "2027-05-04").fill("name-fr", "Jour décrété").fill("source-fr", "Décret")).await;
    keeps(who, "rules/new", |form| form.on("from", "2027-01-01").fill("source-fr", "Loi organique")).await;
    let token = who.form("/fr/staff/tokens").await.fill("name", "Passerelle").fill("scope", "import");
    assert_eq!(token.submit().await.texts("textarea").len(), 1);
    desk.app.app.accounts.new_link(&desk.app.keeper(), who.account).await.unwrap();
}

/// Whether words are in the language of the page, and no code of the program.
fn are_arabic(words: &str) -> bool {
    words.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c))
}

/// Whether a value reads as a code of the program.
fn is_code(value: &str) -> bool {
    let of_parts = value.contains('_') && value.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    of_parts || ["true", "false", "null"].contains(&value) || value.starts_with(['{', '['])
}

/// The data of a page's lines, each as "name: value".
fn data(page: &Page) -> Vec<(String, String)> {
    let all = page.texts("ol.list > li > p:nth-of-type(3) > span");
    all.iter().map(|datum| datum.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned())).unwrap()).collect()
}

#[apply(both_databases)]
async fn no_code_of_the_program_shows(desk: Desk) {
    let lives = all_lives(&desk).await;
    let published: Vec<i64> = lives.iter().filter(|one| ["published", "assigned"].contains(&one.name)).map(|one| one.kept.id).collect();
    let administrator = desk.app.administrator().await;
    dropped(&desk, published[0], published[1]).await;
    kept(&desk, &administrator).await;
    desk.app.set_clock("2026-11-21T12:00:00Z");
    jawab_store::audit::seal_events(&desk.app.app.database, desk.app.app.clock.now()).await.unwrap();

    let mut next = vec!["/ar/staff/audit".to_owned()];
    let (mut lines, mut raw) = (0, Vec::new());
    while let Some(address) = next.pop() {
        let page = administrator.get(&address).await;
        assert_eq!(page.status, 200, "{address}: {}", page.text());
        raw.extend(page.texts("ol.list > li > p > b").into_iter().filter(|action| !are_arabic(action)));
        for (name, value) in data(&page) {
            lines += 1;
            if !are_arabic(&name) || is_code(&value) {
                raw.push(format!("{name}: {value}"));
            }
        }
        raw.extend(page.texts("select[name=action] option").into_iter().filter(|action| !are_arabic(action)));
        next.extend(page.attributes(".pages-next", "href"));
    }
    raw.sort();
    raw.dedup();
    assert!(raw.is_empty(), "{raw:#?}");
    assert!(lines > 300, "{lines}");
    let page = administrator.get("/fr/staff/audit").await;
    let all = |field: &str| page.texts(&format!("select[name={field}] option")).remove(0);
    assert_eq!([all("actor"), all("action")], ["Tous", "Toutes"]);
    desk.app.index().await;
}
