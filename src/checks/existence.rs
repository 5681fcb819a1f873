//! `existence`: text that must not be there.

use std::cell::LazyCell;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::contradictions::{Manner, never_apply, never_flagged};
use crate::checking::exceptions::Exceptions;
use crate::checking::mentions::Mentions;
use crate::checking::{
    Check, Compiler, Context, FixAction, FromVale, Parameters, PatternsIn, Sink, alternation,
};
use crate::document::{Block, BlockId, BlockKind, Document, Format, Inline, InlineKind};
use crate::matching::PatternId;
use crate::source::SourceSpan;
use crate::yaml::{Path, Problem};

/// Text that must not be there.
///
/// Flags `tokens: [utilise]` in "They utilise it"; leaves "They use it" alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the rule file")]
pub struct Existence {
    /// Patterns, each found as whole words; the earlier one wins where two match.
    #[serde(default)]
    tokens: Vec<String>,
    /// More patterns, which count in pages and in plain text only: in Markdown a site may make something of them.
    #[serde(default)]
    page_tokens: Vec<String>,
    /// Pieces of one pattern, put together as they stand, which any of the tokens must follow.
    #[serde(default)]
    raw: Vec<String>,
    /// Whether `raw` follows the tokens instead (default false).
    #[serde(default)]
    append: bool,
    /// Whether upper and lower case are the same (default true).
    #[serde(default = "yes")]
    ignorecase: bool,
    /// Whether tokens may begin and end within words.
    #[serde(default)]
    nonword: bool,
    /// Patterns of what is all right: a match that holds one, or stands in one, is left alone.
    #[serde(default)]
    exceptions: Vec<String>,
    /// Whether only text counts that stands in the source letter for letter, without markup in it.
    #[serde(default)]
    verbatim: bool,
    /// Patterns that make every match all right in the block, or the sentence, in which they are found.
    #[serde(default)]
    unless: Vec<String>,
    /// Whether the match must be the whole block, punctuation and space aside.
    #[serde(default)]
    whole: bool,
    /// Patterns of texts that speak of such words, in any case of letters: nothing is told in a block that one
    /// is found in, below a heading or a line with a colon that holds one, nor in a story with one in its
    /// headline, nor of words in a quotation of their own.
    #[serde(default)]
    mentions: Vec<String>,
    /// Patterns of which none may stand anywhere in the story, in any case of letters.
    #[serde(default)]
    without: Vec<String>,
    /// Patterns of headlines, in any case of letters, of stories that are about what the rule looks for.
    #[serde(default)]
    about: Vec<String>,
    /// Whether documents that show code are looked at as well (default true).
    #[serde(default = "yes")]
    beside_code: bool,
    /// Whether blocks count in which Markdown has a link, or right above a block with one (default true). What leads
    /// somewhere was written so; in pages and in text, links are what was pasted.
    #[serde(default = "yes")]
    linked: bool,
    /// Whether blocks of Markdown count that are shown (default true): in quotation marks, or as an entry or line without
    /// a link that one with a colon leads to.
    #[serde(default = "yes")]
    shown: bool,
    /// Whether blocks of Markdown count right below a line that is not read, such as a short code (default true): with
    /// what stands there they may be one sentence.
    #[serde(default = "yes")]
    below_unread: bool,
    /// Only so many of the story's first blocks count.
    #[serde(default)]
    first: Option<usize>,
}

fn yes() -> bool {
    true
}

#[allow(clippy::struct_excessive_bools, reason = "each is a key of the rule file")]
struct ExistenceCheck {
    patterns: Vec<PatternId>,
    /// So many of them count in every format.
    everywhere: usize,
    exceptions: Exceptions,
    verbatim: bool,
    unless: Vec<PatternId>,
    whole: bool,
    mentions: Mentions,
    without: Vec<PatternId>,
    about: Vec<PatternId>,
    beside_code: bool,
    linked: bool,
    shown: bool,
    below_unread: bool,
    first: Option<usize>,
}

