//! From words and signs to a tree.

use super::ScriptError;
use super::lexer::{Placed, ScriptToken};
use super::syntax::{Assignment, BinaryOperator, Block, Expression, Statement};

/// Brackets, blocks and operators nested deeper than this are refused.
const DEEPEST: usize = 100;

/// Reads the statements of a script.
pub(super) fn parse(tokens: Vec<Placed>) -> Result<Block, ScriptError> {
    let mut parser = ScriptParser { tokens, at: 0, depth: 0 };
    let mut block = Block::new();
    loop {
        parser.skip_ends();
        if parser.peek().is_none() {
            return Ok(block);
        }
        block.push(parser.statement()?);
    }
}

/// Words and signs with the place that is read.
pub(super) struct ScriptParser {
    tokens: Vec<Placed>,
    pub(super) at: usize,
    depth: usize,
}

impl ScriptParser {
    pub(super) fn peek(&self) -> Option<&ScriptToken> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    pub(super) fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Some(ScriptToken::Sign(found)) if *found == sign)
    }

    fn is_name(&self, name: &str) -> bool {
        matches!(self.peek(), Some(ScriptToken::Name(found)) if found == name)
    }

    pub(super) fn eat(&mut self, sign: &str) -> bool {
        let is_there = self.is_sign(sign);
        self.at += usize::from(is_there);
        is_there
    }

    fn eat_name(&mut self, name: &str) -> bool {
        let is_there = self.is_name(name);
        self.at += usize::from(is_there);
        is_there
    }

    pub(super) fn skip_ends(&mut self) {
        while self.peek() == Some(&ScriptToken::End) {
            self.at += 1;
        }
    }

    pub(super) fn wrong<T>(&self, message: impl Into<String>) -> Result<T, ScriptError> {
        let place = self.tokens.get(self.at).or(self.tokens.last());
        Err(ScriptError::Syntax { line: place.map_or(1, |(_, line)| *line), message: message.into() })
    }

    pub(super) fn expect(&mut self, sign: &str) -> Result<(), ScriptError> {
        if self.eat(sign) { Ok(()) } else { self.wrong(format!("`{sign}` is missing here")) }
    }

    pub(super) fn name(&mut self) -> Result<String, ScriptError> {
        match self.peek() {
            Some(ScriptToken::Name(name)) => {
                let name = name.clone();
                self.at += 1;
                Ok(name)
            }
            _ => self.wrong("a name is missing here"),
        }
    }

    /// Reads something that may hold itself.
    pub(super) fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, ScriptError>,
    ) -> Result<T, ScriptError> {
        if self.depth >= DEEPEST {
            return self.wrong("this is nested too deeply");
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    pub(super) fn block(&mut self) -> Result<Block, ScriptError> {
        self.expect("{")?;
        let mut block = Block::new();
        loop {
            self.skip_ends();
            if self.eat("}") {
                return Ok(block);
            }
            block.push(self.statement()?);
        }
    }

    fn statement(&mut self) -> Result<Statement, ScriptError> {
        self.deeper(Self::whole_statement)
    }

    fn whole_statement(&mut self) -> Result<Statement, ScriptError> {
        let statement = match self.peek() {
            Some(ScriptToken::Sign("{")) => Statement::Block(self.block()?),
            Some(ScriptToken::Name(name)) => match name.as_str() {
                "if" => self.condition()?,
                "for" => self.repetition()?,
                "break" => self.word(Statement::Break),
                "continue" => self.word(Statement::Continue),
                "return" => {
                    self.at += 1;
                    let is_alone =
                        matches!(self.peek(), None | Some(ScriptToken::End | ScriptToken::Sign("}")));
                    Statement::Return(if is_alone { None } else { Some(self.expression()?) })
                }
                _ => self.simple()?,
            },
            _ => self.simple()?,
        };
        match self.peek() {
            None | Some(ScriptToken::End | ScriptToken::Sign("}")) => Ok(statement),
            _ => self.wrong("a statement ends before this"),
        }
    }

    fn word(&mut self, statement: Statement) -> Statement {
        self.at += 1;
        statement
    }

    /// An expression, or what puts a value in its place.
    fn simple(&mut self) -> Result<Statement, ScriptError> {
        let target = self.expression()?;
        let Some(ScriptToken::Sign(sign)) = self.peek() else { return Ok(Statement::Expression(target)) };
        let how = match *sign {
            ":=" => Assignment::Define,
            "=" => Assignment::Set,
            "++" | "--" => {
                let how = if *sign == "++" { BinaryOperator::Add } else { BinaryOperator::Subtract };
                self.at += 1;
                let (how, value) = (Assignment::Join(how), Expression::Int(1));
                return Ok(Statement::Assign { target, how, value });
            }
            sign => match sign.strip_suffix('=').and_then(BinaryOperator::of) {
                Some((operator, closeness)) if closeness > 3 => Assignment::Join(operator),
                _ => return Ok(Statement::Expression(target)),
            },
        };
        self.at += 1;
        Ok(Statement::Assign { target, how, value: self.expression()? })
    }

    fn condition(&mut self) -> Result<Statement, ScriptError> {
        self.at += 1;
        let first = self.simple()?;
        let (before, condition) = if self.peek() == Some(&ScriptToken::End) {
            self.at += 1;
            (Some(Box::new(first)), self.expression()?)
        } else if let Statement::Expression(condition) = first {
            (None, condition)
        } else {
            return self.wrong("a condition is missing here");
        };
        let then = self.block()?;
        let otherwise = if !self.eat_name("else") {
            None
        } else if self.is_name("if") {
            Some(Box::new(self.deeper(Self::condition)?))
        } else {
            Some(Box::new(Statement::Block(self.block()?)))
        };
        Ok(Statement::If { before, condition, then, otherwise })
    }

    fn repetition(&mut self) -> Result<Statement, ScriptError> {
        self.at += 1;
        if let Some((key, value)) = self.names_before_in()? {
            let over = self.expression()?;
            return Ok(Statement::ForIn { key, value, over, body: self.block()? });
        }
        let ends = |parser: &Self| parser.peek() == Some(&ScriptToken::End) || parser.is_sign("{");
        let first = if ends(self) { None } else { Some(self.simple()?) };
        if self.peek() != Some(&ScriptToken::End) {
            let condition = match first {
                None => None,
                Some(Statement::Expression(condition)) => Some(condition),
                Some(_) => return self.wrong("a condition is missing here"),
            };
            return Ok(Statement::For { before: None, condition, after: None, body: self.block()? });
        }
        self.at += 1;
        let condition = if ends(self) { None } else { Some(self.expression()?) };
        let has_more = self.peek() == Some(&ScriptToken::End);
        self.at += usize::from(has_more);
        let after = if ends(self) { None } else { Some(Box::new(self.simple()?)) };
        Ok(Statement::For { before: first.map(Box::new), condition, after, body: self.block()? })
    }

    /// The names in `for key, value in`; `for value in` has no key.
    fn names_before_in(&mut self) -> Result<Option<(String, String)>, ScriptError> {
        let start = self.at;
        if matches!(self.peek(), Some(ScriptToken::Name(_))) {
            let first = self.name()?;
            let second = if self.eat(",") { Some(self.name()?) } else { None };
            if self.eat_name("in") {
                return Ok(Some(match second {
                    Some(second) => (first, second),
                    None => ("_".to_owned(), first),
                }));
            }
        }
        self.at = start;
        Ok(None)
    }
}
