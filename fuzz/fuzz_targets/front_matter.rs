//! Front matter of any kind, YAML and TOML, becomes fields whose places are right.

#![no_main]

use copydesk::document::Format;

libfuzzer_sys::fuzz_target!(|matter: &str| {
    for fence in ["---", "+++"] {
        copydesk_fuzz::parse(&format!("{fence}\n{matter}\n{fence}\n\nBody.\n"), Format::Markdown);
    }
});