impl Parameters for Existence {
    const KIND: &'static str = "existence";
    const EXAMPLE: &'static str = r#"rules:
  plain-words:
    check: existence
    message: "Is there a plainer word than “{match}”?"
    tokens: ['utilis\w+', in order to]
    exceptions: [utilisation review]
    examples:
      flag: ["They [[utilise]] the quay.", "They came [[in order to]] see it."]
      pass: ["They use the quay.", "The utilisation review is out."]
"#;
    const VALE: Option<FromVale> = Some(FromVale {
        needs: &["tokens", "raw"],
        ..FromVale::same(&[("tokens", PatternsIn::Texts), ("raw", PatternsIn::Texts)])
    });

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        if self.tokens.is_empty() && self.raw.is_empty() {
            compiler.key_problem(&Path::root(), "an `existence` rule needs `tokens` or `raw`");
        }
        let mut patterns = if self.raw.is_empty() {
            compiler.patterns("tokens", &self.tokens, self.ignorecase, |token| self.shape(token))
        } else {
            self.compile_raw(compiler).into_iter().collect()
        };
        let everywhere = patterns.len();
        patterns.extend(
            compiler.patterns("page_tokens", &self.page_tokens, self.ignorecase, |token| self.shape(token)),
        );
        let exceptions = Exceptions::compile(compiler, &self.exceptions, self.ignorecase);
        let unless = compiler.asked_patterns("unless", &self.unless, self.ignorecase, str::to_owned);
        let mentions = Mentions::compile(compiler, &self.mentions);
        let without =
            compiler.asked_patterns("without", &self.without, true, |text| format!(r"\b(?:{text})\b"));
        let about = compiler.asked_patterns("about", &self.about, true, |text| format!(r"\b(?:{text})\b"));
        let Self { whole, verbatim, beside_code, linked, shown, below_unread, first, .. } = self;
        Box::new(ExistenceCheck {
            patterns,
            everywhere,
            exceptions,
            verbatim,
            unless,
            whole,
            mentions,
            without,
            about,
            beside_code,
            linked,
            shown,
            below_unread,
            first,
        })
    }

    fn contradictions(&self, path: &Path) -> Vec<Problem> {
        // Only what lets something pass can contradict what is looked for.
        if !self.raw.is_empty() || self.exceptions.is_empty() && self.unless.is_empty() {
            return Vec::new();
        }
        let list = |key, written: &[String]| self.manner().list(written, &path.key(key));
        let (tokens, exceptions) = (list("tokens", &self.tokens), list("exceptions", &self.exceptions));
        let mut problems = never_apply(&tokens, &exceptions);
        let passing = [exceptions, list("unless", &self.unless)].concat();
        problems.extend(never_flagged(&tokens, &passing, path));
        problems
    }
}

impl Existence {
    /// How the patterns are searched for, where tokens are.
    fn manner(&self) -> Manner {
        Manner { ignore_case: self.ignorecase, within_words: self.nonword }
    }

    fn shape(&self, token: &str) -> String {
        match (self.whole, self.nonword) {
            (true, _) => format!(r"^\W*(?:{token})\W*$"),
            (false, true) => format!("(?:{token})"),
            (false, false) => format!(r"\b(?:{token})\b"),
        }
    }

    /// The one pattern of `raw` with the tokens, if there are any, behind or before it.
    fn compile_raw(&self, compiler: &mut Compiler<'_>) -> Option<PatternId> {
        compiler.patterns_compile("tokens", &self.tokens);
        let raw = self.raw.concat();
        let at = Path::root().key("raw");
        if self.tokens.is_empty() {
            return compiler.pattern(&at, &raw, self.ignorecase, str::to_owned);
        }
        let tokens = self.shape(&self.tokens.join("|"));
        let whole = |raw: &str| if self.append { format!("{tokens}{raw}") } else { format!("{raw}{tokens}") };
        compiler.pattern(&at, &raw, self.ignorecase, whole)
    }
}

impl Check for ExistenceCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        // Most documents hold no match, and are then not read as a whole.
        let is_ruled_out = LazyCell::new(|| self.is_ruled_out(context));
        // The whole block is taken out, or left: a second match in it says nothing new.
        let speaks_once = sink.fix_action() == Some(FixAction::RemoveBlock);
        let mut told = None;
        for candidate in alternation::candidates(context, &self.patterns).iter() {
            let passage = candidate.passage;
            if !self.counts(context, passage.block) {
                continue;
            }
            let exceptions = self.exceptions.within(context, passage.text);
            let is_all_right =
                LazyCell::new(|| self.unless.iter().any(|&id| context.pattern(id).is_match(passage.text)));
            for found in candidate.find_all(context, &self.patterns) {
                if found.which >= self.everywhere && !is_page(context.document().format()) {
                    continue;
                }
                let span = passage.part(found.range.clone());
                let excepted = exceptions.hold(&found.range) || *is_all_right;
                let is_split = self.verbatim && !context.document().is_verbatim(span);
                if excepted || is_split || !context.speaks_at(span) {
                    continue;
                }
                if *is_ruled_out || self.mentions.cover(context, span) {
                    continue;
                }
                if speaks_once && told.replace(passage.block) == Some(passage.block) {
                    break;
                }
                let span = if self.whole { passage.span } else { span };
                sink.report(span).value("match", &passage.text[found.range]).emit();
            }
        }
    }

    fn patterns(&self) -> Option<&[PatternId]> {
        Some(&self.patterns)
    }
}

