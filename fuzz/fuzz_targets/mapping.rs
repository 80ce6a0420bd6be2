//! A mapping of columns, and a table read through it: the two parted by a line of `---`.
#![no_main]

use jawab_service::import::{Contents, Import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some((mapping, table)) = text.split_once("\n---\n") else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("mapping.json");
    std::fs::write(&path, mapping).expect("the mapping can be written");
    let import = Import {
        name: "fuzz".into(),
        contents: Contents::Memory(table.into()),
        folder: folder.path().into(),
        mapping: Some(path),
        dry_run: true,
        from_line: None,
        relative_to: None,
        audited: false,
    };
    let _ = import.check_only();
});
