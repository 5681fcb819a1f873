//! `links`: what a link says, and where it leads.

mod address;
mod anchors;
mod form;
mod glued;
mod missing;
mod repeated;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::checking::{Check, Compiler, Context, Parameters, Placeholder, Sink};
use crate::document::{BlockId, Document, Format, InlineKind};
use crate::finding::{Applicability, Edit};
use crate::matching::PatternId;
use crate::reading::Link;
use crate::source::SourceSpan;
use crate::yaml::Path;
use address::HostPlace;

/// What a link says, and where it leads.
///
/// Flags `[click here](…)` (`find: text`), `?utm_source=mail` (`find: tracking`) and `http://http://…` (`find:
/// dead-form`); leaves `[the report](https://…)` alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// What is looked for.
    find: LinkFault,
    /// With `text`: patterns that must match the whole of a link's text.
    #[serde(default)]
    texts: Vec<String>,
    /// With `tracking`: the names of query fields; `utm_*` stands for all that begin so.
    #[serde(default)]
    fields: Vec<String>,
    /// With `dead-form` and `detour`: hosts, each with all below it.
    #[serde(default)]
    hosts: Vec<String>,
    /// With `repeated`: how many links apart two of the same text may stand.
    #[serde(default = "three")]
    distance: usize,
}

fn three() -> usize {
    3
}

/// What is wrong with a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum LinkFault {
    /// Its text says nothing of where it leads.
    Text,
    /// Its text is its address.
    BareUrl,
    /// Its address carries fields that follow readers.
    Tracking,
    /// Its address leads through somebody else's server.
    Detour,
    /// Its address cannot lead anywhere for readers.
    DeadForm,
    /// Its text stands nearby with another address.
    Repeated,
    /// Its address lacks `https://` or `mailto:`, and so leads to a page of the site that is none.
    NoScheme,
    /// Its address is written in a form that leads elsewhere.
    Slip,
    /// It names one number, and its address another.
    OtherNumber,
    /// A space is missing before or behind it.
    Glued,
    /// The file of the site that it or a picture leads to is not there: its folder is, with other files of that kind.
    MissingFile,
    /// The place of the same page that it leads to is not there: no heading and no name is called so, and other links
    /// find theirs.
    MissingAnchor,
}

struct LinksCheck {
    find: LinkFault,
    texts: Vec<PatternId>,
    fields: Vec<String>,
    hosts: Vec<HostPlace>,
    distance: usize,
}

impl Parameters for Links {
    const KIND: &'static str = "links";
    const EXAMPLE: &'static str = r#"rules:
  click-here:
    check: links
    message: "“{match}” does not say where the link leads."
    find: text
    texts: [(?:click )?here]
    examples:
      flag: ["For the report [[[click here]]](https://harbour.example/report)."]
      pass: ["Read [the report](https://harbour.example/report)."]
"#;
    const PLACEHOLDERS: &'static [Placeholder] = &[
        ("target", "the link’s target"),
        ("problem", "what is wrong with it"),
        ("fields", "the fields that tell where a reader came from"),
    ];

    fn compile(self, compiler: &mut Compiler<'_>) -> Box<dyn Check> {
        let root = Path::root();
        if self.find == LinkFault::Text && self.texts.is_empty() {
            compiler.value_problem(&root, "`find: text` needs `texts`");
        }
        if self.find == LinkFault::Tracking && self.fields.is_empty() {
            compiler.value_problem(&root, "`find: tracking` needs `fields`");
        }
        if self.find == LinkFault::Detour && self.hosts.is_empty() {
            compiler.value_problem(&root, "`find: detour` needs `hosts`");
        }
        Box::new(LinksCheck {
            find: self.find,
            texts: compiler.whole_patterns("texts", &self.texts, true),
            fields: self.fields,
            hosts: self.hosts.iter().map(|host| HostPlace::read(host)).collect(),
            distance: self.distance,
        })
    }
}

impl Check for LinksCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let document = context.document();
        let links = context.reading().links().iter();
        let links = links.filter(|link| link.block.is_some_and(|block| context.holds(block)));
        if self.find == LinkFault::Repeated {
            return repeated::report(document, links, self.distance, sink);
        }
        if self.find == LinkFault::MissingFile {
            return missing::report(context, links, sink);
        }
        if self.find == LinkFault::MissingAnchor {
            return anchors::report(context, links, sink);
        }
        for link in links {
            match self.find {
                LinkFault::Text => self.text(context, link, sink),
                LinkFault::BareUrl if shows_address(document, link) => report(link, "", sink),
                LinkFault::Tracking => self.tracking(document, link, sink),
                LinkFault::Detour if address::is_below(&link.target, &self.hosts) => report(link, "", sink),
                LinkFault::DeadForm => self.dead_form(document, link, sink),
                LinkFault::NoScheme => no_scheme(document, link, sink),
                LinkFault::Slip if !shows_code(document, link) => {
                    if let Some(problem) = form::slip(&link.target) {
                        report_address(link, problem, sink);
                    }
                }
                LinkFault::OtherNumber => other_number(document, link, sink),
                LinkFault::Glued => glued::report(context, link, sink),
                LinkFault::BareUrl
                | LinkFault::Detour
                | LinkFault::Slip
                | LinkFault::Repeated
                | LinkFault::MissingFile
                | LinkFault::MissingAnchor => {}
            }
        }
    }
}

