//! Members from a file, in two steps: what it would do is shown, then exactly that is done.

use axum::{
    extract::{FromRequest as _, Request, State},
    http::StatusCode,
    response::Response,
};
use jawab_domain::{Chamber, field::FieldName, validation::Problem};
use jawab_service::{
    new_code,
    use_cases::{
        UnitOfWork, UseCaseResult,
        registers::{Change, Choice, Doubt, Fault, Roster, RosterInput, RosterLine, Verdict},
    },
};
use jawab_ui::{
    form::{FormState, Post, SHOWN},
    pages::staff::{
        ReferencePage,
        reference::{
            RosterPage,
            roster::{self, RosterChange, RosterDoubt, RosterFault, RosterRow, RosterVerdict},
        },
    },
};

use super::{
    RegisterContext, add_problem,
    read::{chosen, day, needed_number},
    register::{self, Entry, Form, Next, Previewed, Submission, in_two_steps},
};
use crate::{
    App,
    error::AppError,
    staff::{
        Posted, SignedIn,
        multipart::{self, File, Parts, is_multipart},
        posted::as_typed,
    },
};

/// The most bytes of a file.
const MAX_FILE_BYTES: usize = 1 << 20;
/// The most bytes of a form that carries one along.
pub const MAX_BODY_BYTES: usize = 4 << 20;

/// The form of a file of members.
pub(crate) struct Rosters;

impl Form for Rosters {
    type Of = ();
    /// The file, and the fingerprint of what it was shown to do.
    type Input = (RosterInput, i64);

    async fn load(_: &RegisterContext) -> Result<Entry<()>, AppError> {
        Ok(Entry::new(&roster::FORM, ()))
    }

    fn read(_: &RegisterContext, _: &Entry<()>, state: &mut FormState) -> Option<(RosterInput, i64)> {
        Some((typed(state)?, state.get(SHOWN).parse().unwrap_or_default()))
    }

    async fn save(unit: &mut UnitOfWork, _: (), _: i64, (input, shown): (RosterInput, i64)) -> UseCaseResult<Next> {
        unit.import_roster(&input, shown).await?;
        Ok(Next::List)
    }

    async fn submit(context: &RegisterContext, sent: Submission<Self>) -> Result<Response, AppError> {
        in_two_steps(context, sent).await
    }
}

impl Previewed for Rosters {
    async fn preview(context: &RegisterContext, sent: Submission<Self>, changed: bool) -> Result<Response, AppError> {
        let Submission { mut page, input: (input, _), .. } = sent;
        let roster = match context.use_cases().roster(context.signed.actor(), &input).await {
            Ok(roster) => roster,
            Err(error) => {
                add_problem(&mut page.state, error)?;
                return context.show_form(page).await;
            }
        };
        let view = RosterPage {
            post: Post { idempotency_key: new_code(), files: false, ..page.post },
            chamber: input.chamber,
            legislature: input.legislature,
            from: input.from,
            known: roster.count(|verdict| *verdict == Verdict::Known) as u64,
            shown: roster.fingerprint(),
            changed,
            rows: rows(&roster),
            groups: roster.groups,
            state: page.state,
        };
        let status = if changed { StatusCode::CONFLICT } else { StatusCode::OK };
        context.show(status, ReferencePage::Roster(Box::new(view))).await
    }
}

/// Shows what a file would do, or does it, as the button says.
pub async fn act(State(app): State<App>, signed: SignedIn, request: Request) -> Result<Response, AppError> {
    // First, so that what was typed is at hand whatever else fails.
    let posted = posted(&app, request).await?;
    register::act::<Rosters>(signed, posted).await
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
                Fault::Text(of) => RosterFault::Text(of.clone()),
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

fn typed(state: &mut FormState) -> Option<RosterInput> {
    let (chamber, legislature) = (chosen::<Chamber>(state, FieldName::Chamber), needed_number(state, FieldName::Legislature, 1, 99));
    let from = day(state, FieldName::ValidFrom);
    if state.filled(FieldName::File.form()).is_none() {
        state.add_problem(FieldName::File.form(), Problem::Missing);
    }
    let choice = |(name, value): &(String, String)| {
        let choice = match value.as_str() {
            "same" => Choice::Same,
            "another" => Choice::Another,
            _ => return None,
        };
        Some((FieldName::RosterDecision.place(name)?.parse().ok()?, choice))
    };
    let choices = state.pairs().iter().filter_map(choice).collect();
    Some(RosterInput { file: state.get(FieldName::File.form()).to_owned(), chamber: chamber?, legislature: legislature?, from, choices })
}

/// The form, with a file as it was picked or as it was carried along.
async fn posted(app: &App, request: Request) -> Result<Posted, AppError> {
    if !is_multipart(&request) {
        return Posted::from_request(request, app).await;
    }
    let Parts { mut fields, file } = multipart::read(request, app, MAX_FILE_BYTES).await?;
    let wrong = match file {
        File::None => None,
        File::TooLarge => Some(Problem::TooLarge { most: MAX_FILE_BYTES }),
        File::Whole(bytes) => match String::from_utf8(bytes.into()) {
            Ok(text) if !text.contains('\0') => {
                fields.push((FieldName::File.form().to_owned(), text));
                None
            }
            _ => Some(Problem::Unreadable),
        },
    };
    let mut form = as_typed(fields);
    wrong.into_iter().for_each(|problem| form.add_problem(FieldName::File.form(), problem));
    Ok(Posted { form, resumed: false })
}
