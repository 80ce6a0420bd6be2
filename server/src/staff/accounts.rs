//! The keeping of accounts.

use std::collections::BTreeMap;

use axum::{http::StatusCode, response::Response};
use jawab_domain::{
    Locale,
    access::{ActorId, Mandate, Role},
    field::FieldName,
    validation::Problem,
};
use jawab_service::{
    Accounts,
    accounts::{AccountDraft, AccountError, Secret, is_demonstration},
    reference_data::{ReferenceData, SlugAndName},
};
use jawab_store::{StoreError, accounts, rows, works};
use jawab_ui::{
    form::{FormProblem, FormState, Pick, VERSION},
    links::staff as links,
    pages::staff::{
        StaffBody,
        accounts::{AccountEdit, AccountRow, AccountState, AccountsPage, Disabling, LinkMade, Removal},
    },
    shell::staff::Flash,
};

use super::{Posted, SignedIn, add_problem, see_other};
use crate::error::AppError;

/// All accounts; reading them is recorded.
pub async fn list(signed: SignedIn) -> Result<Response, AppError> {
    let app = &signed.app;
    let db = app.database.reader();
    app.accounts.record_listing(signed.actor()).await?;
    let reference_data = app.reference_data().await?;
    let (ministries, seen) = (accounts::ministries(db).await?, accounts::last_seen(db).await?);
    let with_passkeys = accounts::passkeys::holders(db).await?;
    let mut removals = removals(&signed).await?;
    let all = accounts::all(db).await?.into_iter().map(|account| {
        let of = ministries.get(&account.id).cloned().unwrap_or_default();
        let seen = seen.get(&account.id).map(|at| app.clock.local(*at));
        let removal = removals.remove(&account.id);
        let has_passkey = with_passkeys.contains(&account.id);
        row(&reference_data, account, has_passkey, &of, removal, seen)
    });
    let all = all.collect::<Result<Vec<_>, _>>()?;
    signed.show(StatusCode::OK, StaffBody::Accounts(AccountsPage::List(all))).await
}

fn row(
    reference_data: &ReferenceData,
    account: rows::Account,
    has_passkey: bool,
    ministries: &[i64],
    removal: Option<Removal>,
    seen: Option<chrono::NaiveDateTime>,
) -> Result<AccountRow, AppError> {
    let state = match (&account.disabled_at, &account.password_hash) {
        (Some(_), _) => AccountState::Disabled,
        (None, None) if !is_demonstration(&account.address) => AccountState::Invited,
        (None, _) => AccountState::Working,
    };
    Ok(AccountRow {
        role: account.role.parse().map_err(StoreError::from)?,
        chamber: account.chamber.as_deref().map(str::parse).transpose().map_err(StoreError::from)?,
        ministries: ministries.iter().filter_map(|id| reference_data.ministries.get(*id)).map(|ministry| ministry.name).collect(),
        code: account.code,
        name: account.name,
        address: account.address,
        second_factor: account.totp_secret.is_some() || has_passkey,
        removal,
        state,
        last_seen: seen,
    })
}

/// The requests to remove second factors, by account.
async fn removals(signed: &SignedIn) -> Result<BTreeMap<i64, Removal>, AppError> {
    let (app, mut all) = (&signed.app, BTreeMap::new());
    for asked in app.accounts.factor_removals().await? {
        let asker = ActorId::account_of(&asked.asked_by);
        let names = accounts::names(app.database.reader(), asker).await?;
        let removal = Removal {
            asked_by: names.into_values().next().unwrap_or_else(|| asked.asked_by.clone()),
            asked_at: app.clock.local(asked.asked_at),
            waits_until: app.clock.local(Accounts::removal_waits_until(&asked)),
            may_confirm: app.accounts.may_confirm_factor_removal(signed.actor(), &asked).await?,
        };
        all.insert(asked.account_id, removal);
    }
    Ok(all)
}

/// The form for an invitation.
pub async fn invite_form(signed: SignedIn) -> Result<Response, AppError> {
    let mut form = FormState::default();
    form.set(FieldName::Language.form(), signed.locale().code());
    show_edit(&signed, StatusCode::OK, None, form, false).await
}

/// Invites somebody, and shows the link.
pub async fn invite(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let mut form = posted.form;
    let draft = if posted.resumed { None } else { draft(&mut form) };
    let Some(draft) = draft else { return show_edit(&signed, status(&form), None, form, false).await };
    match signed.app.accounts.invite(signed.actor(), &draft).await {
        Ok(invited) => link_made(&signed, draft.name, &invited.token, true).await,
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            show_edit(&signed, status, None, form, false).await
        }
    }
}