impl LinksCheck {
    fn text(&self, context: &Context<'_>, link: &Link, sink: &mut Sink<'_>) {
        let shown = context.document().shown(link.text);
        // The name of a board or folder: `/it`.
        if shown.starts_with(['/', '#', '@', '<']) || shows_code(context.document(), link) {
            return;
        }
        let edges = |character: char| !character.is_alphanumeric();
        let bare = shown.trim_matches(edges);
        if self.texts.iter().any(|&id| context.pattern(id).is_match(bare)) {
            report(link, "", sink);
        }
    }

    fn tracking(&self, document: &Document<'_>, link: &Link, sink: &mut Sink<'_>) {
        let Some(span) = link.target_span else { return };
        let written = document.source().slice(span);
        let Some((rest, fields)) = address::without_fields(written, &self.fields) else { return };
        let edit = Edit { span, replacement: rest };
        let report = sink.report_source(span).value("fields", fields.join(", "));
        report.edit(edit, Applicability::Safe).emit();
    }

    fn dead_form(&self, document: &Document<'_>, link: &Link, sink: &mut Sink<'_>) {
        // An address shown as such is the subject: "open http://localhost:8000 in a browser".
        let shown = document.shown(link.text).to_lowercase();
        let shows_host = address::host(&link.target).is_some_and(|host| shown.contains(&host));
        if shows_host
            || shows_address(document, link)
            || shows_code(document, link)
            || is_sample(document, link)
        {
            return;
        }
        let placeholders = &document.languages().any().placeholder_addresses;
        let is_unreachable = address::is_below(&link.target, &self.hosts);
        let unreachable = is_unreachable.then_some("leads to a host that readers cannot reach");
        if let Some(problem) = unreachable.or_else(|| address::broken_form(&link.target, placeholders)) {
            // A script may lead on.
            let is_run =
                (link.target == "#" || link.target.starts_with("javascript:")) && runs_script(document, link);
            if !is_run {
                report_address(link, &sentence(&link.target, problem), sink);
            }
        }
    }
}

/// What is wrong with an address, in a sentence.
fn sentence(target: &str, problem: &str) -> String {
    if target.trim().is_empty() {
        return "This link has no address".to_owned();
    }
    format!("The address {problem}: “{target}”")
}

/// Whether the tag of a link has a script that runs when somebody follows it.
fn runs_script(document: &Document<'_>, link: &Link) -> bool {
    let inlines = document.inlines_in(link.text).filter(|inline| inline.text == link.text);
    inlines.map(|inline| document.source().slice(inline.span)).any(|written| {
        written.split('>').next().is_some_and(|tag| tag.contains("onclick") || tag.contains("data-"))
    })
}

/// Reports an address that lacks its beginning.
fn no_scheme(document: &Document<'_>, link: &Link, sink: &mut Sink<'_>) {
    let Some(lacking) = form::lacking_scheme(&link.target) else { return };
    let place = link.target_span.filter(|span| document.source().slice(*span) == link.target);
    // `<desk@port.example>` is a whole link.
    let is_alone = |span: &SourceSpan| document.source().text()[..span.start as usize].ends_with('<');
    let Some(span) = place.filter(|span| !is_alone(span)) else { return };
    let report = sink.report_source(span).value("target", link.target.as_str()).value("problem", lacking);
    let edit = Edit { span, replacement: format!("{lacking}{}", link.target) };
    report.edit(edit, Applicability::Unsafe).emit();
}

/// Reports a link whose text names another number than its address.
fn other_number(document: &Document<'_>, link: &Link, sink: &mut Sink<'_>) {
    let shown = document.shown(link.text);
    if let Some((said, led)) = form::other_number(&shown, &link.target) {
        let report = sink.report(link.text).value("target", link.target.as_str());
        report.value("problem", format!("{said}, and leads to {led}")).emit();
    }
}

/// Reports an address where it stands, or else the words that lead to it.
fn report_address(link: &Link, problem: &str, sink: &mut Sink<'_>) {
    let Some(span) = link.target_span.filter(|span| !span.is_empty()) else {
        return report(link, problem, sink);
    };
    let report = sink.report_source(span);
    report.value("target", link.target.as_str()).value("problem", problem).emit();
}

fn report(link: &Link, problem: &str, sink: &mut Sink<'_>) {
    sink.report(link.text).value("target", link.target.as_str()).value("problem", problem).emit();
}

/// Whether a link's text is an address.
fn shows_address(document: &Document<'_>, link: &Link) -> bool {
    let shown = document.shown(link.text);
    let shown = shown.trim();
    ["http://", "https://"].iter().any(|scheme| shown.starts_with(scheme)) && !shown.contains(' ')
}

/// Whether a link of a draft is there to be looked at: the text beside it shows how one is written, or it stands in
/// HTML that shows a part of a page, or what it led to is gone and its text struck through.
fn is_sample(document: &Document<'_>, link: &Link) -> bool {
    if matches!(document.format(), Format::Html | Format::Text) {
        return false;
    }
    let source = document.source().text();
    let mut written = document.inlines_in(link.text).filter(|inline| inline.text == link.text);
    let is_struck_or_shown = written.any(|inline| {
        let (start, whole) = (inline.span.start as usize, document.source().slice(inline.span));
        source[..start].ends_with("~~") || whole.starts_with("<a") && link.target == "#"
    });
    let shows_how = |block: BlockId| {
        let written = document.source().slice(document.block(block).span);
        written.contains("`[") && written.contains(")`")
    };
    is_struck_or_shown || link.block.is_some_and(shows_how)
}

/// Whether a link's text is code, or has some in it.
fn shows_code(document: &Document<'_>, link: &Link) -> bool {
    document.inlines_in(link.text).any(|inline| inline.kind == InlineKind::Code)
}
