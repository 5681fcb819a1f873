//! The module `math`.

use super::ScriptError;
use super::value::Value;

/// Its functions.
pub(super) const NAMES: &[&str] = &[
    "abs", "ceil", "floor", "round", "trunc", "sqrt", "cbrt", "exp", "log", "log2", "log10", "sin", "cos",
    "tan", "max", "min", "mod", "pow", "is_nan",
];
/// Its numbers.
pub(super) const CONSTANTS: &[(&str, f64)] =
    &[("pi", std::f64::consts::PI), ("e", std::f64::consts::E), ("sqrt2", std::f64::consts::SQRT_2)];

/// Calls one of its functions.
pub(super) fn call(name: &str, arguments: &[Value]) -> Result<Value, ScriptError> {
    let number = |index: usize| match arguments.get(index) {
        Some(value) => value.as_float(),
        None => ScriptError::failed(format!("`math.{name}` wants one more number")),
    };
    let first = number(0)?;
    Ok(Value::Float(match name {
        "abs" => first.abs(),
        "ceil" => first.ceil(),
        "floor" => first.floor(),
        "round" => first.round(),
        "trunc" => first.trunc(),
        "sqrt" => first.sqrt(),
        "cbrt" => first.cbrt(),
        "exp" => first.exp(),
        "log" => first.ln(),
        "log2" => first.log2(),
        "log10" => first.log10(),
        "sin" => first.sin(),
        "cos" => first.cos(),
        "tan" => first.tan(),
        "max" => first.max(number(1)?),
        "min" => first.min(number(1)?),
        "mod" => first % number(1)?,
        "pow" => first.powf(number(1)?),
        "is_nan" => return Ok(Value::Bool(first.is_nan())),
        _ => return ScriptError::failed(format!("there is no function `math.{name}`")),
    }))
}
