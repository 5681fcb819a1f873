//! The functions of the language.

use super::meter::Meter;
use super::value::Value;
use super::{ScriptError, ScriptResult, format, module_math, module_text};

/// The names of the functions that need no module.
pub(super) const NAMES: &[&str] = &[
    "len",
    "copy",
    "append",
    "delete",
    "splice",
    "format",
    "range",
    "type_name",
    "string",
    "int",
    "float",
    "bool",
    "char",
    "error",
    "is_int",
    "is_float",
    "is_string",
    "is_bool",
    "is_char",
    "is_array",
    "is_map",
    "is_error",
    "is_undefined",
    "is_function",
    "is_callable",
    "is_iterable",
];

/// Calls a function by its full name.
pub(super) fn call(meter: &Meter<'_>, name: &str, arguments: &[Value]) -> ScriptResult {
    match name.split_once('.') {
        Some(("text", name)) => module_text::call(meter, name, arguments),
        Some(("math", name)) => module_math::call(name, arguments),
        Some(("fmt", "sprintf")) => formatted(meter, arguments),
        // What a script prints, nobody sees.
        Some(_) => Ok(Value::Undefined),
        None => plain(meter, name, arguments),
    }
}

fn plain(meter: &Meter<'_>, name: &str, arguments: &[Value]) -> ScriptResult {
    let Some(first) = arguments.first() else {
        return ScriptError::failed(format!("`{name}` wants a value"));
    };
    Ok(match name {
        "len" => match first {
            Value::Array(values) => Value::count(values.borrow().len()),
            Value::Text(text) => Value::count(text.len()),
            Value::Map(pairs) => Value::count(pairs.borrow().len()),
            other => return ScriptError::failed(format!("{} has no length", other.type_name())),
        },
        "copy" => match first {
            Value::Array(values) => Value::array(values.borrow().clone()),
            Value::Map(pairs) => Value::map(pairs.borrow().clone()),
            other => other.clone(),
        },
        "append" => {
            let Value::Array(values) = first else {
                return ScriptError::failed(format!("{} is no list", first.type_name()));
            };
            meter.charge(values.borrow().len() + arguments.len())?;
            Value::array(values.borrow().iter().chain(&arguments[1..]).cloned().collect())
        }
        "delete" => {
            if let (Value::Map(pairs), Some(key)) = (first, arguments.get(1)) {
                pairs.borrow_mut().remove(&*key.written());
            }
            Value::Undefined
        }
        "splice" => return splice(first, &arguments[1..]),
        "format" => return formatted(meter, arguments),
        "range" => return range(meter, arguments),
        "error" => Value::Error(first.written()),
        "type_name" => Value::text(first.type_name()),
        "string" if !matches!(first, Value::Undefined) => {
            let text = first.written();
            meter.charge(text.len())?;
            Value::Text(text)
        }
        _ => return Ok(converted(name, first, arguments.get(1))),
    })
}

/// Another type of a value, or whether it is of one.
fn converted(name: &str, value: &Value, otherwise: Option<&Value>) -> Value {
    let or = |converted: Result<Value, ScriptError>| {
        converted.unwrap_or_else(|_| otherwise.cloned().unwrap_or(Value::Undefined))
    };
    match name {
        "string" => otherwise.cloned().unwrap_or(Value::Undefined),
        "int" => or(value.as_int().map(Value::Int)),
        "float" => or(value.as_float().map(Value::Float)),
        "bool" => Value::Bool(value.is_true()),
        "char" => {
            let code = value.as_int().ok().and_then(|code| u32::try_from(code).ok());
            code.and_then(char::from_u32).map_or(Value::Undefined, Value::Char)
        }
        "is_function" => Value::Bool(matches!(value, Value::Function(..))),
        "is_callable" => Value::Bool(matches!(value, Value::Function(..) | Value::Native(..))),
        "is_iterable" => {
            Value::Bool(matches!(value, Value::Array(_) | Value::Map(_) | Value::Text(_) | Value::Undefined))
        }
        _ => Value::Bool(name.strip_prefix("is_") == Some(value.type_name())),
    }
}

/// Takes entries out of a list and puts others in their place; those that were taken out.
fn splice(list: &Value, arguments: &[Value]) -> ScriptResult {
    let Value::Array(values) = list else {
        return ScriptError::failed(format!("{} is no list", list.type_name()));
    };
    let mut values = values.borrow_mut();
    let length = values.len();
    let place = |value: Option<&Value>, otherwise: usize| match value {
        Some(value) => Ok::<_, ScriptError>(usize::try_from(value.as_int()?).unwrap_or(0)),
        None => Ok(otherwise),
    };
    let start = place(arguments.first(), 0)?.min(length);
    let end = start.saturating_add(place(arguments.get(1), length)?).min(length);
    let new = arguments.get(2..).unwrap_or_default().iter().cloned();
    Ok(Value::array(values.splice(start..end, new).collect()))
}

/// The whole numbers from one up or down to before another.
fn range(meter: &Meter<'_>, arguments: &[Value]) -> ScriptResult {
    let number = |index: usize| arguments.get(index).map(Value::as_int).transpose();
    let (Some(first), Some(behind)) = (number(0)?, number(1)?) else {
        return ScriptError::failed("`range` wants two numbers");
    };
    let step = number(2)?.unwrap_or(1);
    let Some(step) = u64::try_from(step).ok().filter(|step| *step > 0) else {
        return ScriptError::failed("`range` wants a step above zero");
    };
    let count = usize::try_from(first.abs_diff(behind).div_ceil(step)).unwrap_or(usize::MAX);
    meter.charge(count)?;
    let step = i64::try_from(step).unwrap_or(i64::MAX) * if behind < first { -1 } else { 1 };
    let numbers = std::iter::successors(Some(first), |number| number.checked_add(step)).take(count);
    Ok(Value::array(numbers.map(Value::Int).collect()))
}

fn formatted(meter: &Meter<'_>, arguments: &[Value]) -> ScriptResult {
    let Some((Value::Text(form), values)) = arguments.split_first() else {
        return ScriptError::failed("a text with `%` in it is missing");
    };
    let text = format::format(form, values);
    meter.charge(text.len())?;
    Ok(Value::text(text))
}
