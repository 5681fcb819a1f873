//! Words to the user. Whoever reads them may go away at any time; that is no mistake of ours.

use std::fmt::Display;
use std::io::Write;

use crate::source::{one_line, visible_lines};

/// Prints a text to standard output; what could command a terminal is shown as pictures.
///
/// `println!` ends the process with a panic where the reader is gone (`copydesk rules | head`).
pub fn print(text: impl Display) {
    let mut out = anstream::stdout().lock();
    // A reader that went away wants no more.
    let _ = write!(out, "{}", visible_lines(&text.to_string())).and_then(|()| out.flush());
}

/// Prints a text to standard error; what could command a terminal is shown as pictures.
pub fn tell(text: impl Display) {
    // There is no place left to complain in.
    let _ = write!(anstream::stderr().lock(), "{}", visible_lines(&text.to_string()));
}

/// Has panics told as other words are. One ends the work on an article, whose name is told after it.
pub fn panics_plainly() {
    std::panic::set_hook(Box::new(|panic| tell(format!("copydesk: {}\n", one_line(&panic.to_string())))));
}
