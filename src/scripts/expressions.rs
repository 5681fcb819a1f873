//! The expressions of a script.

use std::sync::Arc;

use super::ScriptError;
use super::lexer::ScriptToken;
use super::parser::ScriptParser;
use super::syntax::{BinaryOperator, Expression, Function, UnaryOperator};

impl ScriptParser {
    pub(super) fn expression(&mut self) -> Result<Expression, ScriptError> {
        self.deeper(|parser| {
            let condition = parser.operators(1)?;
            if !parser.eat("?") {
                return Ok(condition);
            }
            parser.skip_ends();
            let one = parser.expression()?;
            parser.skip_ends();
            parser.expect(":")?;
            parser.skip_ends();
            let other = parser.expression()?;
            Ok(Expression::Choice(Box::new(condition), Box::new(one), Box::new(other)))
        })
    }

    /// Operators that bind at least so closely.
    fn operators(&mut self, least: u8) -> Result<Expression, ScriptError> {
        let mut left = self.unary()?;
        while let Some(ScriptToken::Sign(sign)) = self.peek() {
            let Some((operator, closeness)) = BinaryOperator::of(sign).filter(|(_, close)| *close >= least)
            else {
                break;
            };
            self.at += 1;
            let right = self.deeper(|parser| parser.operators(closeness + 1))?;
            left = Expression::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn unary(&mut self) -> Result<Expression, ScriptError> {
        let operator = match self.peek() {
            Some(ScriptToken::Sign("!")) => UnaryOperator::Not,
            Some(ScriptToken::Sign("-")) => UnaryOperator::Negative,
            Some(ScriptToken::Sign("+")) => UnaryOperator::Positive,
            Some(ScriptToken::Sign("^")) => UnaryOperator::Complement,
            _ => return self.primary(),
        };
        self.at += 1;
        Ok(Expression::Unary(operator, Box::new(self.deeper(Self::unary)?)))
    }

    /// A value with what is called, picked or cut of it.
    fn primary(&mut self) -> Result<Expression, ScriptError> {
        let mut value = self.operand()?;
        loop {
            if self.eat("(") {
                let (arguments, spreads) = self.arguments()?;
                value = Expression::Call { function: Box::new(value), arguments, spreads };
            } else if self.eat(".") {
                let name = Expression::Text(self.name()?);
                value = Expression::Index(Box::new(value), Box::new(name));
            } else if self.eat("[") {
                value = self.index(value)?;
            } else {
                return Ok(value);
            }
        }
    }

    fn arguments(&mut self) -> Result<(Vec<Expression>, bool), ScriptError> {
        let (mut arguments, mut spreads) = (Vec::new(), false);
        loop {
            self.skip_ends();
            if self.eat(")") {
                return Ok((arguments, spreads));
            }
            arguments.push(self.expression()?);
            spreads = self.eat("...");
            self.skip_ends();
            if !self.eat(",") && !self.is_sign(")") {
                return self.wrong("`,` or `)` is missing here");
            }
        }
    }

    fn index(&mut self, value: Expression) -> Result<Expression, ScriptError> {
        let value = Box::new(value);
        let from = if self.is_sign(":") { None } else { Some(Box::new(self.expression()?)) };
        if self.eat(":") {
            let to = if self.is_sign("]") { None } else { Some(Box::new(self.expression()?)) };
            self.expect("]")?;
            return Ok(Expression::Slice(value, from, to));
        }
        self.expect("]")?;
        match from {
            Some(index) => Ok(Expression::Index(value, index)),
            None => self.wrong("a number or a name is missing here"),
        }
    }

    fn operand(&mut self) -> Result<Expression, ScriptError> {
        let Some(token) = self.peek().cloned() else { return self.wrong("the script ends too early") };
        self.at += 1;
        Ok(match token {
            ScriptToken::Int(number) => Expression::Int(number),
            ScriptToken::Float(number) => Expression::Float(number),
            ScriptToken::Char(letter) => Expression::Char(letter),
            ScriptToken::Text(text) => Expression::Text(text),
            ScriptToken::Name(name) => return self.named(name),
            ScriptToken::Sign("(") => {
                self.skip_ends();
                let inner = self.expression()?;
                self.skip_ends();
                self.expect(")")?;
                inner
            }
            ScriptToken::Sign("[") => Expression::Array(self.entries("]", Self::expression)?),
            ScriptToken::Sign("{") => Expression::Map(self.entries("}", Self::pair)?),
            _ => {
                self.at -= 1;
                return self.wrong("a value is missing here");
            }
        })
    }

    fn named(&mut self, name: String) -> Result<Expression, ScriptError> {
        Ok(match name.as_str() {
            "true" | "false" => Expression::Bool(name == "true"),
            "undefined" => Expression::Undefined,
            "func" => self.function()?,
            // A value that cannot be changed is like any other to those who do not change it.
            "immutable" if self.is_sign("(") => self.operand()?,
            "import" if self.eat("(") => match self.operand()? {
                Expression::Text(module) => {
                    self.expect(")")?;
                    Expression::Import(module)
                }
                _ => return self.wrong("the name of a module is missing here"),
            },
            _ => Expression::Name(name),
        })
    }

    fn function(&mut self) -> Result<Expression, ScriptError> {
        self.expect("(")?;
        let (mut parameters, mut takes_rest) = (Vec::new(), false);
        while !self.eat(")") {
            takes_rest = self.eat("...");
            parameters.push(self.name()?);
            if !self.eat(",") && !self.is_sign(")") {
                return self.wrong("`,` or `)` is missing here");
            }
        }
        let body = self.block()?;
        Ok(Expression::Function(Arc::new(Function { parameters, takes_rest, body })))
    }

    /// Entries parted by commas, up to a sign; one may stand behind the last.
    fn entries<T>(
        &mut self,
        end: &str,
        read: impl Fn(&mut Self) -> Result<T, ScriptError>,
    ) -> Result<Vec<T>, ScriptError> {
        let mut entries = Vec::new();
        loop {
            self.skip_ends();
            if self.eat(end) {
                return Ok(entries);
            }
            entries.push(read(self)?);
            self.skip_ends();
            if !self.eat(",") && !self.is_sign(end) {
                return self.wrong(format!("`,` or `{end}` is missing here"));
            }
        }
    }

    fn pair(&mut self) -> Result<(String, Expression), ScriptError> {
        let Some(ScriptToken::Name(key) | ScriptToken::Text(key)) = self.peek().cloned() else {
            return self.wrong("a name is missing here");
        };
        self.at += 1;
        self.expect(":")?;
        self.skip_ends();
        Ok((key, self.expression()?))
    }
}
