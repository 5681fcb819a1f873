//! How much a run of a script may take.

use std::cell::Cell;

use super::ScriptError;
use super::patterns::Patterns;

/// Steps that a run may take; what handles much text takes more of them. Unit tests wait for less.
const STEPS: u64 = if cfg!(test) { 100_000 } else { 4_000_000 };
/// How deep calls, blocks and operators may lie in each other.
const DEEPEST: usize = 200;
/// The longest text or list, in bytes or entries.
const LONGEST: usize = 8 << 20;
/// So many bytes are handled in one step.
const BYTES_A_STEP: usize = 64;

/// What a run has taken so far, and the patterns that it may use.
pub(super) struct Meter<'p> {
    pub patterns: &'p Patterns,
    steps: Cell<u64>,
    depth: Cell<usize>,
}

impl<'p> Meter<'p> {
    /// A run that has taken nothing.
    pub(super) fn new(patterns: &'p Patterns) -> Self {
        Self { patterns, steps: Cell::new(0), depth: Cell::new(0) }
    }

    /// Counts work on so many bytes or entries.
    pub(super) fn charge(&self, bytes: usize) -> Result<(), ScriptError> {
        let steps = self.steps.get() + 1 + u64::try_from(bytes / BYTES_A_STEP).unwrap_or(STEPS);
        self.steps.set(steps);
        if steps > STEPS || bytes > LONGEST { Err(ScriptError::TooLong) } else { Ok(()) }
    }

    /// Does something that may lead back here.
    pub(super) fn deeper<T>(&self, work: impl FnOnce() -> Result<T, ScriptError>) -> Result<T, ScriptError> {
        if self.depth.get() >= DEEPEST {
            return Err(ScriptError::TooLong);
        }
        self.depth.set(self.depth.get() + 1);
        let done = work();
        self.depth.set(self.depth.get() - 1);
        done
    }
}
