//! What the file of a register uses.

pub(super) use jawab_domain::{PerLocale, field::FieldName};
pub(super) use leptos::prelude::*;

pub(super) use super::{
    asks::{Ask, Asker},
    edit::{Aside, EditForm, EditPage},
    list::{Listed, titled},
    register::Register,
};
pub(super) use crate::{
    catalogue::Tr,
    components::{
        form::{Choice, Field},
        lang,
    },
    links::staff as links,
};
