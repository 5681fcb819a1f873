//! All built-in rules on any text: every finding lies in it.

#![no_main]

libfuzzer_sys::fuzz_target!(init: copydesk_fuzz::warm(), |input: (u8, &str)| {
    let (choice, text) = input;
    copydesk_fuzz::lint(text, copydesk_fuzz::format(choice));
});
