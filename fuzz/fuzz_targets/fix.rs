//! Fixing ends, and its text can be linted like any other.

#![no_main]

use copydesk::finding::Applicability;
use copydesk::fix;
use copydesk::source::Source;
use copydesk_fuzz::LINTER;

libfuzzer_sys::fuzz_target!(init: copydesk_fuzz::warm(), |input: (u8, &str)| {
    let (choice, text) = input;
    let format = copydesk_fuzz::format(choice);
    let source = Source::new("fuzz", text);
    for lowest in [Applicability::Safe, Applicability::Unsafe] {
        let fixed = fix::fix(&source, lowest, |source| LINTER.lint(source, format, None));
        assert!(fixed.mended > 0 || fixed.text == text);
        copydesk_fuzz::lint(&fixed.text, format);
    }
});
