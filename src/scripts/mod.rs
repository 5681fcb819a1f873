//! The language in which rules of Vale's styles are programmed: the part of [Tengo](https://tengolang.com) that they use.
//!
//! A script is read once, with [`Script::read`], and run on a text, which it finds in the variable `scope`; what it has in
//! the variable `matches` at its end are the places that it found. It sees nothing else: no file, no clock, no network.
//! Steps, memory and depth are limited, so a script ends whatever it says.
//!
//! `lexer`, `parser` and `expressions` make a [`syntax`] tree of a text, `machine` runs it, with the operators, functions and modules
//! beside it.

mod builtins;
mod expressions;
mod format;
mod lexer;
mod machine;
mod meter;
mod module_math;
mod module_text;
mod operators;
mod parser;
mod patterns;
mod syntax;
mod value;

use std::ops::Range;

use thiserror::Error;

use machine::Machine;
use patterns::Patterns;
use syntax::Block;
use value::Value;

/// Why a script cannot be read, or did not come to its end.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ScriptError {
    /// The text is no script.
    #[error("line {line}: {message}")]
    Syntax {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// It did something that cannot be done.
    #[error("{0}")]
    Failed(String),
    /// It took more steps, memory or depth than it may.
    #[error("the script takes too long")]
    TooLong,
}

impl ScriptError {
    fn failed<T>(message: impl Into<String>) -> Result<T, Self> {
        Err(Self::Failed(message.into()))
    }
}

/// What comes of a step of a script.
type ScriptResult = Result<Value, ScriptError>;

/// A place that a script found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptMatch {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// What to say of it, where the script has words of its own.
    pub message: Option<String>,
}

/// A script, ready to run.
#[derive(Debug)]
pub struct Script {
    statements: Block,
    patterns: Patterns,
}

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// When it is none; the error tells the line.
    pub fn read(text: &str) -> Result<Self, ScriptError> {
        Ok(Self { statements: parser::parse(lexer::read(text)?)?, patterns: Patterns::default() })
    }

    /// The places that it finds in a text, in its own order. Such as do not lie in the text are left out.
    ///
    /// # Errors
    /// When it does what cannot be done, or takes too long.
    pub fn run(&self, text: &str) -> Result<Vec<ScriptMatch>, ScriptError> {
        let found = Machine::new(&self.patterns).run(&self.statements, text)?;
        let Value::Array(found) = found else { return Ok(Vec::new()) };
        let found = found.borrow();
        Ok(found.iter().filter_map(|value| place(value, text)).collect())
    }
}

/// A place in a text, as a script tells it.
fn place(value: &Value, text: &str) -> Option<ScriptMatch> {
    let Value::Map(told) = value else { return None };
    let told = told.borrow();
    let byte = |key: &str| match told.get(key) {
        Some(Value::Int(at)) => usize::try_from(*at).ok(),
        _ => None,
    };
    let (start, end) = (byte("begin")?, byte("end")?.min(text.len()));
    let (start, end) = (text.floor_char_boundary(start), text.ceil_char_boundary(end));
    let message = match told.get("message") {
        Some(Value::Text(message)) => Some(message.to_string()),
        _ => None,
    };
    (start <= end).then_some(ScriptMatch { range: start..end, message })
}

#[cfg(test)]
mod tests;
