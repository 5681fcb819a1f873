//! What stands between values, and what picks and cuts them.

use std::cmp::Ordering;

use super::meter::Meter;
use super::syntax::{BinaryOperator, UnaryOperator};
use super::value::Value;
use super::{ScriptError, ScriptResult};

/// An operator before a value.
pub(super) fn unary(operator: UnaryOperator, value: &Value) -> ScriptResult {
    Ok(match (operator, value) {
        (UnaryOperator::Not, value) => Value::Bool(!value.is_true()),
        (UnaryOperator::Negative, Value::Int(number)) => Value::Int(number.wrapping_neg()),
        (UnaryOperator::Negative, Value::Float(number)) => Value::Float(-number),
        (UnaryOperator::Positive, Value::Int(_) | Value::Float(_)) => value.clone(),
        (UnaryOperator::Complement, Value::Int(number)) => Value::Int(!number),
        _ => return ScriptError::failed(format!("{} has no sign", value.type_name())),
    })
}

/// An operator between two values.
pub(super) fn binary(
    meter: &Meter<'_>,
    operator: BinaryOperator,
    left: &Value,
    right: &Value,
) -> ScriptResult {
    use BinaryOperator as Operator;
    match operator {
        Operator::Equal => return Ok(Value::Bool(left.equals(right))),
        Operator::Unequal => return Ok(Value::Bool(!left.equals(right))),
        Operator::Less => return compared(left, right, Ordering::is_lt),
        Operator::LessOrEqual => return compared(left, right, Ordering::is_le),
        Operator::Greater => return compared(left, right, Ordering::is_gt),
        Operator::GreaterOrEqual => return compared(left, right, Ordering::is_ge),
        _ => {}
    }
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => whole(operator, *left, *right),
        (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => {
            fraction(operator, left.as_float()?, right.as_float()?)
        }
        (Value::Text(text), other) if operator == Operator::Add => {
            let joined = [&**text, &*other.written()].concat();
            meter.charge(joined.len())?;
            Ok(Value::text(joined))
        }
        (Value::Array(one), Value::Array(other)) if operator == Operator::Add => {
            let joined: Vec<Value> = one.borrow().iter().chain(other.borrow().iter()).cloned().collect();
            meter.charge(joined.len())?;
            Ok(Value::array(joined))
        }
        (Value::Char(letter), Value::Int(_) | Value::Char(_)) => {
            let code = whole(operator, i64::from(u32::from(*letter)), right.as_int()?)?.as_int()?;
            let moved = u32::try_from(code).ok().and_then(char::from_u32);
            Ok(Value::Char(moved.unwrap_or(char::REPLACEMENT_CHARACTER)))
        }
        _ => {
            let (left, right) = (left.type_name(), right.type_name());
            ScriptError::failed(format!("{left} and {right} cannot be joined so"))
        }
    }
}

fn compared(left: &Value, right: &Value, is_so: fn(Ordering) -> bool) -> ScriptResult {
    let order = match (left, right) {
        (Value::Text(one), Value::Text(other)) => Some(one.cmp(other)),
        (Value::Int(one), Value::Int(other)) => Some(one.cmp(other)),
        (Value::Char(_), Value::Char(_) | Value::Int(_)) | (Value::Int(_), Value::Char(_)) => {
            Some(left.as_int()?.cmp(&right.as_int()?))
        }
        (Value::Int(_) | Value::Float(_), Value::Int(_) | Value::Float(_)) => {
            left.as_float()?.partial_cmp(&right.as_float()?)
        }
        _ => {
            let (left, right) = (left.type_name(), right.type_name());
            return ScriptError::failed(format!("{left} and {right} cannot be compared"));
        }
    };
    Ok(Value::Bool(order.is_some_and(is_so)))
}

