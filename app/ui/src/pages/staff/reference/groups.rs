//! Groups and groupements.

use jawab_domain::{Chamber, people::GroupKind};

use super::prelude::*;

/// The register.
pub static REGISTER: Register =
    Register::new("groups", |tr| tr.t("register-groups"), |tr| tr.t("register-groups-lead"), |tr| tr.t("group-new"));

/// The form of an entry.
pub static FORM: EditForm = EditForm::new(&REGISTER, fields);

/// A group: slug, name, kind, Chamber.
#[derive(Debug)]
pub struct Group(pub String, pub PerLocale<String>, pub GroupKind, pub Option<Chamber>);

impl Listed for Group {
    fn row(&self, tr: Tr) -> (AnyView, AnyView) {
        let Self(slug, name, kind, chamber) = self;
        let chamber = chamber.map_or_else(|| tr.t("rule-both-chambers"), |chamber| tr.chamber(chamber));
        let meta = view! { <span>{tr.group_kind(*kind)}</span> " " <span>{chamber}</span> }.into_any();
        (titled(tr, &REGISTER, slug, name), meta)
    }
}

fn fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    let kinds = GroupKind::ALL.iter().map(|kind| Choice::new(kind.code(), tr.group_kind(*kind))).collect();
    let kind = (Field::new(FieldName::GroupKind.form(), tr.t("group-what")), Ask::One(kinds));
    let chamber =
        (Field::new(FieldName::Chamber.form(), tr.t("filter-chamber")), Ask::Of(Some(tr.t("rule-both-chambers")), ask.chambers()));
    vec![ask.names(tr.t("reference-name")), kind, chamber]
}
