//! Pages and papers that are of many questions at once.

use jawab_server::digest;
use jawab_service::mail::Mailer;

use super::{
    addresses::{Ask, Send},
    roles::{Role, Somebody},
};
use crate::work::desk::Desk;

/// A page of many questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
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

impl Sight {
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

    /// Everything it shows to somebody.
    pub async fn told(self, desk: &Desk, who: &Somebody, ministry: &str, mails: &Mails) -> String {
        let mut told = String::new();
        for address in self.addresses(ministry) {
            told += &who.ask(desk, &Ask { address, send: Send::Nothing, named: Vec::new() }).await.body;
        }
        if let (Self::Calendar, Some(address)) = (self, &who.calendar) {
            let feed = desk.app.get(address).await;
            assert_eq!(feed.status, 200, "{}", feed.body);
            // Long lines are folded.
            told += &feed.body.replace("\r\n ", "");
        }
        if self == Self::Digest {
            told += mails.to(who.address());
        }
        told
    }
}

/// The morning's mails.
pub struct Mails(Vec<(String, String)>);

impl Mails {
    /// Sends them.
    pub async fn send(desk: &Desk) -> Self {
        let (mailer, letters) = Mailer::into_memory("Jawab <jawab@example.ma>").unwrap();
        digest::send(&desk.app.app, &mailer).await.unwrap();
        let all = letters.lock().unwrap();
        Self(all.iter().map(|letter| (letter.address.clone(), format!("{}\n{}", letter.subject, letter.body))).collect())
    }

    fn to(&self, address: &str) -> &str {
        self.0.iter().find(|(of, _)| of == address).map_or("", |(_, mail)| mail)
    }
}
