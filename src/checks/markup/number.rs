//! Headings that count, and count one number twice.

use crate::checking::{Context, Sink};
use crate::document::{Block, BlockKind};
use crate::source::TextSpan;

/// So many numbers must follow one another before one that does not is told of.
const FEWEST: usize = 3;

/// A heading that begins with a number.
struct Numbered {
    kind: BlockKind,
    number: u32,
    place: TextSpan,
}

/// Reports the headings of one level whose numbers go up one by one, where one has the number of the one before.
pub(super) fn report(context: &Context<'_>, sink: &mut Sink<'_>) {
    let document = context.document();
    let numbered = context.blocks().filter_map(|(_, block)| numbered(block, document.text(block.text)));
    let mut runs: Vec<Vec<Numbered>> = Vec::new();
    for block in numbered {
        // A run begins at one; all that count belong to the last run of their level.
        let run = runs.iter_mut().rev().find(|run| run[0].kind == block.kind);
        match run {
            Some(run) if block.number > 1 => run.push(block),
            _ => runs.push(vec![block]),
        }
    }
    for run in &runs {
        let steps = run.windows(2).filter(|pair| pair[1].number == pair[0].number + 1).count();
        let again: Vec<&[Numbered]> =
            run.windows(2).filter(|pair| pair[1].number == pair[0].number).collect();
        let [pair] = again.as_slice() else { continue };
        if steps + 1 >= FEWEST && steps + 2 == run.len() {
            let report = sink.report(pair[1].place).value("problem", pair[1].number.to_string());
            report.related(pair[0].place, "the one before").emit();
        }
    }
}

/// A heading with the number that it begins with.
fn numbered(block: &Block, text: &str) -> Option<Numbered> {
    let is_heading = matches!(block.kind, BlockKind::Heading(_));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mark = text[digits..].chars().next().filter(|mark| matches!(mark, '.' | ')' | ':' | '、' | '．'))?;
    // `1.2 Boats` counts otherwise.
    let is_part = text[digits + mark.len_utf8()..].starts_with(|next: char| next.is_ascii_digit());
    let number = text[..digits].parse().ok()?;
    let place = TextSpan::from_range(0..digits).shift(block.text.start);
    (is_heading && digits <= 2 && !is_part).then_some(Numbered { kind: block.kind, number, place })
}
