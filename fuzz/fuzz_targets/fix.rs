//! Fixing ends, and its text can be linted like any other.
//!
//! To lint takes nearly all the time. So the text as it is, with which both levels begin, is linted once,
//! and a text that stays as it is not again at the end: `lint` looks at such.

#![no_main]

use copydesk::document::Document;
use copydesk::engine::LinterProofreader;
use copydesk::finding::{Applicability, Finding};
use copydesk::fix::{self, Proofreader};
use copydesk::source::Source;
use copydesk_fuzz::LINTER;

/// A desk that knows what is wrong with one text.
struct Known<'t> {
    desk: LinterProofreader<'t>,
    text: &'t str,
    first: Vec<Finding>,
}

impl Proofreader for Known<'_> {
    fn read<'s>(&self, source: &'s Source) -> Document<'s> {
        self.desk.read(source)
    }

    fn lint(&self, source: &Source) -> Vec<Finding> {
        if source.text() == self.text { self.first.clone() } else { self.desk.lint(source) }
    }
}

libfuzzer_sys::fuzz_target!(init: copydesk_fuzz::warm(), |input: (u8, &str)| {
    let (choice, text) = input;
    let format = copydesk_fuzz::format(choice);
    let source = Source::new("fuzz", text);
    let first = LINTER.lint(&source, format, None);
    let desk = Known { desk: LINTER.proofreader(format, None), text, first };
    for lowest in [Applicability::Safe, Applicability::Unsafe] {
        let fixed = fix::fix(&source, lowest, &desk);
        assert!(!fixed.mended.is_empty() || fixed.text == text);
        if fixed.text != text {
            copydesk_fuzz::lint(&fixed.text, format);
        }
    }
});
