//! Browsers without scripts, with cookies, each signed in as a user or as nobody.

use std::{collections::BTreeMap, sync::Mutex};

use axum::{
    Router,
    body::Body,
    http::{Method, Request},
};
use jawab_domain::{
    Chamber, Locale,
    access::{Actor, ActorId, Mandate, Scope},
};
use jawab_service::{
    Accounts,
    accounts::{AccountDraft, Invited, RequestOrigin, SignIn, TokenDraft, totp},
};

use crate::{Page, TestApp, page::answer};

mod form;

pub use form::Form;

/// The password of every test user.
pub const PASSWORD: &str = "trois chats gris dorment";

/// How many redirects a browser follows.
const MAX_REDIRECTS: usize = 5;

/// A browser. Shared by reference, it sends requests concurrently.
pub struct Client {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    /// The language of the URLs its user starts with.
    pub locale: Locale,
    /// The id of the account signed in; 0 for a visitor.
    pub account: i64,
    /// The email address signed in with; empty for a visitor.
    pub address: String,
    /// The secret of the second factor, if there is one.
    pub totp_secret: Option<String>,
    host: &'static str,
}

impl TestApp {
    /// A browser in which nobody is signed in.
    #[must_use]
    pub fn visitor(&self) -> Client {
        Client {
            router: self.router(),
            cookies: Mutex::default(),
            locale: Locale::Fr,
            account: 0,
            address: String::new(),
            totp_secret: None,
            host: "jawab.test",
        }
    }

    /// The program itself, as the actor that creates accounts.
    #[must_use]
    pub fn system_actor(&self) -> Actor {
        Actor { id: ActorId::Jawab, name: "jawab".into(), mandate: Mandate::Administrator }
    }

    /// Invites a user.
    pub async fn invite(&self, mandate: Mandate) -> (Invited, String) {
        let address = format!("{}@example.ma", jawab_service::new_code());
        let name = match &mandate {
            Mandate::Clerk(_) => "Amina Zahraoui",
            Mandate::MinistryAgent(_) => "يوسف الإدريسي",
            Mandate::Administrator | Mandate::Program(..) => "Samira Bennis",
        };
        let draft = AccountDraft { address: address.clone(), name: name.into(), locale: Locale::Fr, mandate };
        (self.app.accounts.invite(&self.system_actor(), &draft).await.expect("an invitation"), address)
    }

    /// A user with this mandate, who followed an invitation, chose a password and is signed in.
    pub async fn staff(&self, mandate: Mandate) -> Client {
        let (invited, address) = self.invite(mandate).await;
        let client = Client { account: invited.account, address, ..self.visitor() };
        let path = format!("/fr/staff/links/{}", invited.token.text());
        let page = client.form(&path).await.fill("password", PASSWORD).fill("password-again", PASSWORD).submit().await;
        assert_eq!(page.status, 200, "{}", page.body);
        client
    }

    /// A clerk of a Chamber, signed in.
    pub async fn clerk(&self, of: Chamber) -> Client {
        self.staff(Mandate::Clerk(of)).await
    }

    /// An agent of ministries, given by id, signed in.
    pub async fn agent(&self, of: &[i64]) -> Client {
        self.staff(Mandate::MinistryAgent(of.to_vec())).await
    }

    /// An administrator, signed in, with the second factor set.
    pub async fn administrator(&self) -> Client {
        let mut client = self.staff(Mandate::Administrator).await;
        let form = client.form("/fr/staff/account/second-factor").await;
        let secret = form.value("secret");
        let code = totp::code(&secret, totp::step_at(self.app.clock.now_millis())).expect("a code");
        let page = form.fill("code", &code).fill("current-password", PASSWORD).submit().await;
        assert_eq!((page.status.as_u16(), page.all(".codes li").len()), (200, 10), "{}", page.body);
        client.totp_secret = Some(secret);
        client
    }

    /// A program's token.
    pub async fn token(&self, scope: Scope, chamber: Option<Chamber>) -> String {
        token(&self.app.accounts, scope, chamber).await
    }
}

/// A token, issued by an administrator invited for it.
pub(crate) async fn token(accounts: &Accounts, scope: Scope, chamber: Option<Chamber>) -> String {
    let system_actor = Actor { id: ActorId::Jawab, name: "jawab".into(), mandate: Mandate::Administrator };
    let address = format!("{}@example.ma", jawab_service::new_code());
    let draft = AccountDraft { address, name: "Samira Bennis".into(), locale: Locale::Fr, mandate: Mandate::Administrator };
    let invited = accounts.invite(&system_actor, &draft).await.expect("an invitation");
    let actor = Actor { id: ActorId::Account(invited.account), ..system_actor };
    let draft = TokenDraft { name: "Passerelle".into(), scope, chamber };
    accounts.issue_token(&actor, &draft).await.expect("a token").text().to_owned()
}

