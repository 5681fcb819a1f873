//! Markdown of any kind becomes a document whose places are right.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| copydesk_fuzz::run_target("markdown", bytes));
