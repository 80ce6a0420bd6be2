//! All roles, and how each sends requests.

use axum::http::Method;
use jawab_domain::{
    Chamber,
    access::{Mandate, Scope},
};
use jawab_tests::{Client, Page, records::record};
use serde_json::json;

use super::addresses::{Payload, Request};
use crate::use_cases::staff_app::StaffApp;

/// The role of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Visitor,
    Administrator,
    /// A clerk of the questions' Chamber.
    Clerk,
    OtherClerk,
    /// An agent of the ministry that has or had the questions.
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

/// A client in a role.
pub struct RoleClient {
    pub role: Role,
    client: Client,
    token: Option<String>,
    /// The URL of an agent's calendar.
    pub calendar: Option<String>,
}

impl RoleClient {
    pub fn address(&self) -> &str {
        &self.client.address
    }

    /// Sends a request; returns the response as it is.
    pub async fn ask(&self, staff: &StaffApp, ask: &Request) -> Page {
        let Some(token) = &self.token else {
            return match &ask.payload {
                Payload::Nothing => self.client.get_once(&ask.address).await,
                Payload::Form(fields) => {
                    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    self.client.post(&ask.address, &fields).await
                }
                Payload::Json(_) => panic!("{}: people send forms", ask.address),
            };
        };
        let bearer = format!("Bearer {token}");
        let mut headers: Vec<(&str, &[u8])> = vec![("authorization", bearer.as_bytes()), ("host", b"jawab.test")];
        let (method, body) = match &ask.payload {
            Payload::Json(body) => {
                headers.extend([("content-type", b"application/json".as_slice()), ("idempotency-key", b"k"), ("if-match", b"\"0\"")]);
                (Method::POST, body.as_bytes().to_vec())
            }
            _ => (Method::GET, Vec::new()),
        };
        staff.app.send_body(method, &ask.address, &headers, body).await
    }
}

/// A client for each of these roles; agents have calendars and subscribe to the digest mail.
pub async fn people(staff: &StaffApp, roles: &[Role]) -> Vec<RoleClient> {
    staff.app.load(&[record("culture", json!({ "ministry": { "fr": "Culture" }, "legislature": 10 }))]).await;
    // The accounts that ran the lifecycles have numbers too, and are none of these.
    for _ in 0..5 {
        drop(staff.app.invite(Mandate::Administrator).await);
    }
    let mut all = Vec::new();
    for role in roles {
        all.push(client_in_role(staff, *role).await);
    }
    all
}

async fn client_in_role(staff: &StaffApp, role: Role) -> RoleClient {
    let app = &staff.app;
    let client = match role {
        Role::Administrator => app.administrator().await,
        Role::Clerk => app.clerk(Chamber::Councillors).await,
        Role::OtherClerk => app.clerk(Chamber::Representatives).await,
        Role::Agent => app.agent(&[staff.health]).await,
        Role::NextAgent => app.agent(&[staff.education]).await,
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
    RoleClient { role, client, token, calendar }
}

/// Creates a calendar, whose URL it returns, and subscribes to the mail.
async fn subscribe(client: &Client) -> String {
    let notices = "/fr/staff/board/notices";
    let page = client.form_to(notices, "/calendar").await.submit().await;
    let address = page.one("#calendar-address").text().collect::<String>();
    client.form_to(notices, "/mail").await.submit().await;
    address.strip_prefix("https://jawab.test").unwrap().to_owned()
}
