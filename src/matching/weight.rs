//! How large a pattern becomes when it is compiled, told without compiling it.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Patterns below this compile within the limit of the engine, which is at one to two times as much.
const HEAVY: u64 = 100_000;

/// Whether a pattern may be too large to compile, so that it has to be tried at once.
///
/// Others are compiled when they are first needed: a run needs few of the patterns it knows.
pub(super) fn is_heavy(hir: &Hir) -> bool {
    weight(hir) > HEAVY
}

/// About how many states the pattern takes.
fn weight(hir: &Hir) -> u64 {
    let sum = |parts: &[Hir]| parts.iter().map(weight).fold(0, u64::saturating_add);
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len() as u64,
        HirKind::Class(Class::Unicode(class)) => class.ranges().len() as u64,
        HirKind::Class(Class::Bytes(class)) => class.ranges().len() as u64,
        HirKind::Capture(capture) => weight(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => sum(parts),
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            weight(&repetition.sub).saturating_mul(u64::from(times))
        }
    }
}
