//! Fixing ends, and its text can be linted like any other.
//!
//! To lint takes nearly all the time. So the text as it is, with which both levels begin, is linted once,
//! and a text that stays as it is not again at the end: `lint` looks at such.

#![no_main]

use copydesk::finding::Applicability;
use copydesk::fix;
use copydesk::source::Source;
use copydesk_fuzz::LINTER;

libfuzzer_sys::fuzz_target!(init: copydesk_fuzz::warm(), |input: (u8, &str)| {
    let (choice, text) = input;
    let format = copydesk_fuzz::format(choice);
    let source = Source::new("fuzz", text);
    let first = LINTER.lint(&source, format, None);
    for lowest in [Applicability::Safe, Applicability::Unsafe] {
        let lint = |source: &Source| match source.text() == text {
            true => first.clone(),
            false => LINTER.lint(source, format, None),
        };
        let fixed = fix::fix(&source, lowest, lint);
        assert!(fixed.mended > 0 || fixed.text == text);
        if fixed.text != text {
            copydesk_fuzz::lint(&fixed.text, format);
        }
    }
});
