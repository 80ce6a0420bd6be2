//! A form as sent: its fields, days and rows. What it holds goes through unchanged when it is sent again.
#![no_main]

use jawab_ui::form::FormState;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(pairs) = serde_urlencoded::from_bytes::<Vec<(String, String)>>(bytes) else { return };
    let mut form = FormState::from_pairs(pairs);
    let again = serde_urlencoded::to_string(form.pairs()).expect("pairs can be written");
    let read = serde_urlencoded::from_str::<Vec<(String, String)>>(&again).expect("and read again");
    assert_eq!(read, form.pairs());
    let _ = (form.date("deposited"), form.rows("authors"), form.all("theme").count());
    form.rearrange(&["authors", "links"]);
});
