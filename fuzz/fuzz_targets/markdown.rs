//! Markdown of any kind becomes a document whose places are right.

#![no_main]

use copydesk::document::Format;

libfuzzer_sys::fuzz_target!(|text: &str| copydesk_fuzz::parse(text, Format::Markdown));
