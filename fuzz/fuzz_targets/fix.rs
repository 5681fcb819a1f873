//! Fixing of any text.

#![no_main]

libfuzzer_sys::fuzz_target!(init: copydesk_fuzz::warm(), |bytes: &[u8]| copydesk_fuzz::run_target("fix", bytes));
