//! The demonstration: its questions, and its accounts with their links.

use jawab_domain::{Filters, Locale, access::Mandate};
use jawab_service::{accounts::DemonstrationLink, import::Import};
use jawab_store::{Viewer, list};
use jawab_ui::{catalogue::Tr, links};

use super::timed;
use crate::{App, directory::Directory};

/// The demonstration, of our own invention.
const DEMONSTRATION: &str = include_str!("../../../demo/questions.jsonl");
/// The ministry of the case that started it.
const SECRETARIAT: &str = "secretariat-general-du-gouvernement";

/// Fills an empty database with the demonstration; its dates are relative to today.
pub async fn load(app: &App) -> anyhow::Result<()> {
    let today = app.clock.today();
    if list::count(app.database.reader(), Viewer::Operator, &Filters::default(), today).await? > 0 {
        return Ok(());
    }
    let import = Import {
        name: "demonstration".into(),
        bytes: DEMONSTRATION.into(),
        folder: ".".into(),
        mapping: None,
        dry_run: false,
        from_line: Some(1),
        relative_to: Some(today),
    };
    let report = timed("Demonstration loaded", import.run(&app.database, &app.clock, |_| {})).await?;
    for rejection in &report.rejected {
        tracing::error!(%rejection, "a demonstration record was rejected");
    }
    timed("Search index built", app.indexer().reindex(|_, _| {})).await?;
    Ok(())
}

/// Opens the accounts of the demonstration where they are asked for and the data is the demonstration's; else closes them.
pub async fn open(app: &App, asked_for: bool) -> anyhow::Result<Vec<DemonstrationLink>> {
    let directory = app.directories.get(&app.database, app.database.generation().await?).await?;
    if !asked_for || !directory.demonstration {
        app.accounts.close_demonstration().await?;
        return Ok(Vec::new());
    }
    Ok(app.accounts.open_demonstration(&ministries(&directory)).await?)
}

/// The Secretariat General of the Government and another.
fn ministries(directory: &Directory) -> Vec<i64> {
    let secretariat = directory.ministries.find(SECRETARIAT);
    let other = directory.ministries.all().map(|ministry| ministry.id).find(|id| Some(*id) != secretariat);
    secretariat.into_iter().chain(other).collect()
}

/// Prints the links, in each language.
pub async fn print(app: &App, here: &str, opened: &[DemonstrationLink]) -> anyhow::Result<()> {
    if opened.is_empty() {
        return Ok(());
    }
    let directory = app.directories.get(&app.database, app.database.generation().await?).await?;
    for locale in Locale::ALL {
        let tr = Tr::new(*locale);
        println!("\n  {}", tr.t("demonstration-accounts"));
        for link in opened {
            println!("    {}", office(tr, &directory, &link.mandate));
            println!("      {here}{}", links::staff::link(*locale, link.token.text()));
        }
    }
    println!();
    Ok(())
}

/// A role with its Chamber or ministries.
fn office(tr: Tr, directory: &Directory, mandate: &Mandate) -> String {
    use jawab_domain::access::Role;
    match mandate {
        Mandate::Clerk(chamber) => format!("{} · {}", tr.staff_role(Role::Clerk), tr.chamber(*chamber)),
        Mandate::MinistryAgent(ids) => {
            let names = ids.iter().filter_map(|id| directory.ministries.get(*id)).map(|ministry| tr.plain(&ministry.name));
            format!("{} · {}", tr.staff_role(Role::MinistryAgent), names.collect::<Vec<_>>().join(" · "))
        }
        Mandate::Administrator | Mandate::Program(..) => tr.staff_role(Role::Administrator),
    }
}
