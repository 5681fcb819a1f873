//! Rows of tables that do not fit the head of their table.

use super::lines;
use crate::checking::{Context, Sink};
use crate::document::{BlockKind, Document};
use crate::source::SourceSpan;

/// Reports the rows of each table whose cells are more than those of its head, or fewer.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let mut group = 0;
    for (_, block) in context.blocks() {
        if block.kind == BlockKind::TableHeader && block.group != group {
            group = block.group;
            report_table(document, block.span.start, sink);
        }
    }
}

fn report_table(document: &Document<'_>, head: u32, sink: &mut Sink<'_>) {
    let text = document.source().text();
    let start = text[..head as usize].rfind('\n').map_or(0, |end| end + 1);
    let mut lines = lines(document, SourceSpan::from_range(start..text.len()));
    let Some((_, head)) = lines.next() else { return };
    // A table of HTML is none of ours.
    let Some((_, rule)) = lines.next().filter(|(_, line)| is_rule(line)) else { return };
    let wanted = cells(head);
    if wanted != cells(rule) {
        return;
    }
    for (start, line) in lines.take_while(|(_, line)| line.contains('|') && !line.trim().is_empty()) {
        let found = cells(line);
        // Empty cells at the end may be left out; a row without its last bar goes on in the next line, or was to.
        let is_broken = found < wanted && edges(head) == (true, true) && edges(line) == (true, false);
        if found <= wanted && !is_broken {
            continue;
        }
        let lead = line.len() - line.trim_start().len();
        let place = SourceSpan::from_range(lead..line.trim_end().len()).shift(start);
        let problem = format!("{found} cells below a head of {wanted}");
        sink.report_source(place).value("problem", problem).emit();
    }
}

/// Whether a line parts the head of a table from its rows.
fn is_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|sign| matches!(sign, '|' | '-' | ':' | ' ' | '\t' | '>'))
}

/// Whether a row begins with a bar, and whether it ends with one.
fn edges(line: &str) -> (bool, bool) {
    let row = line.trim_start_matches([' ', '\t', '>']).trim_end();
    (row.starts_with('|'), row.ends_with('|'))
}

/// How many cells a row has.
fn cells(line: &str) -> usize {
    let row = line.trim_start_matches([' ', '\t', '>']).trim_end();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(row);
    let mut before = ' ';
    let bars = row.chars().filter(|&sign| {
        let parts = sign == '|' && before != '\\';
        before = sign;
        parts
    });
    bars.count() + 1
}