/// An account, to be changed.
pub async fn edit_form(signed: SignedIn) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    let form = filled(&signed, &account).await?;
    show_edit(&signed, StatusCode::OK, Some(account), form, false).await
}

/// Changes an account.
pub async fn edit(signed: SignedIn, posted: Posted) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    let mut form = posted.form;
    form.set(FieldName::Address.form(), account.address.clone());
    let version = form.get(VERSION).parse().unwrap_or_default();
    let draft = if posted.resumed { None } else { draft(&mut form) };
    let Some(draft) = draft else { return show_edit(&signed, status(&form), Some(account), form, false).await };
    match signed.app.accounts.change(signed.actor(), account.id, version, &draft).await {
        Ok(()) => Ok(signed.done(&links::accounts(signed.locale()), Flash::Saved)),
        Err(AccountError::Conflict) => show_edit(&signed, StatusCode::CONFLICT, Some(account), form, true).await,
        Err(error) => {
            let status = add_problem(&mut form, error)?;
            show_edit(&signed, status, Some(account), form, false).await
        }
    }
}

/// A form shown again: with something wrong, or because its session had ended.
fn status(form: &FormState) -> StatusCode {
    if form.is_valid() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

/// Asks whether an account is to be disabled; one that is disabled already is shown.
pub async fn disabling(signed: SignedIn) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    if account.disabled_at.is_some() {
        return Ok(see_other(&links::account_of(signed.locale(), &account.code)));
    }
    show_disabling(&signed, StatusCode::OK, account, FormState::default()).await
}

async fn show_disabling(signed: &SignedIn, status: StatusCode, account: rows::Account, form: FormState) -> Result<Response, AppError> {
    let (own, assigned) = (is_own(signed, &account), works::count_assigned(signed.app.database.reader(), account.id).await?);
    let row = existing_row(signed, account).await?;
    signed.show(status, StaffBody::Accounts(AccountsPage::Disable(Box::new(Disabling { row, own, assigned, form })))).await
}

fn is_own(signed: &SignedIn, account: &rows::Account) -> bool {
    signed.actor().id == ActorId::Account(account.id)
}

/// Disables an account.
pub async fn disable(signed: SignedIn) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    match signed.app.accounts.disable(signed.actor(), account.id).await {
        Ok(()) => Ok(signed.done(&links::accounts(signed.locale()), Flash::AccountDisabled)),
        Err(error) => {
            let mut form = FormState::default();
            let status = add_problem(&mut form, error)?;
            show_disabling(&signed, status, account, form).await
        }
    }
}

/// Enables an account again.
pub async fn enable(signed: SignedIn) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    signed.app.accounts.enable(signed.actor(), account.id).await?;
    Ok(signed.done(&links::account_of(signed.locale(), &account.code), Flash::AccountEnabled))
}

/// Ends the sessions of an account.
pub async fn end_sessions(signed: SignedIn) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    signed.app.accounts.end_sessions(signed.actor(), account.id).await?;
    Ok(signed.done(&links::account_of(signed.locale(), &account.code), Flash::SessionsEnded))
}

/// Asks for the second factor of an account to be removed.
pub async fn ask_removal(signed: SignedIn) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    let asked = signed.app.accounts.ask_factor_removal(signed.actor(), account.id).await;
    removal_done(&signed, &account, asked, Flash::FactorRemovalAsked).await
}

/// Removes the second factor of an account, as somebody else asked.
pub async fn confirm_removal(signed: SignedIn) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    let confirmed = signed.app.accounts.confirm_factor_removal(signed.actor(), account.id).await;
    removal_done(&signed, &account, confirmed, Flash::FactorRemovalConfirmed).await
}

/// Drops the request to remove the second factor of an account.
pub async fn drop_removal(signed: SignedIn) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    let dropped = signed.app.accounts.drop_factor_removal(signed.actor(), account.id).await;
    removal_done(&signed, &account, dropped, Flash::FactorRemovalDropped).await
}

async fn removal_done(
    signed: &SignedIn,
    account: &rows::Account,
    outcome: Result<(), AccountError>,
    flash: Flash,
) -> Result<Response, AppError> {
    match outcome {
        Ok(()) => Ok(signed.done(&links::account_of(signed.locale(), &account.code), flash)),
        Err(error) => {
            let mut form = filled(signed, account).await?;
            let status = add_problem(&mut form, error)?;
            show_edit(signed, status, Some(account.clone()), form, false).await
        }
    }
}

