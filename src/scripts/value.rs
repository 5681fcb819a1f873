//! The values of a script, and the names that stand for them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use super::ScriptError;
use super::syntax::Function;

/// A value. Lists and mappings are shared, and what changes one is seen wherever it is known.
#[derive(Clone)]
pub(super) enum Value {
    Undefined,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
    Text(Rc<str>),
    Array(Rc<Held<Vec<Value>>>),
    Map(Rc<Held<BTreeMap<String, Value>>>),
    /// A function of the script, with the names that it can see.
    Function(Arc<Function>, Rc<Scope>),
    /// A function of the language, by its full name, with what it is to get first.
    Native(Rc<str>, Option<Rc<str>>),
    /// What a function gives back where it failed.
    Error(Rc<str>),
}

impl Value {
    pub(super) fn text(text: impl Into<Rc<str>>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn array(values: Vec<Self>) -> Self {
        Self::Array(Rc::new(Held::new(values)))
    }

    pub(super) fn map(pairs: impl IntoIterator<Item = (String, Self)>) -> Self {
        Self::Map(Rc::new(Held::new(pairs.into_iter().collect())))
    }

    pub(super) fn error(message: impl Into<Rc<str>>) -> Self {
        Self::Error(message.into())
    }

    /// A whole number of bytes or entries.
    pub(super) fn count(count: usize) -> Self {
        Self::Int(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Whether it counts as true.
    pub(super) fn is_true(&self) -> bool {
        match self {
            Self::Undefined | Self::Error(_) => false,
            Self::Bool(flag) => *flag,
            Self::Int(number) => *number != 0,
            Self::Float(number) => !number.is_nan(),
            Self::Char(letter) => *letter != '\0',
            Self::Text(text) => !text.is_empty(),
            Self::Array(values) => !values.borrow().is_empty(),
            Self::Map(pairs) => !pairs.borrow().is_empty(),
            Self::Function(..) | Self::Native(..) => true,
        }
    }

    /// The name of its type.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Undefined => "undefined",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Char(_) => "char",
            Self::Text(_) => "string",
            Self::Array(_) => "array",
            Self::Map(_) => "map",
            Self::Function(..) => "compiled-function",
            Self::Native(..) => "user-function",
            Self::Error(_) => "error",
        }
    }

    /// Whether it is the same as another; lists and mappings are compared by what they hold.
    pub(super) fn equals(&self, other: &Self) -> bool {
        self.is_same(other, 0, &mut 0)
    }

    #[allow(clippy::float_cmp, reason = "as the language does")]
    fn is_same(&self, other: &Self, depth: usize, compared: &mut usize) -> bool {
        *compared += 1;
        if depth > DEEPEST || *compared > LONGEST {
            return false;
        }
        match (self, other) {
            (Self::Undefined, Self::Undefined) => true,
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Int(one), Self::Int(other)) => one == other,
            (Self::Float(one), Self::Float(other)) => one == other,
            #[allow(clippy::cast_precision_loss, reason = "as the language does")]
            (Self::Int(whole), Self::Float(number)) | (Self::Float(number), Self::Int(whole)) => {
                *whole as f64 == *number
            }
            (Self::Char(one), Self::Char(other)) => one == other,
            (Self::Char(letter), Self::Int(code)) | (Self::Int(code), Self::Char(letter)) => {
                i64::from(u32::from(*letter)) == *code
            }
            (Self::Text(one), Self::Text(other)) | (Self::Error(one), Self::Error(other)) => one == other,
            (Self::Array(one), Self::Array(other)) => {
                let (one, other) = (one.borrow(), other.borrow());
                let mut pairs = one.iter().zip(other.iter());
                one.len() == other.len() && pairs.all(|(one, other)| one.is_same(other, depth + 1, compared))
            }
            (Self::Map(one), Self::Map(other)) => {
                let (one, other) = (one.borrow(), other.borrow());
                let mut pairs = one.iter().zip(other.iter());
                one.len() == other.len()
                    && pairs
                        .all(|(one, other)| one.0 == other.0 && one.1.is_same(other.1, depth + 1, compared))
            }
            _ => false,
        }
    }

    /// A whole number for a place or a count.
    pub(super) fn as_int(&self) -> Result<i64, ScriptError> {
        match self {
            Self::Int(number) => Ok(*number),
            #[allow(clippy::cast_possible_truncation, reason = "as the language does")]
            Self::Float(number) => Ok(*number as i64),
            Self::Char(letter) => Ok(i64::from(u32::from(*letter))),
            Self::Bool(flag) => Ok(i64::from(*flag)),
            Self::Text(text) => match text.trim().parse() {
                Ok(number) => Ok(number),
                Err(_) => ScriptError::failed(format!("`{text}` is no whole number")),
            },
            other => ScriptError::failed(format!("{} is no whole number", other.type_name())),
        }
    }

    /// A number with a fraction.
    pub(super) fn as_float(&self) -> Result<f64, ScriptError> {
        match self {
            #[allow(clippy::cast_precision_loss, reason = "as the language does")]
            Self::Int(number) => Ok(*number as f64),
            Self::Float(number) => Ok(*number),
            Self::Text(text) => match text.trim().parse() {
                Ok(number) => Ok(number),
                Err(_) => ScriptError::failed(format!("`{text}` is no number")),
            },
            other => ScriptError::failed(format!("{} is no number", other.type_name())),
        }
    }
}

/// How deep a value is written out, and compared with another; one that holds itself has no end.
const DEEPEST: usize = 8;
/// How long a list or a mapping is written out, in bytes, and how many values are compared.
const LONGEST: usize = 64 << 10;

