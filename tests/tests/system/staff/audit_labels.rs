//! The audit record in words: no internal code appears for any recorded event.

use jawab_domain::question::LinkKind;
use jawab_service::{import::Import, use_cases::LinkInput};
use jawab_tests::{
    Client, Form, Page, apply, both_databases,
    records::{lines, record},
};
use serde_json::json;

use super::{reference::Dated as _, visibility::all_lifecycles};
use crate::use_cases::staff_app::{StaffApp, clerk, colleague};

/// Sends a form of reference data, and confirms it if asked.
async fn submit_confirmed(who: &Client, at: &str, fill: impl FnOnce(Form<'_>) -> Form<'_>) {
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

/// Requests that are refused or withdrawn, and relations.
async fn dropped(staff: &StaffApp, first: i64, second: i64) {
    let mut unit = staff.begin(&clerk()).await;
    let link = LinkInput { kind: LinkKind::GroupedWith, to: second };
    let saved = unit.link(staff.expected_version(first).await, link).await.unwrap();
    let saved = unit.unlink(saved.expected(), link).await.unwrap();
    let saved = unit.ask_hiding(saved.expected(), "Plainte").await.unwrap();
    unit.drop_hiding(saved.expected(), "").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&clerk()).await;
    let saved = unit.ask_hiding(staff.expected_version(first).await, "Plainte").await.unwrap();
    unit.commit().await.unwrap();
    let mut unit = staff.begin(&colleague()).await;
    unit.drop_hiding(saved.expected(), "Sans objet").await.unwrap();
    unit.commit().await.unwrap();
}

/// What an administrator manages with short forms.
async fn manage_reference_data(staff: &StaffApp, who: &Client) {
    submit_confirmed(who, "themes/new", |form| form.fill("name-fr", "Forêts").fill("name-ar", "الغابات")).await;
    submit_confirmed(who, "groups/new", |form| form.fill("name-fr", "Groupe de l’Avenir").fill("chamber", "representatives")).await;
    submit_confirmed(who, "members/new", |form| form.fill("name-fr", "Salma El Idrissi").fill("name-ar", "سلمى الإدريسي")).await;
    submit_confirmed(who, "legislatures/new", |form| form.fill("ordinal", "9").on("begins", "2011-11-25").on("ends", "2016-10-06")).await;
    submit_confirmed(who, "holidays/new", |form| form.on("on", "2027-05-04").fill("name-fr", "Jour décrété").fill("source-fr", "Décret"))
        .await;
    submit_confirmed(who, "rules/new", |form| form.on("from", "2027-01-01").fill("source-fr", "Loi organique")).await;
    submit_confirmed(who, "rules/2", |form| form.fill("days", "25")).await;
    let token = who.form("/fr/staff/tokens").await.fill("name", "Passerelle").fill("scope", "import");
    assert_eq!(token.submit().await.texts("textarea").len(), 1);
    staff.app.app.accounts.new_link(&staff.app.system_actor(), who.account).await.unwrap();
}

/// Whether a text is in the language of the page, without internal codes.
fn are_arabic(words: &str) -> bool {
    words.chars().any(|c| ('\u{0600}'..='\u{06FF}').contains(&c))
}

/// Whether a value looks like an internal code.
fn is_code(value: &str) -> bool {
    let of_parts = value.contains('_') && value.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    of_parts || ["true", "false", "null"].contains(&value) || value.starts_with(['{', '['])
}

/// The data of a page's rows, each as "name: value".
fn data(page: &Page) -> Vec<(String, String)> {
    let all = page.texts("ol.list > li > p:nth-of-type(3) > span");
    all.iter().map(|datum| datum.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned())).unwrap()).collect()
}

#[apply(both_databases)]
async fn no_code_of_the_program_shows(staff: StaffApp) {
    let records = all_lifecycles(&staff).await;
    let published: Vec<i64> = records.iter().filter(|one| ["published", "assigned"].contains(&one.name)).map(|one| one.saved.id).collect();
    let administrator = staff.app.administrator().await;
    dropped(&staff, published[0], published[1]).await;
    manage_reference_data(&staff, &administrator).await;
    let import = Import { audited: true, ..staff.app.import_of(lines(&[record("audited", json!({}))])) };
    assert_eq!(staff.app.run_import(&import).await.unwrap().created, 1);
    staff.app.set_clock("2026-11-21T12:00:00Z");
    jawab_store::audit::seal_events(&staff.app.app.database, staff.app.app.clock.now()).await.unwrap();

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
    staff.app.index().await;
}
