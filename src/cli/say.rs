//! Words to the user. Whoever reads them may go away at any time; that is no mistake of ours.

use std::fmt::Display;
use std::io::Write;

/// Prints a text to standard output as it is.
///
/// `println!` ends the process with a panic where the reader is gone (`copydesk rules | head`).
pub fn print(text: impl Display) {
    let mut out = anstream::stdout().lock();
    // A reader that went away wants no more.
    let _ = write!(out, "{text}").and_then(|()| out.flush());
}

/// Prints a text to standard error as it is.
pub fn tell(text: impl Display) {
    // There is no place left to complain in.
    let _ = write!(anstream::stderr().lock(), "{text}");
}
