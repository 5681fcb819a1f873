//! Any text read as a pack gives rules that run, or mistakes with places in it.

#![no_main]

use std::path::Path;
use std::sync::Arc;

use copydesk::document::Format;
use copydesk::engine::{Choice, Linter, RuleSetBuilder};
use copydesk::source::Source;
use copydesk::yaml::Index;

const DRAFT: &str = "# A headline\n\n“A quotation,” said Ann Lee, a nurse. The the end: 12 May 2024.\n";

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (rules, mistakes) = RuleSetBuilder::new().pack(Path::new("fuzz.yml"), text).build();
    for mistake in &mistakes {
        let index = Index::new(&mistake.text);
        for problem in &mistake.problems {
            assert!(mistake.text.get(problem.range(&mistake.text, &index)).is_some());
        }
    }
    let _ = rules.test();
    let linter = Linter::new(Arc::new(rules), &Choice::default());
    linter.lint(&Source::new("fuzz.md", DRAFT), Format::Markdown, None);
});
