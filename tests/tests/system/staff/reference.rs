//! Administrators manage reference data; the consequences of a change are shown before it is made.

use jawab_tests::{Client, Page, TestApp, client::Form};

mod calendar;
mod doors;
mod lapse;
mod ministries;
mod registers;
mod roster;
mod seats;

/// Fills a date of three fields.
pub trait Dated {
    /// The day, as in `2026-11-10`.
    fn on(self, name: &str, day: &str) -> Self;
}

impl Dated for Form<'_> {
    fn on(self, name: &str, day: &str) -> Self {
        let parts: Vec<&str> = day.split('-').map(|part| part.trim_start_matches('0')).collect();
        self.fill(&format!("{name}-day"), parts[2]).fill(&format!("{name}-month"), parts[1]).fill(&format!("{name}-year"), parts[0])
    }
}

/// The fields that a form is at fault with.
pub fn faults(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 422, "{}", page.text());
    page.attributes(".error-summary a", "href").into_iter().map(|href| href.trim_start_matches("#f-").to_owned()).collect()
}

/// The only text that a query gives.
pub async fn one(app: &TestApp, sql: &str) -> String {
    app.strings(sql).await.remove(0)
}

/// The address of the only body of a table whose name has this.
pub async fn address(app: &TestApp, register: &str, name: &str) -> String {
    let (table, column) = match register {
        "ministries" => ("ministry", "ministry_id"),
        "members" => ("member", "member_id"),
        _ => ("political_group", "political_group_id"),
    };
    let sql =
        format!("SELECT slug FROM {table} WHERE id IN (SELECT {column} FROM {table}_name WHERE name = '{}')", name.replace('\'', "''"));
    format!("/fr/staff/reference/{register}/{}", one(app, &sql).await)
}

/// Sends the same form twice, as an impatient hand does: both are answered alike, whatever became of what it was about.
pub async fn twice(client: &Client, at: &str, fill: impl Fn(Form<'_>) -> Form<'_>) {
    let page = client.get(at).await;
    let shown = fill(client.form_in(&page, None)).send().await;
    // What cannot be taken back is shown first.
    let page = if shown.status == 200 && shown.all("main button[value=confirm]").len() == 1 { shown } else { page };
    let send = async |page: &Page| {
        let form = fill(client.form_in(page, None));
        if page.all("main button[value=confirm]").is_empty() { form.send().await } else { form.send_by("confirm").await }
    };
    let first = send(&page).await;
    assert_eq!(first.status, 303, "{}", first.text());
    let again = send(&page).await;
    assert_eq!((again.status.as_u16(), again.header("location")), (303, first.header("location")), "{}", again.text());
}
