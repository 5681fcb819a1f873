//! What runs a script.

use std::rc::Rc;

use super::builtins;
use super::meter::Meter;
use super::operators;
use super::patterns::Patterns;
use super::syntax::{Assignment, BinaryOperator, Block, Expression, Function, Statement};
use super::value::{Scope, Value};
use super::{ScriptError, ScriptResult, module_math, module_text};

/// What runs a script once.
pub(super) struct Machine<'p> {
    meter: Meter<'p>,
}

/// How a statement ends.
enum Flow {
    Next,
    Break,
    Continue,
    Return(Value),
}

impl<'p> Machine<'p> {
    pub(super) fn new(patterns: &'p Patterns) -> Self {
        Self { meter: Meter::new(patterns) }
    }

    /// Runs a script on a text; what `matches` is at its end.
    pub(super) fn run(&self, statements: &Block, text: &str) -> ScriptResult {
        let scope = Scope::empty();
        scope.define("scope", Value::text(text));
        self.statements(statements, &scope)?;
        Ok(scope.get("matches").unwrap_or(Value::Undefined))
    }

    fn statements(&self, statements: &Block, scope: &Rc<Scope>) -> Result<Flow, ScriptError> {
        for statement in statements {
            match self.statement(statement, scope)? {
                Flow::Next => {}
                other => return Ok(other),
            }
        }
        Ok(Flow::Next)
    }

    fn block(&self, statements: &Block, around: &Rc<Scope>) -> Result<Flow, ScriptError> {
        self.meter.deeper(|| self.statements(statements, &Scope::within(around)))
    }

    fn statement(&self, statement: &Statement, scope: &Rc<Scope>) -> Result<Flow, ScriptError> {
        self.meter.charge(0)?;
        match statement {
            Statement::Expression(expression) => {
                self.value(expression, scope)?;
            }
            Statement::Assign { target, how, value } => self.assign(target, *how, value, scope)?,
            Statement::If { before, condition, then, otherwise } => {
                let inner = Scope::within(scope);
                if let Some(before) = before {
                    self.statement(before, &inner)?;
                }
                if self.value(condition, &inner)?.is_true() {
                    return self.block(then, &inner);
                }
                if let Some(otherwise) = otherwise {
                    return self.meter.deeper(|| self.statement(otherwise, &inner));
                }
            }
            Statement::Block(block) => return self.block(block, scope),
            Statement::For { before, condition, after, body } => {
                let inner = Scope::within(scope);
                if let Some(before) = before {
                    self.statement(before, &inner)?;
                }
                return self.repeat((condition.as_ref(), after.as_deref()), body, &inner);
            }
            Statement::ForIn { key, value, over, body } => {
                return self.for_each((key, value), self.value(over, scope)?, body, scope);
            }
            Statement::Return(value) => {
                let value = value.as_ref().map(|value| self.value(value, scope)).transpose()?;
                return Ok(Flow::Return(value.unwrap_or(Value::Undefined)));
            }
            Statement::Break => return Ok(Flow::Break),
            Statement::Continue => return Ok(Flow::Continue),
        }
        Ok(Flow::Next)
    }

    fn repeat(
        &self,
        (condition, after): (Option<&Expression>, Option<&Statement>),
        body: &Block,
        scope: &Rc<Scope>,
    ) -> Result<Flow, ScriptError> {
        loop {
            self.meter.charge(0)?;
            if let Some(condition) = condition
                && !self.value(condition, scope)?.is_true()
            {
                return Ok(Flow::Next);
            }
            match self.block(body, scope)? {
                Flow::Break => return Ok(Flow::Next),
                Flow::Return(value) => return Ok(Flow::Return(value)),
                Flow::Next | Flow::Continue => {}
            }
            if let Some(after) = after {
                self.statement(after, scope)?;
            }
        }
    }

