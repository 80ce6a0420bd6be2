//! Writes every fixture page in every language as HTML into a folder, to view in a browser: `cargo run -p jawab-ui --features ssr
//! --example preview -- FOLDER`. Put the fonts into `FOLDER/fonts`.

use std::{env, fs, io, path::PathBuf};

use jawab_domain::Locale;
use jawab_ui::document::render;

#[path = "../fixtures/fixtures.rs"]
mod fixtures;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "preview".to_owned()));
    fs::create_dir_all(&folder)?;
    let assets = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets"));
    for file in ["jawab.css", "staff.css", "icon.svg"] {
        fs::copy(assets.join(file), folder.join(file))?;
    }
    for locale in Locale::ALL {
        for (name, path, page) in fixtures::pages() {
            let mut context = fixtures::context(*locale, path);
            context.assets = Some(".".to_owned());
            fs::write(folder.join(format!("{name}-{locale}.html")), render(page, &context))?;
        }
    }
    Ok(())
}