fn whole(operator: BinaryOperator, left: i64, right: i64) -> ScriptResult {
    use BinaryOperator as Operator;
    let shift = || u32::try_from(right).ok().filter(|shift| *shift < 64);
    Ok(Value::Int(match operator {
        Operator::Add => left.wrapping_add(right),
        Operator::Subtract => left.wrapping_sub(right),
        Operator::Multiply => left.wrapping_mul(right),
        Operator::Divide | Operator::Remainder if right == 0 => {
            return ScriptError::failed("a division by zero");
        }
        Operator::Divide => left.wrapping_div(right),
        Operator::Remainder => left.wrapping_rem(right),
        Operator::BitAnd => left & right,
        Operator::BitOr => left | right,
        Operator::BitXor => left ^ right,
        Operator::BitClear => left & !right,
        Operator::ShiftLeft => shift().map_or(0, |shift| left << shift),
        Operator::ShiftRight => shift().map_or(0, |shift| left >> shift),
        _ => return ScriptError::failed("whole numbers cannot be joined so"),
    }))
}

fn fraction(operator: BinaryOperator, left: f64, right: f64) -> ScriptResult {
    Ok(Value::Float(match operator {
        BinaryOperator::Add => left + right,
        BinaryOperator::Subtract => left - right,
        BinaryOperator::Multiply => left * right,
        BinaryOperator::Divide => left / right,
        _ => return ScriptError::failed("numbers with a fraction cannot be joined so"),
    }))
}

/// `value[index]` and `value.name`; what is not there is undefined.
pub(super) fn index(value: &Value, index: &Value) -> ScriptResult {
    let at = || Ok::<_, ScriptError>(usize::try_from(index.as_int()?).ok());
    let found = match (value, index) {
        (Value::Map(pairs), key) => pairs.borrow().get(&*key.written()).cloned(),
        (Value::Array(values), _) => at()?.and_then(|at| values.borrow().get(at).cloned()),
        (Value::Text(text), _) => at()?.and_then(|at| text.chars().nth(at)).map(Value::Char),
        (Value::Error(inner), Value::Text(name)) if &**name == "value" => Some(Value::Text(inner.clone())),
        (Value::Undefined, _) => None,
        _ => return ScriptError::failed(format!("{} holds nothing", value.type_name())),
    };
    Ok(found.unwrap_or(Value::Undefined))
}

/// `container[index] = value`.
pub(super) fn put(container: &Value, index: &Value, value: Value) -> Result<(), ScriptError> {
    match container {
        Value::Map(pairs) => {
            pairs.borrow_mut().insert(index.written().to_string(), value);
            Ok(())
        }
        Value::Array(values) => {
            let at = usize::try_from(index.as_int()?).unwrap_or(usize::MAX);
            match values.borrow_mut().get_mut(at) {
                Some(place) => {
                    *place = value;
                    Ok(())
                }
                None => ScriptError::failed("a place behind the end of a list"),
            }
        }
        other => ScriptError::failed(format!("{} holds nothing", other.type_name())),
    }
}

/// `value[from:to]`: entries of a list, bytes of a text.
pub(super) fn slice(
    meter: &Meter<'_>,
    value: &Value,
    from: Option<&Value>,
    to: Option<&Value>,
) -> ScriptResult {
    let bounds = |length: usize| {
        let end = i64::try_from(length).unwrap_or(i64::MAX);
        let from = from.map_or(Ok(0), Value::as_int)?;
        let to = to.map_or(Ok(end), Value::as_int)?;
        if from > to {
            return ScriptError::failed("a part that ends before it begins");
        }
        let within = |place: i64| usize::try_from(place.clamp(0, end)).unwrap_or(length);
        Ok((within(from), within(to)))
    };
    match value {
        Value::Array(values) => {
            let values = values.borrow();
            let (from, to) = bounds(values.len())?;
            meter.charge(to - from)?;
            Ok(Value::array(values[from..to].to_vec()))
        }
        Value::Text(text) => {
            let (from, to) = bounds(text.len())?;
            meter.charge(to - from)?;
            Ok(Value::text(&text[text.floor_char_boundary(from)..text.floor_char_boundary(to)]))
        }
        other => ScriptError::failed(format!("{} cannot be cut", other.type_name())),
    }
}
