//! `jawab-bench train-lexicon`: calculates which words of one language translate to which of the other, for the table that ships
//! (`app/search/data/lexicon.tsv`) and for a site's own.

use std::{fs, path::PathBuf};

use anyhow::Context as _;
use clap::Args;
use jawab_domain::{PerLocale, text::LocalizedText};
use jawab_search::lexicon::{Pairs, train};
use jawab_server::{config::Config, lexicon::OWN};
use jawab_store::{Database, LockTimeout, Viewer, list, read};

/// Questions read per query.
const BATCH: u64 = 500;

/// What is learnt from.
#[derive(Debug, Args)]
pub struct Training {
    /// Sentence pairs: columns named ar, fr, licence, parted by tabs. May be given several times
    #[arg(long)]
    pairs: Vec<PathBuf>,
    /// Short bilingual strings, in the same columns. May be given several times
    #[arg(long)]
    glossary: Vec<PathBuf>,
    /// Learn from the published questions and answers of the database
    #[arg(long)]
    own: bool,
    /// Take all rows, whatever their licence: what comes out must not be passed on
    #[arg(long)]
    all: bool,
    /// Where to write it; by default the data folder, where the server finds it at its next start
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Calculates the lexicon and writes it.
pub async fn run(config: &Config, training: Training) -> anyhow::Result<()> {
    let Training { pairs: files, glossary, own, all, out } = training;
    anyhow::ensure!(own || !files.is_empty() || !glossary.is_empty(), "nothing to learn from: give --pairs, --glossary or --own");
    let mut pairs = Pairs::default();
    for file in files.iter().chain(&glossary) {
        let table = fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
        pairs.read(&table, all).with_context(|| format!("{} is no table of sentence pairs", file.display()))?;
    }
    if own {
        add_own(config, &mut pairs).await?;
    }
    pairs.add_written();
    println!("{:>8} texts in both languages", pairs.texts.len());
    println!("{:>8} rows left out for their licence", pairs.refused);
    let lexicon = tokio::task::spawn_blocking(move || train(&pairs)).await?;
    println!("{:>8} stems", lexicon.len());
    let out = out.unwrap_or_else(|| config.data_dir.join(OWN));
    jawab_service::durable::write(&out, lexicon.write().as_bytes()).with_context(|| format!("{} cannot be written", out.display()))?;
    println!("written to {}", out.display());
    Ok(())
}

/// Adds the published texts that exist in both languages.
async fn add_own(config: &Config, pairs: &mut Pairs) -> anyhow::Result<()> {
    let database = Database::connect_with(&config.database_url, LockTimeout::LONG).await?;
    database.migrate().await?;
    let mut after = 0;
    loop {
        let versions = list::versions(database.reader(), Viewer::Public, after, BATCH).await?;
        let ids: Vec<i64> = versions.iter().map(|(id, _)| *id).collect();
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        for record in read::load(database.reader(), Viewer::Public, &ids).await? {
            let parts = record.sub_questions.iter().map(|sub| &sub.texts).chain(record.answers.iter().map(|answer| &answer.texts));
            [&record.subject, &record.text].into_iter().chain(parts).for_each(|texts| add(pairs, texts));
            let named = record.authors.iter().flat_map(|author| std::iter::once(&author.member).chain(author.group.as_ref()));
            for name in named.chain(record.attributions.iter().map(|part| &part.ministry)).map(|named| &named.name) {
                if let PerLocale { ar: Some(arabic), fr: Some(french) } = name {
                    pairs.add(arabic, french);
                }
            }
        }
    }
}

/// Adds a text paragraph by paragraph where both languages have the same number of paragraphs, otherwise as a whole.
fn add(pairs: &mut Pairs, texts: &PerLocale<LocalizedText>) {
    let PerLocale { ar: Some(arabic), fr: Some(french) } = texts else { return };
    let paragraphs = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (ar, fr) = (paragraphs(&arabic.body), paragraphs(&french.body));
    if ar.len() == fr.len() {
        ar.iter().zip(&fr).for_each(|(arabic, french)| pairs.add(arabic, french));
    } else {
        pairs.add(&arabic.body, &french.body);
    }
}
