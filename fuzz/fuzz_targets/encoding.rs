//! Bytes in any encoding.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| copydesk_fuzz::run_target("encoding", bytes));
