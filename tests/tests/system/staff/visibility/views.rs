//! Pages and mails about many questions.

use jawab_server::digest::digest;
use jawab_service::mail::Mailer;

use super::{
    addresses::{Payload, Request},
    roles::{Role, RoleClient},
};
use crate::use_cases::staff_app::StaffApp;

/// A page about many questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Home,
    List,
    ApiList,
    Overdue,
    Member,
    Ministry,
    BoardTable,
    Chamber,
    ChamberLists,
    Calendar,
    Digest,
    Audit,
}

impl View {
    pub const ALL: [Self; 12] = [
        Self::Home,
        Self::List,
        Self::ApiList,
        Self::Overdue,
        Self::Member,
        Self::Ministry,
        Self::BoardTable,
        Self::Chamber,
        Self::ChamberLists,
        Self::Calendar,
        Self::Digest,
        Self::Audit,
    ];

    pub fn is_open_to(self, role: Role) -> bool {
        let api = self == Self::ApiList;
        if role.is_program() { api } else { !api || role == Role::Visitor }
    }

    fn addresses(self, ministry: &str) -> Vec<String> {
        let lists = ["answers", "transfers", "hidings", "corrections", "deposited", "drafts", "overdue"];
        match self {
            Self::Home => vec!["/fr".into(), "/ar".into()],
            Self::List => vec!["/fr/questions".into(), "/fr/questions?sort=answered".into(), "/ar/questions?standing=overdue".into()],
            Self::ApiList => vec!["/api/v1/questions".into(), "/api/v1/members".into(), "/api/v1/ministries".into()],
            Self::Overdue => vec!["/fr/overdue".into()],
            Self::Member => vec!["/fr/members/mustapha-dahmani".into()],
            Self::Ministry => vec![format!("/fr/ministries/{ministry}")],
            Self::BoardTable => vec!["/fr/staff/board.csv".into()],
            Self::Chamber => vec!["/fr/staff/chamber".into(), "/fr/staff/chamber.csv".into()],
            Self::ChamberLists => lists.iter().map(|list| format!("/fr/staff/chamber?list={list}")).collect(),
            Self::Audit => (1..6).map(|page| format!("/fr/staff/audit?page={page}")).collect(),
            Self::Calendar | Self::Digest => Vec::new(),
        }
    }

    /// All its text for a role.
    pub async fn text(self, staff: &StaffApp, who: &RoleClient, ministry: &str, mails: &Mails) -> String {
        let mut text = String::new();
        for address in self.addresses(ministry) {
            text += &who.ask(staff, &Request { address, payload: Payload::Nothing, named: Vec::new() }).await.body;
        }
        if let (Self::Calendar, Some(address)) = (self, &who.calendar) {
            let feed = staff.app.get(address).await;
            assert_eq!(feed.status, 200, "{}", feed.body);
            // Unfold long lines.
            text += &feed.body.replace("\r\n ", "");
        }
        if self == Self::Digest {
            text += mails.to(who.address());
        }
        text
    }
}

/// The digest mails.
pub struct Mails(Vec<(String, String)>);

impl Mails {
    /// Sends the mails.
    pub async fn send(staff: &StaffApp) -> Self {
        let (mailer, letters) = Mailer::into_memory("Jawab <jawab@example.ma>").unwrap();
        digest(&staff.app.app).send(&mailer).await.unwrap();
        let all = letters.lock().unwrap();
        Self(all.iter().map(|letter| (letter.address.clone(), format!("{}\n{}", letter.subject, letter.body))).collect())
    }

    fn to(&self, address: &str) -> &str {
        self.0.iter().find(|(of, _)| of == address).map_or("", |(_, mail)| mail)
    }
}
