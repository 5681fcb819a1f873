//! What stands in a text and is neither prose nor the format's own markup: template tags, short codes, their comments
//! and the code they hold, formulas.
//!
//! [`scan`] finds such [`Token`](crate::document::Token)s in one pass and tells what each means. A format's parser is handed
//! a text in which they cannot be taken for its own syntax, and meets them again at their places:
//! [`Builder::verbatim`](crate::document::Builder::verbatim) puts what readers see of them into the prose, whatever the format.
//!
//! `scan` looks for the places where one may begin; each family of syntax is one file beside it, which reads what begins
//! there with what the pass knows so far (`scanner`). What code quotes is code: tags within it are no tokens.

mod angle;
mod arguments;
mod attributes;
mod blank;
mod braces;
mod brackets;
mod code;
mod comments;
mod ends;
mod formula;
mod lines;
mod liquid;
mod marks;
mod mdx;
mod names;
mod page;
mod pairs;
mod players;
mod scan;
mod scanner;
mod shortcode;
mod syntax;
mod wordpress;

pub(crate) use blank::{blank_line_rest, is_line_lead};
pub(crate) use lines::is_alert;
pub(crate) use mdx::indents;
pub(crate) use scan::scan;
pub(crate) use syntax::Syntax;

/// Whether a line of plain text is nothing but the address of a player or a short code, for which the page shows a thing.
pub(crate) fn is_thing(line: &str) -> bool {
    players::leads_to_player(line) || wordpress::is_thing(line)
}
