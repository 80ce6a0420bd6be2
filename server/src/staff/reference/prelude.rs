//! What the file of a register uses.

pub(super) use axum::response::Response;
pub(super) use jawab_domain::{PerLocale, field::FieldName};
pub(super) use jawab_service::{
    reference_data::SlugAndName,
    use_cases::{UnitOfWork, UseCaseResult, registers::Item},
};
pub(super) use jawab_ui::{
    form::{ACTION, FormState, SHOWN},
    pages::staff::reference::{self as ui, Aside, CONFIRM, EditPage, ListPage, REMOVE, REMOVING},
    shell::staff::Flash,
};

pub(super) use super::{
    RegisterContext,
    read::{choice, chosen, day, names, needed_day, needed_number, number, put_day, put_names, ticked},
    register::{Entry, Form, Next, Previewed, Register, Submission, commit, complain_of_change, in_two_steps, whole},
    unreadable,
};
pub(super) use crate::error::AppError;
