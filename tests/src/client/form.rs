//! A form as a browser without scripts has it: filled by names or labels, its hidden fields included.

use scraper::{ElementRef, Selector};

use super::Client;
use crate::Page;

/// A form, to be filled in and sent.
pub struct Form<'a> {
    client: &'a Client,
    action: String,
    /// The form's own action, which the Enter key uses whatever the buttons' `formaction`.
    own: String,
    /// The fields that would be sent now, in order.
    fields: Vec<(String, String)>,
    /// Every field name, sent or not.
    names: Vec<String>,
    /// Names by label.
    labels: Vec<(String, String)>,
    /// The value that the Enter key sends.
    enter: Option<String>,
    /// The value of its main button.
    main: Option<String>,
    /// Its file fields.
    files: Vec<String>,
}

fn select(css: &str) -> Selector {
    Selector::parse(css).expect("a selector of ours")
}

/// The value of a form's main button: the Enter key's, or, if that is not an act, the first visible button without a `formaction`
/// that neither looks a name up nor moves a row.
fn main_of(form: ElementRef<'_>) -> Option<String> {
    let buttons = select("button[name=do]:not([formaction])");
    let mut values = form.select(&buttons).filter_map(|button| button.attr("value")).map(str::to_owned);
    let enter = values.next();
    if matches!(enter.as_deref(), Some("enter" | "" | "back")) { values.find(|value| !value.contains(':')) } else { enter }
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The button whose `formaction` ends so: that URL, and the button's value.
fn elsewhere(form: ElementRef<'_>, to: &str) -> Option<(String, String)> {
    let buttons = select("button[name=do][formaction]");
    let button = form.select(&buttons).find(|button| button.attr("formaction").is_some_and(|action| action.ends_with(to)))?;
    Some((button.attr("formaction")?.to_owned(), button.attr("value")?.to_owned()))
}

impl<'a> Form<'a> {
    pub(super) fn new(client: &'a Client, page: &Page, action: Option<&str>) -> Self {
        let all = page.all("main form[method=post]");
        let goes = |form: &&ElementRef<'_>, to: &str| form.attr("action").is_some_and(|action| action.ends_with(to));
        let here = page.address.split(['?', '#']).next().unwrap_or_default();
        let form = match action {
            Some(to) => all.iter().find(|form| goes(form, to)).or_else(|| all.iter().find(|form| elsewhere(**form, to).is_some())),
            None => all.iter().find(|form| goes(form, here)).or_else(|| all.first()),
        };
        let form = *form.unwrap_or_else(|| panic!("{}: no such form, to {action:?}: {}", page.address, page.text()));
        let own = form.attr("action").filter(|action| !action.is_empty()).unwrap_or(&page.address).to_owned();
        let (action, main) = match action.filter(|to| !own.ends_with(to)).and_then(|to| elsewhere(form, to)) {
            Some((to, asks)) => (to, Some(asks)),
            None => (own.clone(), main_of(form)),
        };
        let mut read = Self {
            client,
            action,
            own,
            fields: Vec::new(),
            names: Vec::new(),
            labels: Vec::new(),
            files: form.select(&select("input[type=file]")).filter_map(|field| field.attr("name").map(str::to_owned)).collect(),
            enter: form.select(&select("button[name=do]")).next().and_then(|button| button.attr("value")).map(str::to_owned),
            main,
        };
        for field in form.select(&select("input[name], textarea[name], select[name]")) {
            read.take(form, field);
        }
        read
    }

    /// Adds a field with the value that a browser would send.
    fn take(&mut self, form: ElementRef<'_>, field: ElementRef<'_>) {
        let name = field.attr("name").unwrap_or_default().to_owned();
        if let Some(id) = field.attr("id") {
            let label = form.select(&select("label[for]")).find(|label| label.attr("for") == Some(id));
            self.labels.extend(label.map(|label| (words(label), name.clone())));
        }
        let ticked = field.attr("checked").is_some();
        let value = match (field.value().name(), field.attr("type")) {
            ("textarea", _) => Some(field.text().collect()),
            ("select", _) => {
                let options = select("option");
                let chosen = field.select(&options).find(|option| option.attr("selected").is_some());
                chosen.or_else(|| field.select(&options).next()).map(|option| option.attr("value").unwrap_or_default().to_owned())
            }
            (_, Some("file" | "submit")) => None,
            (_, Some("checkbox" | "radio")) => ticked.then(|| field.attr("value").unwrap_or("on").to_owned()),
            _ => Some(field.attr("value").unwrap_or_default().to_owned()),
        };
        self.names.push(name.clone());
        self.fields.extend(value.map(|value| (name, value)));
    }

    /// The name of a field, given by its name or its label.
    fn name_of(&self, field: &str) -> String {
        if self.names.iter().any(|name| name == field) {
            return field.to_owned();
        }
        let found = self.labels.iter().find(|(label, _)| label == field).map(|(_, name)| name.clone());
        found.unwrap_or_else(|| panic!("{}: no field {field:?} among {:?} {:?}", self.action, self.names, self.labels))
    }

    /// Whether it has a field of that name.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.names.iter().any(|name| name == field)
    }

    /// The current value of a field; empty if it has none.
    #[must_use]
    pub fn value(&self, field: &str) -> String {
        let name = self.name_of(field);
        self.fields.iter().find(|(held, _)| *held == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// Gives a field, by its name or its label, this one value: types it, chooses it, or ticks only it.
    #[must_use]
    pub fn fill(mut self, field: &str, value: &str) -> Self {
        let name = self.name_of(field);
        match self.fields.iter_mut().find(|(held, _)| *held == name) {
            Some(held) => held.1 = value.to_owned(),
            None => self.fields.push((name.clone(), value.to_owned())),
        }
        let mut first = true;
        self.fields.retain(|(held, _)| *held != name || std::mem::take(&mut first));
        self
    }

    /// Ticks another checkbox of a field.
    #[must_use]
    pub fn tick(mut self, field: &str, value: &str) -> Self {
        let name = self.name_of(field);
        self.fields.push((name, value.to_owned()));
        self
    }

    /// Unticks all checkboxes of a field.
    #[must_use]
    pub fn untick(mut self, field: &str) -> Self {
        let name = self.name_of(field);
        self.fields.retain(|(held, _)| *held != name);
        self
    }

    /// Sends it by its main button; follows redirects.
    pub async fn submit(self) -> Page {
        let client = self.client;
        let page = self.send().await;
        client.follow(page).await
    }

    /// Sends it by its main button; returns the response as it is.
    pub async fn send(self) -> Page {
        let main = self.main.clone();
        self.press_once(main.as_deref()).await
    }

    /// Sends it by the Enter key in one of its fields; follows redirects.
    pub async fn enter(self) -> Page {
        let (client, enter, action) = (self.client, self.enter.clone(), self.own.clone());
        client.follow(Self { action, ..self }.press_once(enter.as_deref()).await).await
    }

    /// Sends it by its main button, and confirms the act if asked; follows redirects.
    pub async fn confirm(self) -> Page {
        let client = self.client;
        client.confirm(self.submit().await).await
    }

    /// Sends it by the button with this value or text; follows redirects.
    pub async fn press(self, what: &str) -> Page {
        let client = self.client;
        let page = self.press_once(Some(what)).await;
        client.follow(page).await
    }

    /// Saves it as a form draft, as its page does automatically while the user types; returns the response as it is.
    pub async fn keep(self) -> Page {
        let locale = self.own.split('/').nth(1).unwrap_or_default();
        let action = format!("/{locale}/staff/kept");
        Self { action, ..self }.press_once(None).await
    }

    /// Sends it by a button; returns the response as it is.
    pub async fn send_by(self, what: &str) -> Page {
        self.press_once(Some(what)).await
    }

    async fn press_once(mut self, what: Option<&str>) -> Page {
        self.fields.extend(what.map(|what| ("do".to_owned(), what.to_owned())));
        if !self.files.is_empty() {
            let file = |name: &String| self.files.contains(name).then_some("members.tsv");
            let fields: Vec<_> = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str(), file(name))).collect();
            return self.client.post_files(&self.action, &fields).await;
        }
        let fields: Vec<(&str, &str)> = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.client.post(&self.action, &fields).await
    }
}
