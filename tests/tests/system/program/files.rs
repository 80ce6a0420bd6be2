//! The program's files are readable by nobody else.

use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    path::Path,
};

use jawab_tests::{apply, both_databases, process::Program};

/// All files below a path that others may read.
fn open(place: &Path, found: &mut Vec<String>) {
    let about = fs::symlink_metadata(place).unwrap();
    if about.permissions().mode() & 0o077 != 0 {
        found.push(format!("{} {:o}", place.display(), about.permissions().mode()));
    }
    if about.is_dir() {
        fs::read_dir(place).unwrap().for_each(|entry| open(&entry.unwrap().path(), found));
    }
}

#[apply(both_databases)]
async fn what_the_program_keeps_is_its_own_alone(program: Program) {
    let earlier = program.folder().join("attachments/ab");
    fs::create_dir_all(&earlier).unwrap();
    fs::write(earlier.join("abcd"), "x").unwrap();
    for place in [program.folder(), earlier.as_path()] {
        fs::set_permissions(place, Permissions::from_mode(0o755)).unwrap();
    }
    let server = program.serve(&["--demo"]);
    let _ = program.succeed(&["digest"]);
    assert_eq!(server.terminate().code(), Some(0));
    let log = fs::read_to_string(program.folder().join("log")).unwrap();
    fs::remove_file(program.folder().join("log")).unwrap();
    assert!(log.contains("others on this machine could read data of the program"), "{log}");
    let mut found = Vec::new();
    open(program.folder(), &mut found);
    assert_eq!(found, Vec::<String>::new());
}