    fn for_each(
        &self,
        (key, value): (&str, &str),
        over: Value,
        body: &Block,
        scope: &Rc<Scope>,
    ) -> Result<Flow, ScriptError> {
        let entries: Vec<(Value, Value)> = match over {
            Value::Array(values) => {
                let numbered = values.borrow().iter().cloned().enumerate().collect::<Vec<_>>();
                numbered.into_iter().map(|(index, value)| (Value::count(index), value)).collect()
            }
            Value::Map(pairs) => {
                pairs.borrow().iter().map(|(key, value)| (Value::text(key.as_str()), value.clone())).collect()
            }
            Value::Text(text) => {
                let letters = text.chars().enumerate();
                letters.map(|(index, letter)| (Value::count(index), Value::Char(letter))).collect()
            }
            Value::Undefined => Vec::new(),
            other => {
                return ScriptError::failed(format!("{} holds nothing to go through", other.type_name()));
            }
        };
        self.meter.charge(entries.len())?;
        for (at, entry) in entries {
            self.meter.charge(0)?;
            let inner = Scope::within(scope);
            inner.define(key, at);
            inner.define(value, entry);
            match self.meter.deeper(|| self.statements(body, &inner))? {
                Flow::Break => break,
                Flow::Return(value) => return Ok(Flow::Return(value)),
                Flow::Next | Flow::Continue => {}
            }
        }
        Ok(Flow::Next)
    }

    fn assign(
        &self,
        target: &Expression,
        how: Assignment,
        value: &Expression,
        scope: &Rc<Scope>,
    ) -> Result<(), ScriptError> {
        let mut value = self.value(value, scope)?;
        if let Assignment::Join(operator) = how {
            value = operators::binary(&self.meter, operator, &self.value(target, scope)?, &value)?;
        }
        match target {
            Expression::Name(name) if how == Assignment::Define => {
                scope.define(name, value);
                Ok(())
            }
            Expression::Name(name) => {
                if name == "_" || scope.set(name, value) {
                    return Ok(());
                }
                ScriptError::failed(format!("there is nothing called `{name}`"))
            }
            Expression::Index(container, index) => {
                let (container, index) = (self.value(container, scope)?, self.value(index, scope)?);
                operators::put(&container, &index, value)
            }
            _ => ScriptError::failed("a value can be put under a name only"),
        }
    }

    fn value(&self, expression: &Expression, scope: &Rc<Scope>) -> ScriptResult {
        self.meter.charge(0)?;
        self.meter.deeper(|| self.value_of(expression, scope))
    }

    fn value_of(&self, expression: &Expression, scope: &Rc<Scope>) -> ScriptResult {
        Ok(match expression {
            Expression::Undefined => Value::Undefined,
            Expression::Bool(flag) => Value::Bool(*flag),
            Expression::Int(number) => Value::Int(*number),
            Expression::Float(number) => Value::Float(*number),
            Expression::Char(letter) => Value::Char(*letter),
            Expression::Text(text) => Value::text(text.as_str()),
            Expression::Name(name) => return named(name, scope),
            Expression::Array(entries) => Value::array(self.values(entries, scope)?),
            Expression::Map(entries) => {
                let pairs = entries.iter().map(|(key, value)| Ok((key.clone(), self.value(value, scope)?)));
                Value::map(pairs.collect::<Result<Vec<_>, ScriptError>>()?)
            }
            Expression::Function(function) => Value::Function(function.clone(), Rc::clone(scope)),
            Expression::Unary(operator, value) => operators::unary(*operator, &self.value(value, scope)?)?,
            Expression::Binary(operator, left, right) => {
                let left = self.value(left, scope)?;
                match operator {
                    // The right side is not looked at where the left one decides.
                    BinaryOperator::And if !left.is_true() => left,
                    BinaryOperator::Or if left.is_true() => left,
                    BinaryOperator::And | BinaryOperator::Or => self.value(right, scope)?,
                    _ => operators::binary(&self.meter, *operator, &left, &self.value(right, scope)?)?,
                }
            }
            Expression::Choice(condition, one, other) => {
                let chosen = if self.value(condition, scope)?.is_true() { one } else { other };
                self.value(chosen, scope)?
            }
            Expression::Call { function, arguments, spreads } => {
                let function = self.value(function, scope)?;
                let mut arguments = self.values(arguments, scope)?;
                if *spreads && let Some(Value::Array(rest)) = arguments.pop() {
                    self.meter.charge(rest.borrow().len())?;
                    arguments.extend(rest.borrow().iter().cloned());
                }
                self.call(&function, arguments)?
            }
            Expression::Index(value, index) => {
                operators::index(&self.value(value, scope)?, &self.value(index, scope)?)?
            }
            Expression::Slice(value, from, to) => {
                let value = self.value(value, scope)?;
                let bound = |end: &Option<Box<Expression>>| {
                    end.as_ref().map(|end| self.value(end, scope)).transpose()
                };
                let (from, to) = (bound(from)?, bound(to)?);
                operators::slice(&self.meter, &value, from.as_ref(), to.as_ref())?
            }
            Expression::Import(module) => module_of(module)?,
        })
    }

