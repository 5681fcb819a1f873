//! What stands in a text and is neither prose nor the format's own markup: template tags, short codes, their comments
//! and the code they hold, formulas.
//!
//! [`scan`] finds such [`Token`]s in one pass and tells what each means. A format's reader is handed a text in which they
//! cannot be taken for its own syntax, and meets them again at their places: [`Builder::verbatim`](super::Builder::verbatim)
//! puts what readers see of them into the prose, whatever the format.
//!
//! `signs` looks for the places where one may begin; each family of syntax is one file beside it. What code quotes is
//! code: tags within it are no tokens.

mod angle;
mod arguments;
mod attributes;
mod braces;
mod brackets;
mod comments;
mod ends;
mod formula;
mod lines;
mod liquid;
mod marks;
mod mdx;
mod names;
mod pairs;
mod players;
mod scanner;
mod shortcode;
mod shown;
mod tokens;
mod wordpress;

pub(super) use lines::is_alert;
pub(super) use mdx::indents;
pub(super) use scanner::{Syntax, blank_line_rest, is_line_lead, scan};
pub(super) use shown::show_before;
pub use tokens::Problem;
pub(super) use tokens::{Element, Link, Meaning, Part, Shown, Token, Tokens};

/// Whether a line of plain text is nothing but the address of a player or a short code, for which the page shows a thing.
pub(super) fn is_thing(line: &str) -> bool {
    players::leads_to_player(line) || wordpress::is_thing(line)
}
