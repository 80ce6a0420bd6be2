//! Members from a file, in two steps: what it would do is shown, then exactly that is done.

use axum::{
    extract::{FromRequest as _, Request, State},
    http::StatusCode,
    response::Response,
};
use jawab_domain::Chamber;
use jawab_service::{
    new_code,
    work::{
        UseCaseError,
        reference::{Change, Choice, Doubt, Fault, Roster, RosterInput, RosterLine, Verdict},
    },
};
use jawab_ui::{
    form::{DO, FormState, Post, Problem},
    pages::staff::{
        ReferencePage,
        reference::{
            BACK, CONFIRM, EditForm, EditPage, Register, RosterChange, RosterDoubt, RosterFault, RosterPage, RosterRow, RosterVerdict,
        },
    },
};

use super::{
    Keeping, complain,
    read::{chosen, day, needed_number},
};
use crate::{
    App,
    error::AppError,
    staff::{
        Posted, SignedIn,
        multipart::{self, File, Parts, is_multipart},
        problems::problem,
    },
};

/// The most bytes of a file.
const MOST: usize = 1 << 20;
/// The most bytes of a form that carries one along.
pub const MOST_SENT: usize = 4 << 20;

/// The form.
pub async fn blank(signed: SignedIn) -> Result<Response, AppError> {
    let keeping = Keeping::of(signed).await?;
    let page = form(&keeping, FormState::default());
    keeping.show_form(page).await
}

/// Shows what a file would do, or does it, as the button says.
pub async fn act(State(app): State<App>, signed: SignedIn, request: Request) -> Result<Response, AppError> {
    // First, so that what was typed is at hand whatever else fails.
    let posted = posted(&app, request).await?;
    let keeping = Keeping::of(signed).await?;
    let mut state = posted.form;
    let input = read(&mut state);
    let asked = state.get(DO).to_owned();
    let sound = state.is_sound() && !posted.resumed && asked != BACK;
    let page = form(&keeping, state);
    match input.filter(|_| sound) {
        Some(input) if asked == CONFIRM => confirm(&keeping, page, input).await,
        Some(input) => preview(&keeping, page, input, false).await,
        None => {
            let mut page = page;
            page.state.clear("file");
            keeping.show_form(page).await
        }
    }
}

async fn confirm(keeping: &Keeping, page: EditPage, input: RosterInput) -> Result<Response, AppError> {
    let shown = page.state.get("shown").parse().unwrap_or_default();
    let (taken, to) = (input.clone(), keeping.register(Register::Members));
    let outcome = keeping.carry_out(&page.state, |turn| {
        Box::pin(async move {
            turn.import_roster(&taken, shown).await?;
            Ok(to)
        })
    });
    match outcome.await {
        Ok(to) => Ok(keeping.done(&to)),
        Err(UseCaseError::Conflict { .. }) => preview(keeping, page, input, true).await,
        Err(error) => keeping.refused(page, error, FormState::default()).await,
    }
}

async fn preview(keeping: &Keeping, mut page: EditPage, input: RosterInput, changed: bool) -> Result<Response, AppError> {
    let roster = match keeping.work().roster(keeping.signed.actor(), &input).await {
        Ok(roster) => roster,
        Err(error) => {
            complain(&mut page.state, error)?;
            page.state.clear("file");
            return keeping.show_form(page).await;
        }
    };
    let view = RosterPage {
        post: Post { once: new_code(), files: false, ..page.post },
        chamber: input.chamber,
        legislature: input.legislature,
        from: input.from,
        known: roster.count(|verdict| *verdict == Verdict::Known) as u64,
        shown: roster.print(),
        changed,
        rows: rows(&roster),
        groups: roster.groups,
        state: page.state,
    };
    let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
    keeping.show(status, ReferencePage::Roster(Box::new(view))).await
}

fn rows(roster: &Roster) -> Vec<RosterRow> {
    let row = |line: &RosterLine| {
        let verdict = match &line.verdict {
            Verdict::Known => return None,
            Verdict::New => RosterVerdict::New,
            Verdict::Changed(_, changes) => RosterVerdict::Changed(changes.iter().map(change).collect()),
            Verdict::Doubt(Doubt::Namesakes) => RosterVerdict::Doubt(RosterDoubt::Namesakes),
            Verdict::Doubt(Doubt::OtherName(_, names)) => RosterVerdict::Doubt(RosterDoubt::OtherName(names.clone())),
            Verdict::Doubt(Doubt::OtherGroup(_)) => RosterVerdict::Doubt(RosterDoubt::OtherGroup),
            Verdict::Doubt(Doubt::OtherSeat(_)) => RosterVerdict::Doubt(RosterDoubt::OtherSeat),
            Verdict::Faulty(fault) => RosterVerdict::Faulty(match fault {
                Fault::Columns => RosterFault::Columns,
                Fault::NoName => RosterFault::NoName,
                Fault::Gender => RosterFault::Gender,
                Fault::Text(of) => RosterFault::Text(problem(of.clone())),
                Fault::Twice(line) => RosterFault::Twice(*line),
            }),
        };
        Some(RosterRow { line: line.line, names: line.names.clone(), group: line.group.clone(), verdict })
    };
    roster.lines.iter().filter_map(row).collect()
}

const fn change(of: &Change) -> RosterChange {
    match of {
        Change::Name(locale) => RosterChange::Name(*locale),
        Change::Gender => RosterChange::Gender,
        Change::Seat => RosterChange::Seat,
        Change::Group(_) => RosterChange::Group,
        Change::District(_) => RosterChange::District,
    }
}

fn form(keeping: &Keeping, state: FormState) -> EditPage {
    keeping.form(EditForm::Roster, true, state)
}

fn read(state: &mut FormState) -> Option<RosterInput> {
    let (chamber, legislature) = (chosen::<Chamber>(state, "chamber"), needed_number(state, "legislature", 1, 99));
    let from = day(state, "from");
    if state.filled("file").is_none() {
        state.complain("file", Problem::Missing);
    }
    let choice = |(name, value): &(String, String)| {
        let choice = match value.as_str() {
            "same" => Choice::Same,
            "another" => Choice::Another,
            _ => return None,
        };
        Some((name.strip_prefix("decide-")?.parse().ok()?, choice))
    };
    let choices = state.pairs().iter().filter_map(choice).collect();
    Some(RosterInput { file: state.get("file").to_owned(), chamber: chamber?, legislature: legislature?, from, choices })
}

/// The form, with a file as it was picked or as it was carried along.
async fn posted(app: &App, request: Request) -> Result<Posted, AppError> {
    if !is_multipart(&request) {
        return Posted::from_request(request, app).await;
    }
    let Parts { mut fields, file } = multipart::read(request, app, MOST).await?;
    let wrong = match file {
        File::None => None,
        File::TooLarge => Some(Problem::FileTooLarge(1)),
        File::Whole(bytes) => match String::from_utf8(bytes.into()) {
            Ok(text) if !text.contains('\0') => {
                fields.push(("file".to_owned(), text));
                None
            }
            _ => Some(Problem::FileUnreadable),
        },
    };
    let mut form = FormState::from_pairs(fields);
    wrong.into_iter().for_each(|problem| form.complain("file", problem));
    Ok(Posted { form, resumed: false })
}
