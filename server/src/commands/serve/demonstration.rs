//! The demonstration: its questions, its accounts with their links, and what these have on their desks.

use jawab_domain::{Filters, Locale, access::Mandate};
use jawab_service::{
    accounts::DemonstrationLink,
    import::{Contents, Import},
    reference_data::ReferenceData,
};
use jawab_store::{Viewer, list};
use jawab_ui::{catalogue::Tr, links};

use super::{super::output::say, timed};
use crate::App;

mod desks;
mod progress;

/// The demonstration, of our own invention.
const DEMONSTRATION: &str = include_str!("../../../demo/questions.jsonl");
/// The ministry of the case that started it.
const SECRETARIAT: &str = "secretariat-general-du-gouvernement";

/// Loads the demonstration into an empty database and opens its accounts, where it is asked for and the data is its own; else closes
/// them. One that was interrupted goes on. Where it cannot be loaded, as on a full disk, that is said, and the site is served with
/// what there is.
///
/// # Errors
/// When accounts that are not asked for cannot be closed: then nobody is to be let in.
pub async fn prepare(app: &App, asked_for: bool) -> anyhow::Result<Vec<DemonstrationLink>> {
    if !asked_for {
        app.accounts.close_demonstration().await?;
        return Ok(Vec::new());
    }
    Ok(demonstrate(app).await.unwrap_or_else(|error| {
        report_error(&error);
        Vec::new()
    }))
}

fn report_error(error: &anyhow::Error) {
    let error = format!("{error:#}");
    tracing::error!(error, "the demonstration could not be loaded; what there is is served, and the next start tries again");
}

async fn demonstrate(app: &App) -> anyhow::Result<Vec<DemonstrationLink>> {
    load(app).await?;
    let opened = open(app).await?;
    if !opened.is_empty() && progress::is_under_way(app).await? {
        // Accounts that are open are of use whatever is on their desks.
        go_on(app, &opened).await.unwrap_or_else(|error| report_error(&error));
    }
    Ok(opened)
}

async fn go_on(app: &App, opened: &[DemonstrationLink]) -> anyhow::Result<()> {
    timed("Desks of the staff filled", desks::fill(app, opened)).await?;
    timed("Search index built", app.indexer().reindex(|_, _| {})).await?;
    Ok(progress::finish(app).await?)
}

/// Loads the demonstration into a database that is empty; its dates are relative to today.
async fn load(app: &App) -> anyhow::Result<()> {
    let today = app.clock.today();
    if list::count(app.database.reader(), Viewer::Operator, &Filters::default(), today).await? > 0 {
        return Ok(());
    }
    progress::begin(app).await?;
    let import = Import {
        name: "demonstration".into(),
        contents: Contents::Memory(DEMONSTRATION.into()),
        folder: ".".into(),
        mapping: None,
        dry_run: false,
        from_line: Some(1),
        relative_to: Some(today),
        audited: false,
    };
    let report = timed("Demonstration loaded", import.run(&app.database, &app.clock, |_| {})).await?;
    for rejection in report.reasons.first() {
        tracing::error!(%rejection, "a demonstration record was rejected");
    }
    Ok(())
}

async fn open(app: &App) -> anyhow::Result<Vec<DemonstrationLink>> {
    let reference_data = app.reference_data().await?;
    if !reference_data.demonstration {
        app.accounts.close_demonstration().await?;
        return Ok(Vec::new());
    }
    Ok(app.accounts.open_demonstration(&ministries(&reference_data)).await?)
}

/// The Secretariat General of the Government and another.
fn ministries(reference_data: &ReferenceData) -> Vec<i64> {
    let secretariat = reference_data.ministries.find(SECRETARIAT);
    let other = reference_data.ministries.all().map(|ministry| ministry.id).find(|id| Some(*id) != secretariat);
    secretariat.into_iter().chain(other).collect()
}

/// Prints the links, in each language.
pub async fn print(app: &App, here: &str, opened: &[DemonstrationLink]) -> anyhow::Result<()> {
    if opened.is_empty() {
        return Ok(());
    }
    let reference_data = app.reference_data().await?;
    for locale in Locale::ALL {
        let tr = Tr::new(*locale);
        say(format_args!("\n  {}", tr.t("demonstration-accounts")))?;
        for link in opened {
            say(format_args!("    {}", office(tr, &reference_data, &link.actor.mandate)))?;
            say(format_args!("      {here}{}", links::staff::link(*locale, link.token.text())))?;
        }
    }
    say(format_args!(""))?;
    Ok(())
}

/// A role with its Chamber or ministries.
fn office(tr: Tr, reference_data: &ReferenceData, mandate: &Mandate) -> String {
    use jawab_domain::access::Role;
    match mandate {
        Mandate::Clerk(chamber) => format!("{} · {}", tr.staff_role(Role::Clerk), tr.chamber(*chamber)),
        Mandate::MinistryAgent(ids) => {
            let names = ids.iter().filter_map(|id| reference_data.ministries.get(*id)).map(|ministry| tr.plain(&ministry.name));
            format!("{} · {}", tr.staff_role(Role::MinistryAgent), names.collect::<Vec<_>>().join(" · "))
        }
        Mandate::Administrator | Mandate::Program(..) => tr.staff_role(Role::Administrator),
    }
}
