//! Addresses of files of the site that are not there.

use super::Link;
use crate::checking::{Context, Sink};
use crate::document::{Document, Figure};
use crate::reading::site_file;
use crate::source::SourceSpan;

/// Reports the links and pictures whose file is missing, if it is; the disk tells.
pub(super) fn report<'l>(context: &Context<'_>, links: impl Iterator<Item = &'l Link>, sink: &mut Sink<'_>) {
    let document = context.document();
    for link in links {
        let Some(target) = site_file(&link.target, document.format()) else { continue };
        let report = match link.target_span {
            Some(span) => sink.report_source(span),
            None => sink.report(link.text),
        };
        report.value("target", link.target.as_str()).value("problem", name(&target)).emit_if_missing(target);
    }
    for figure in document.figures() {
        let Some(image) = figure.image.as_deref() else { continue };
        let Some(target) = site_file(image, document.format()) else { continue };
        let report = sink.report_source(place(document, figure, image));
        report.value("target", image).value("problem", name(&target)).emit_if_missing(target);
    }
}

/// Where the address of a picture stands.
fn place(document: &Document<'_>, figure: &Figure, image: &str) -> SourceSpan {
    let written = document.source().slice(figure.span);
    written
        .rfind(image)
        .map_or(figure.span, |at| SourceSpan::from_range(at..at + image.len()).shift(figure.span.start))
}

fn name(target: &str) -> &str {
    target.rsplit('/').next().unwrap_or(target)
}