impl Value {
    /// The value as a text.
    pub(super) fn written(&self) -> Rc<str> {
        if let Self::Text(text) = self {
            return Rc::clone(text);
        }
        let mut text = String::new();
        self.write(&mut text, 0);
        text.into()
    }

    fn write(&self, text: &mut String, depth: usize) {
        if depth > DEEPEST || text.len() > LONGEST {
            text.push('…');
            return;
        }
        match self {
            Self::Undefined => text.push_str("<undefined>"),
            Self::Bool(flag) => text.push_str(if *flag { "true" } else { "false" }),
            Self::Int(number) => text.push_str(&number.to_string()),
            Self::Float(number) => text.push_str(&number.to_string()),
            Self::Char(letter) => text.push(*letter),
            Self::Text(inner) => text.extend(["\"", &*inner.replace('"', "\\\""), "\""]),
            Self::Array(values) => {
                text.push('[');
                for (index, value) in values.borrow().iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { ", " });
                    value.write(text, depth + 1);
                    if text.len() > LONGEST {
                        break;
                    }
                }
                text.push(']');
            }
            Self::Map(pairs) => {
                text.push('{');
                for (index, (key, value)) in pairs.borrow().iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { ", " });
                    text.push_str(key);
                    text.push_str(": ");
                    value.write(text, depth + 1);
                    if text.len() > LONGEST {
                        break;
                    }
                }
                text.push('}');
            }
            Self::Function(..) | Self::Native(..) => text.push_str("<function>"),
            Self::Error(message) => {
                text.push_str("error: ");
                text.push_str(message);
            }
        }
    }
}

/// What holds values. Whatever depends on it is let go one after another: lists in lists in lists are no danger to the
/// stack.
pub(super) struct Held<T: Holding>(RefCell<T>);

/// Something that values can be taken out of.
pub(super) trait Holding: Default {
    /// All its values.
    fn into_values(self) -> Vec<Value>;
}

impl Holding for Vec<Value> {
    fn into_values(self) -> Vec<Value> {
        self
    }
}

impl Holding for BTreeMap<String, Value> {
    fn into_values(self) -> Vec<Value> {
        Self::into_values(self).collect()
    }
}

impl Holding for Vec<(Rc<str>, Value)> {
    fn into_values(self) -> Vec<Value> {
        self.into_iter().map(|(_, value)| value).collect()
    }
}

impl<T: Holding> Held<T> {
    fn new(values: T) -> Self {
        Self(RefCell::new(values))
    }
}

impl<T: Holding> Deref for Held<T> {
    type Target = RefCell<T>;

    fn deref(&self) -> &RefCell<T> {
        &self.0
    }
}

thread_local! {
    /// The values that are yet to be let go, while some are.
    static LEFT: RefCell<Option<Vec<Value>>> = const { RefCell::new(None) };
}

impl<T: Holding> Drop for Held<T> {
    fn drop(&mut self) {
        let mut values = self.0.take().into_values();
        values.retain(|value| matches!(value, Value::Array(_) | Value::Map(_) | Value::Function(..)));
        if values.is_empty() {
            return;
        }
        // A value that is let go below comes back here, and leaves what it held to the one loop.
        let is_first = LEFT.with(|left| match &mut *left.borrow_mut() {
            Some(left) => {
                left.append(&mut values);
                false
            }
            left => {
                *left = Some(std::mem::take(&mut values));
                true
            }
        });
        if !is_first {
            return;
        }
        while let Some(next) = LEFT.with(|left| left.borrow_mut().as_mut().and_then(Vec::pop)) {
            drop(next);
        }
        LEFT.with(|left| left.borrow_mut().take());
    }
}

/// Names with their values, and those around them.
pub(super) struct Scope {
    names: Held<Vec<(Rc<str>, Value)>>,
    around: Option<Rc<Scope>>,
}

impl Scope {
    /// A scope without names, in no other.
    pub(super) fn empty() -> Rc<Self> {
        Rc::new(Self { names: Held::new(Vec::new()), around: None })
    }

    /// A scope within another.
    pub(super) fn within(around: &Rc<Self>) -> Rc<Self> {
        Rc::new(Self { names: Held::new(Vec::new()), around: Some(Rc::clone(around)) })
    }

    /// The value of a name, from within outwards.
    pub(super) fn get(&self, name: &str) -> Option<Value> {
        let mut scope = Some(self);
        while let Some(inner) = scope {
            let names = inner.names.borrow();
            if let Some((_, value)) = names.iter().rev().find(|(known, _)| &**known == name) {
                return Some(value.clone());
            }
            drop(names);
            scope = inner.around.as_deref();
        }
        None
    }

    /// Gives a name a value here; `_` keeps none.
    pub(super) fn define(&self, name: &str, value: Value) {
        if name == "_" {
            return;
        }
        let mut names = self.names.borrow_mut();
        match names.iter_mut().find(|(known, _)| &**known == name) {
            Some((_, known)) => *known = value,
            None => names.push((name.into(), value)),
        }
    }

    /// Gives a name another value where it is known; whether it is.
    pub(super) fn set(&self, name: &str, value: Value) -> bool {
        let mut scope = Some(self);
        while let Some(inner) = scope {
            let mut names = inner.names.borrow_mut();
            if let Some((_, known)) = names.iter_mut().rev().find(|(known, _)| &**known == name) {
                *known = value;
                return true;
            }
            drop(names);
            scope = inner.around.as_deref();
        }
        false
    }
}