/// A session of a user invited for it.
pub(crate) async fn session(accounts: &Accounts, mandate: Mandate) -> String {
    let system_actor = Actor { id: ActorId::Jawab, name: "jawab".into(), mandate: Mandate::Administrator };
    let address = format!("{}@example.ma", jawab_service::new_code());
    let draft = AccountDraft { address, name: "Amina Zahraoui".into(), locale: Locale::Fr, mandate };
    let invited = accounts.invite(&system_actor, &draft).await.expect("an invitation");
    match accounts.set_password_by_link(invited.token.text(), &draft.name, [PASSWORD; 2], RequestOrigin::default()).await {
        Ok(SignIn::In(entered)) => entered.token.text().to_owned(),
        _ => panic!("an invitation leads in"),
    }
}

impl Client {
    /// The same browser, which opens the site under another host name.
    #[must_use]
    pub fn at_host(self, host: &'static str) -> Self {
        Self { host, ..self }
    }

    /// Sends a GET request; follows redirects.
    pub async fn get(&self, address: &str) -> Page {
        self.follow(self.send(Method::GET, address, None, &[]).await).await
    }

    /// Sends a GET request; returns the response as it is.
    pub async fn get_once(&self, address: &str) -> Page {
        self.send(Method::GET, address, None, &[]).await
    }

    /// The form of a page: the only one, or the `.form` that is sent to the page's own URL, or the first.
    pub async fn form(&self, address: &str) -> Form<'_> {
        let page = self.get(address).await;
        assert_eq!(page.status, 200, "{address}: {}", page.text());
        Form::new(self, &page, None)
    }

    /// The form of a page whose action ends so.
    pub async fn form_to(&self, address: &str, action: &str) -> Form<'_> {
        let page = self.get(address).await;
        assert_eq!(page.status, 200, "{address}: {}", page.text());
        Form::new(self, &page, Some(action))
    }

    /// The form of a loaded page whose action ends so.
    #[must_use]
    pub fn form_in(&self, page: &Page, action: Option<&str>) -> Form<'_> {
        Form::new(self, page, action)
    }

    /// Confirms an act, if the page asks for that.
    pub async fn confirm(&self, page: Page) -> Page {
        if page.all("main button[value=confirm]").is_empty() {
            return page;
        }
        Form::new(self, &page, None).press("confirm").await
    }

    /// Posts fields as a form of this site; returns the response as it is.
    pub async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Page {
        self.post_with(address, fields, &[("sec-fetch-site", "same-origin")]).await
    }

    /// Posts fields as a form, with exactly these headers.
    pub async fn post_with(&self, address: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(fields).expect("fields can be written");
        self.send(Method::POST, address, Some(body), headers).await
    }

    /// Posts fields and files as a multipart form of this site: each with a file name if it is a file.
    pub async fn post_files(&self, address: &str, fields: &[(&str, &str, Option<&str>)]) -> Page {
        const BOUNDARY: &str = "----jawab-test-boundary";
        let mut body = String::new();
        for (name, value, file) in fields {
            let file = file.map(|file| format!("; filename=\"{file}\"\r\nContent-Type: application/octet-stream")).unwrap_or_default();
            body += &format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n");
        }
        body += &format!("--{BOUNDARY}--\r\n");
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, address, Some(body), &[("sec-fetch-site", "same-origin"), ("content-type", &kind)]).await
    }

    /// A cookie, by its name in the request.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("no test panicked here").get(name).cloned()
    }

    /// Sets a cookie, as an attacker would.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("no test panicked here").insert(name.to_owned(), value.to_owned());
    }

    /// Signs in with a password; returns the response as it is.
    pub async fn sign_in(&self, address: &str, password: &str) -> Page {
        self.post("/fr/staff/sign-in", &[("address", address), ("password", password)]).await
    }

    /// Follows redirects as browsers do, each with a GET.
    pub async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..MAX_REDIRECTS {
            if !page.status.is_redirection() || page.status == 304 {
                return page;
            }
            let to = page.header("location").to_owned();
            page = self.send(Method::GET, &to, None, &[]).await;
        }
        panic!("{}: redirections without end", page.address)
    }

    async fn send(&self, method: Method, address: &str, form: Option<String>, headers: &[(&str, &str)]) -> Page {
        let mut request = Request::builder().method(method).uri(address.split('#').next().unwrap_or_default());
        request = request.header("host", self.host).header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0");
        let cookies: Vec<String> =
            self.cookies.lock().expect("no test panicked here").iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            request = request.header("cookie", cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match form {
            Some(body) if headers.iter().any(|(name, _)| *name == "content-type") => request.body(Body::from(body)),
            Some(body) => request.header("content-type", "application/x-www-form-urlencoded").body(Body::from(body)),
            None => request.body(Body::empty()),
        };
        let request = request.unwrap_or_else(|error| panic!("{address:?} cannot be sent: {error}"));
        let response = answer(self.router.clone(), request).await;
        let page = Page::read(address, response).await;
        self.keep_cookies(&page);
        page
    }

    fn keep_cookies(&self, page: &Page) {
        let mut cookies_guard = self.cookies.lock().expect("no test panicked here");
        for cookie in page.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("a cookie is text");
            let (pair, rest) = cookie.split_once(';').expect("a cookie has attributes");
            let (name, value) = pair.split_once('=').expect("a cookie has a name");
            if rest.contains("Max-Age=0") {
                cookies_guard.remove(name);
            } else {
                cookies_guard.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
