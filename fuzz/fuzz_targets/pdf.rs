//! A document as it is looked into before it is taken.
#![no_main]

use jawab_service::attachments::pdf_pages;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = pdf_pages(bytes::Bytes::copy_from_slice(bytes));
});
