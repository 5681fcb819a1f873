//! Front matter of any kind.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| copydesk_fuzz::run_target("front_matter", bytes));