    fn values(&self, expressions: &[Expression], scope: &Rc<Scope>) -> Result<Vec<Value>, ScriptError> {
        expressions.iter().map(|expression| self.value(expression, scope)).collect()
    }

    fn call(&self, function: &Value, arguments: Vec<Value>) -> ScriptResult {
        match function {
            Value::Function(function, around) => self.call_own(function, around, arguments),
            Value::Native(name, bound) => {
                let mut all: Vec<Value> = bound.iter().cloned().map(Value::Text).collect();
                all.extend(arguments);
                builtins::call(&self.meter, name, &all)
            }
            other => ScriptError::failed(format!("{} is no function", other.type_name())),
        }
    }

    fn call_own(&self, function: &Function, around: &Rc<Scope>, mut arguments: Vec<Value>) -> ScriptResult {
        let scope = Scope::within(around);
        let wanted = function.parameters.len() - usize::from(function.takes_rest);
        if arguments.len() < wanted || (arguments.len() > wanted && !function.takes_rest) {
            return ScriptError::failed(format!(
                "a function wants {wanted} values and gets {}",
                arguments.len()
            ));
        }
        let rest = arguments.split_off(wanted);
        for (name, value) in function.parameters.iter().zip(arguments) {
            scope.define(name, value);
        }
        if let Some(name) = function.parameters.last().filter(|_| function.takes_rest) {
            scope.define(name, Value::array(rest));
        }
        match self.meter.deeper(|| self.statements(&function.body, &scope))? {
            Flow::Return(value) => Ok(value),
            _ => Ok(Value::Undefined),
        }
    }
}

/// The value of a name, which may be that of a function of the language.
fn named(name: &str, scope: &Rc<Scope>) -> ScriptResult {
    match scope.get(name) {
        Some(value) => Ok(value),
        None if builtins::NAMES.contains(&name) => Ok(Value::Native(name.into(), None)),
        None => ScriptError::failed(format!("there is nothing called `{name}`")),
    }
}

/// A module of the language, with its functions.
fn module_of(name: &str) -> ScriptResult {
    let functions = match name {
        "text" => module_text::NAMES,
        "math" => module_math::NAMES,
        "fmt" => &["print", "printf", "println", "sprintf"],
        _ => return ScriptError::failed(format!("there is no module `{name}`")),
    };
    let native = |function: &&str| {
        let full: Rc<str> = format!("{name}.{function}").into();
        ((*function).to_owned(), Value::Native(full, None))
    };
    let constants = if name == "math" { module_math::CONSTANTS } else { &[] };
    let constants = constants.iter().map(|(name, value)| ((*name).to_owned(), Value::Float(*value)));
    Ok(Value::map(functions.iter().map(native).chain(constants)))
}
