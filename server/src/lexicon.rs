//! What a site's search knows of words in the other language.

use std::{fs, path::Path, sync::Arc};

use anyhow::Context as _;
use jawab_search::lexicon::Lexicon;

/// The lexicon of the data folder: what a site's own texts have taught, beside the one that ships.
pub const OWN: &str = "lexicon.tsv";

/// The lexicon to search with: the one that ships, with the data folder's own if there is one.
///
/// # Errors
/// When the file is there and cannot be read.
pub fn open(data_dir: &Path) -> anyhow::Result<Arc<Lexicon>> {
    let own = data_dir.join(OWN);
    match fs::read_to_string(&own) {
        Ok(table) => Ok(Arc::new(Lexicon::shipped().with(&Lexicon::read(&table)))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Lexicon::shipped()),
        Err(error) => Err(error).with_context(|| format!("{} cannot be read", own.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_s_own_lexicon_is_beside_the_one_that_ships() {
        let folder = tempfile::tempdir().unwrap();
        let known = |stem: &str| open(folder.path()).unwrap().translations(stem).len();
        let shipped = known("eau");
        assert!(shipped > 0 && known("zorglub") == 0);
        fs::write(folder.path().join(OWN), "zorglub\tzorglub\tحسيم:900\n").unwrap();
        assert_eq!((known("eau"), known("zorglub")), (shipped, 1));
    }
}
