//! A file of records: JSON lines, or one JSON object.
#![no_main]

use jawab_service::import::{Contents, Import};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let import = Import {
        name: "fuzz".into(),
        contents: Contents::Memory(bytes.into()),
        folder: "/nowhere".into(),
        mapping: None,
        dry_run: true,
        from_line: None,
        relative_to: None,
        audited: false,
    };
    let _ = import.check_only();
});