/// Makes a new link for an account, and shows it.
pub async fn new_link(signed: SignedIn) -> Result<Response, AppError> {
    let account = wanted(&signed).await?;
    let token = signed.app.accounts.new_link(signed.actor(), account.id).await?;
    link_made(&signed, account.name, &token, account.password_hash.is_none()).await
}

async fn link_made(signed: &SignedIn, name: String, token: &Secret, invites: bool) -> Result<Response, AppError> {
    let own = std::iter::once(signed.locale()).chain(signed.locale().others());
    let address = |locale: Locale| (locale, format!("{}{}", signed.app.public_url, links::link(locale, token.text())));
    let page = LinkMade { name, addresses: own.map(address).collect(), invites };
    signed.show(StatusCode::OK, StaffBody::Accounts(AccountsPage::LinkMade(Box::new(page)))).await
}

/// The account of the address.
async fn wanted(signed: &SignedIn) -> Result<rows::Account, AppError> {
    accounts::by_code(signed.app.database.reader(), signed.request.param("code")?).await?.ok_or(AppError::NotFound)
}

/// An account as the form has it.
async fn filled(signed: &SignedIn, account: &rows::Account) -> Result<FormState, AppError> {
    let mut form = FormState::default();
    let fields = [(FieldName::AccountName, &account.name), (FieldName::Language, &account.locale), (FieldName::AccountRole, &account.role)];
    for (field, value) in fields {
        form.set(field.form(), value.clone());
    }
    form.set(FieldName::AccountChamber.form(), account.chamber.clone().unwrap_or_default());
    if let Mandate::MinistryAgent(ministries) = accounts::mandate(signed.app.database.reader(), account).await? {
        ministries.iter().for_each(|id| form.add(FieldName::AccountMinistries.form(), id.to_string()));
    }
    Ok(form)
}

/// What the form says, or what is wrong with it.
fn draft(form: &mut FormState) -> Option<AccountDraft> {
    let ministries: Vec<i64> = form.all(FieldName::AccountMinistries.form()).filter_map(|id| id.parse().ok()).collect();
    let mandate = match form.get(FieldName::AccountRole.form()).parse() {
        Ok(Role::Administrator) => Some(Mandate::Administrator),
        Ok(Role::Clerk) => form
            .get(FieldName::AccountChamber.form())
            .parse()
            .map(Mandate::Clerk)
            .map_err(|_| form.add_problem(FieldName::AccountChamber.form(), FormProblem::NotChosen))
            .ok(),
        Ok(Role::MinistryAgent) => Some(Mandate::MinistryAgent(ministries)),
        Err(_) => {
            form.add_problem(FieldName::AccountRole.form(), FormProblem::NotChosen);
            None
        }
    };
    let locale =
        form.get(FieldName::Language.form()).parse().map_err(|_| form.add_problem(FieldName::Language.form(), Problem::Unknown)).ok();
    Some(AccountDraft {
        address: form.get(FieldName::Address.form()).to_owned(),
        name: form.get(FieldName::AccountName.form()).to_owned(),
        locale: locale?,
        mandate: mandate?,
    })
}

async fn show_edit(
    signed: &SignedIn,
    status: StatusCode,
    existing: Option<rows::Account>,
    form: FormState,
    conflict: bool,
) -> Result<Response, AppError> {
    let app = &signed.app;
    let reference_data = app.reference_data().await?;
    let pick = |of: &SlugAndName| Pick { value: of.id.to_string(), name: of.name.clone(), ..Pick::default() };
    let ministries = reference_data.ministries.sorted(signed.locale()).iter().map(pick).collect();
    let version = existing.as_ref().map(|account| account.version);
    let own = existing.as_ref().is_some_and(|account| is_own(signed, account));
    let (existing, assigned) = match existing {
        Some(account) => {
            let assigned = works::count_assigned(app.database.reader(), account.id).await?;
            (Some(existing_row(signed, account).await?), assigned)
        }
        None => (None, 0),
    };
    let page = AccountEdit { existing, version, ministries, form, conflict, own, assigned };
    signed.show(status, StaffBody::Accounts(AccountsPage::Edit(Box::new(page)))).await
}

/// An account as its own pages show it.
async fn existing_row(signed: &SignedIn, account: rows::Account) -> Result<AccountRow, AppError> {
    let (app, db) = (&signed.app, signed.app.database.reader());
    let reference_data = app.reference_data().await?;
    let of = accounts::ministries(db).await?.remove(&account.id).unwrap_or_default();
    let removal = removals(signed).await?.remove(&account.id);
    let has_passkey = accounts::passkeys::count(db, account.id).await? > 0;
    row(&reference_data, account, has_passkey, &of, removal, None)
}
