//! Everybody who may come, and how each asks.

use axum::http::Method;
use jawab_domain::{
    Chamber,
    access::{Mandate, Scope},
};
use jawab_tests::{Client, Page, records::record};
use serde_json::json;

use super::addresses::{Ask, Send};
use crate::work::desk::Desk;

/// Who comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Visitor,
    Administrator,
    /// A clerk of the questions' Chamber.
    Clerk,
    OtherClerk,
    /// An agent of the ministry that has the questions, or had them.
    Agent,
    /// An agent of the ministry that one of them was transferred to.
    NextAgent,
    OtherAgent,
    /// A program that may read.
    Reader,
    /// A program that may write for the questions' Chamber.
    Importer,
    OtherImporter,
}

impl Role {
    pub fn is_program(self) -> bool {
        matches!(self, Self::Reader | Self::Importer | Self::OtherImporter)
    }
}

/// Somebody in a role.
pub struct Somebody {
    pub role: Role,
    client: Client,
    token: Option<String>,
    /// The address of an agent's calendar.
    pub calendar: Option<String>,
}

impl Somebody {
    pub fn address(&self) -> &str {
        &self.client.address
    }

    /// Asks; the answer as it is.
    pub async fn ask(&self, desk: &Desk, ask: &Ask) -> Page {
        let Some(token) = &self.token else {
            return match &ask.send {
                Send::Nothing => self.client.get_once(&ask.address).await,
                Send::Form(fields) => {
                    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    self.client.post(&ask.address, &fields).await
                }
                Send::Json(_) => panic!("{}: people send forms", ask.address),
            };
        };
        let bearer = format!("Bearer {token}");
        let mut headers: Vec<(&str, &[u8])> = vec![("authorization", bearer.as_bytes()), ("host", b"jawab.test")];
        let (method, body) = match &ask.send {
            Send::Json(body) => {
                headers.extend([("content-type", b"application/json".as_slice()), ("idempotency-key", b"k"), ("if-match", b"\"0\"")]);
                (Method::POST, body.as_bytes().to_vec())
            }
            _ => (Method::GET, Vec::new()),
        };
        desk.app.send_body(method, &ask.address, &headers, body).await
    }
}

/// Somebody in each of these roles; agents have calendars and wish for the morning's mail.
pub async fn people(desk: &Desk, roles: &[Role]) -> Vec<Somebody> {
    desk.app.load(&[record("culture", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    // Whoever did the deeds has a number too, and none of these people is one of them.
    for _ in 0..5 {
        drop(desk.app.invite(Mandate::Administrator).await);
    }
    let mut all = Vec::new();
    for role in roles {
        all.push(somebody(desk, *role).await);
    }
    all
}

async fn somebody(desk: &Desk, role: Role) -> Somebody {
    let app = &desk.app;
    let client = match role {
        Role::Administrator => app.administrator().await,
        Role::Clerk => app.clerk(Chamber::Councillors).await,
        Role::OtherClerk => app.clerk(Chamber::Representatives).await,
        Role::Agent => app.agent(&[desk.health]).await,
        Role::NextAgent => app.agent(&[desk.education]).await,
        Role::OtherAgent => app.agent(&[app.number("SELECT ministry_id FROM ministry_name WHERE name = 'Culture'").await]).await,
        _ => app.visitor(),
    };
    let token = match role {
        Role::Reader => Some(app.token(Scope::Read, None).await),
        Role::Importer => Some(app.token(Scope::Import, Some(Chamber::Councillors)).await),
        Role::OtherImporter => Some(app.token(Scope::Import, Some(Chamber::Representatives)).await),
        _ => None,
    };
    let is_agent = matches!(role, Role::Agent | Role::NextAgent | Role::OtherAgent);
    let calendar = if is_agent { Some(subscribe(&client).await) } else { None };
    Somebody { role, client, token, calendar }
}

/// Makes a calendar, whose address it gives, and asks for the mail.
async fn subscribe(client: &Client) -> String {
    let notices = "/fr/staff/board/notices";
    let page = client.form_to(notices, "/calendar").await.submit().await;
    let address = page.one("#calendar-address").text().collect::<String>();
    client.form_to(notices, "/mail").await.submit().await;
    address.strip_prefix("https://jawab.test").unwrap().to_owned()
}
