//! Markdown: `CommonMark` with tables, footnotes, strikethrough and task lists.
//!
//! `pulldown-cmark` tells the byte range of every event; `parser` takes events one by one, `blocks` makes blocks of them
//! and `texts` fills these. `nesting` keeps what they stand in, `inlines` what stands in them; `pictures` makes figures
//! of pictures, `rewritten` takes template tags and the like out of the way.
//! Smart punctuation stays off, because what the writer typed is what is checked.

mod blocks;
mod inline_html;
mod inlines;
mod nesting;
mod open;
mod parser;
mod pictures;
mod rewritten;
mod surroundings;
mod texts;

use pulldown_cmark::{Options, Parser as Events};

use super::front_matter;
use crate::dialects::{self, Syntax};
use crate::document::{Builder, Definition};
use parser::Parser;
use rewritten::Rewritten;

/// What is read beside `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Reads the whole source as Markdown.
pub(super) fn parse(builder: &mut Builder<'_>) {
    read(builder, Syntax::Markdown);
}

/// Reads the whole source as MDX.
pub(super) fn parse_mdx(builder: &mut Builder<'_>) {
    read(builder, Syntax::Mdx);
}

fn read(builder: &mut Builder<'_>, syntax: Syntax) {
    let body = front_matter::parse_top(builder);
    let source = builder.source();
    let mut tokens = dialects::scan(source.text(), body as usize, syntax);
    let cuts = match syntax {
        Syntax::Mdx => dialects::indents(source.text(), body as usize, &tokens),
        _ => tokens.take_indents(),
    };
    let text = Rewritten::new(source, body, &mut tokens, cuts);
    builder.set_foreign(tokens);
    let options = OPTIONS.union(definitions(text.text()));
    let events = Events::new_ext(text.text(), options).into_offset_iter();
    for (_, definition) in events.reference_definitions().iter() {
        let target_span = text.place_of_last(&definition.dest, definition.span.clone());
        let target = text.written(builder, &definition.dest, definition.span.clone());
        builder.definition(Definition { span: text.place(definition.span.clone()), target, target_span });
    }
    let mut parser = Parser::new(builder, &text, syntax == Syntax::Mdx);
    for (event, range) in events {
        parser.take(event, range);
    }
    parser.finish();
}

/// Whether definition lists are read: some lines begin with a colon and a space, and none with a colon and a letter,
/// which the parser would take for the same.
fn definitions(text: &str) -> Options {
    let mut is_used = false;
    for at in memchr::memmem::find_iter(text.as_bytes(), "\n") {
        let line = text[at + 1..].trim_start_matches(' ');
        let Some(rest) = line.strip_prefix(':') else { continue };
        if !rest.starts_with([' ', '\t']) {
            return Options::empty();
        }
        is_used = true;
    }
    if is_used { Options::ENABLE_DEFINITION_LIST } else { Options::empty() }
}