/// Whether a format is that of a page, or of what was pasted from one.
fn is_page(format: Format) -> bool {
    matches!(format, Format::Text | Format::Html)
}

/// Whether a block has a link, or stands right above one that has.
fn leads_somewhere(document: &Document<'_>, id: BlockId) -> bool {
    let block = document.block(id);
    let below = || document.blocks().get(id.index() + 1);
    let shows_address = |block: &Block| {
        let text = document.text(block.text);
        text.contains("www.") || text.contains("://")
    };
    // A short code, a picture or a tag stands for what it leads to.
    let source = &document.source().text()[block.span.end as usize..];
    let source = source.trim_start_matches(['*', '_']).trim_start();
    let leads = ["{{", "![", "[", "<"].iter().any(|sign| source.starts_with(sign));
    leads
        || is_linked(document, block)
        || below().is_some_and(|block| is_linked(document, block) || shows_address(block))
}

fn is_linked(document: &Document<'_>, block: &Block) -> bool {
    let is_link = |inline: &Inline| matches!(inline.kind, InlineKind::Link { .. });
    document.inlines_in(block.text).any(is_link)
        || document.source().slice(document.locate(block.text)).contains("<a ")
        || document.source().slice(block.span).trim_start().starts_with("<a ")
}

/// Whether a block is shown and not said: it stands in quotation marks, or a line with a colon leads to it or its list.
fn is_shown(document: &Document<'_>, id: BlockId) -> bool {
    let block = document.block(id);
    let is_entry = block.kind == BlockKind::ListItem;
    let mut before = document.blocks()[..id.index()].iter().rev();
    let before = before.find(|before| !is_entry || before.kind != block.kind);
    let is_introduced = before.is_some_and(|before| {
        !before.is_metadata() && document.text(before.text).trim_end().ends_with([':', '：'])
    });
    let text = document.text(block.text).trim();
    is_introduced && !is_linked(document, block) || text.starts_with(QUOTES) && text.ends_with(QUOTES)
}

/// Whether the line right above a block has something on it, and no block of its own.
fn is_below_unread(document: &Document<'_>, id: BlockId) -> bool {
    let source = document.source();
    let start = document.block(id).span.start;
    let above = source.position(start).line.checked_sub(1).and_then(|line| source.line_span(line));
    let is_read = |above: SourceSpan| {
        let before = document.blocks()[..id.index()].iter().rev();
        before.take(FEW_BLOCKS).any(|block| block.span.overlaps(above))
    };
    // Within a quotation a blank line has the quotation's sign.
    let is_blank = |above: SourceSpan| source.slice(above).trim_matches([' ', '\t', '>']).is_empty();
    above.is_some_and(|above| !is_blank(above) && !is_read(above))
}

/// How many blocks before one may stand on the line above it: a picture's caption and its alternative text.
const FEW_BLOCKS: usize = 4;

/// Marks that stand round what is quoted.
const QUOTES: [char; 10] = ['"', '\'', '“', '”', '„', '‘', '’', '«', '»', '`'];

impl ExistenceCheck {
    /// Whether a block is one that the rule looks at.
    fn counts(&self, context: &Context<'_>, id: BlockId) -> bool {
        let document = context.document();
        let is_first = |first: usize| {
            let mut shown = document.enumerate_story().filter(|(_, block)| !block.is_metadata());
            shown.nth(first).is_none_or(|(next, _)| id.index() < next.index())
        };
        let is_meant = || {
            !self.linked && leads_somewhere(document, id)
                || !self.shown && is_shown(document, id)
                || !self.below_unread && is_below_unread(document, id)
        };
        self.first.is_none_or(is_first) && (is_page(document.format()) || !is_meant())
    }

    /// Whether the document is one that the rule leaves alone.
    fn is_ruled_out(&self, context: &Context<'_>) -> bool {
        let document = context.document();
        let is_code = |inline: &Inline| matches!(inline.kind, InlineKind::Code);
        let shows_code = || {
            document.blocks().iter().any(|block| matches!(block.kind, BlockKind::Code))
                || document.inlines().iter().any(is_code)
        };
        let story = context.reading().story();
        let holds = |&block: &BlockId| {
            let text = document.text(document.block(block).text);
            self.without.iter().any(|&id| context.pattern(id).is_match(text))
        };
        let is_about = |block: BlockId| {
            let text = document.text(document.block(block).text);
            self.about.iter().any(|&id| context.pattern(id).is_match(text))
        };
        !self.beside_code && shows_code()
            || !self.about.is_empty() && story.headline.is_some_and(is_about)
            || !self.without.is_empty() && story.headline.iter().chain(&story.body).any(holds)
    }
}
