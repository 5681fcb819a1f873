//! What a script says, as a tree.

use std::sync::Arc;

/// Statements in order.
pub(super) type Block = Vec<Statement>;

/// One statement.
#[derive(Debug)]
pub(super) enum Statement {
    /// An expression for what it does.
    Expression(Expression),
    /// `target := value`, `target = value`, or with an operator, `target += value`.
    Assign { target: Expression, how: Assignment, value: Expression },
    /// `if before; condition { then } else …`.
    If {
        before: Option<Box<Statement>>,
        condition: Expression,
        then: Block,
        otherwise: Option<Box<Statement>>,
    },
    /// `{ … }`.
    Block(Block),
    /// `for before; condition; after { body }`; each part may be missing.
    For {
        before: Option<Box<Statement>>,
        condition: Option<Expression>,
        after: Option<Box<Statement>>,
        body: Block,
    },
    /// `for key, value in over { body }`.
    ForIn { key: String, value: String, over: Expression, body: Block },
    /// `return value`.
    Return(Option<Expression>),
    /// `break`.
    Break,
    /// `continue`.
    Continue,
}

/// How a value is put in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Assignment {
    /// Under a new name.
    Define,
    /// Under a name that is there.
    Set,
    /// Joined with what is there.
    Join(BinaryOperator),
}

/// Something with a value.
#[derive(Debug)]
pub(super) enum Expression {
    Undefined,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
    Text(String),
    Name(String),
    Array(Vec<Expression>),
    Map(Vec<(String, Expression)>),
    Function(Arc<Function>),
    Unary(UnaryOperator, Box<Expression>),
    Binary(BinaryOperator, Box<Expression>, Box<Expression>),
    /// `condition ? one : other`.
    Choice(Box<Expression>, Box<Expression>, Box<Expression>),
    /// `function(arguments)`; the last argument may be spread, `f(list...)`.
    Call {
        function: Box<Expression>,
        arguments: Vec<Expression>,
        spreads: bool,
    },
    /// `value[index]` and `value.name`.
    Index(Box<Expression>, Box<Expression>),
    /// `value[from:to]`.
    Slice(Box<Expression>, Option<Box<Expression>>, Option<Box<Expression>>),
    /// `import("text")`.
    Import(String),
}

/// A function that a script defines.
#[derive(Debug)]
pub(super) struct Function {
    pub parameters: Vec<String>,
    /// Whether the last parameter takes all arguments that are left.
    pub takes_rest: bool,
    pub body: Block,
}

/// An operator before a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnaryOperator {
    Not,
    Negative,
    Positive,
    Complement,
}

/// An operator between two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BinaryOperator {
    Or,
    And,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    BitAnd,
    BitOr,
    BitXor,
    BitClear,
    ShiftLeft,
    ShiftRight,
}

impl BinaryOperator {
    /// The operator of a sign, and how closely it binds.
    pub(super) fn of(sign: &str) -> Option<(Self, u8)> {
        Some(match sign {
            "||" => (Self::Or, 1),
            "&&" => (Self::And, 2),
            "==" => (Self::Equal, 3),
            "!=" => (Self::Unequal, 3),
            "<" => (Self::Less, 3),
            "<=" => (Self::LessOrEqual, 3),
            ">" => (Self::Greater, 3),
            ">=" => (Self::GreaterOrEqual, 3),
            "+" => (Self::Add, 4),
            "-" => (Self::Subtract, 4),
            "|" => (Self::BitOr, 4),
            "^" => (Self::BitXor, 4),
            "*" => (Self::Multiply, 5),
            "/" => (Self::Divide, 5),
            "%" => (Self::Remainder, 5),
            "<<" => (Self::ShiftLeft, 5),
            ">>" => (Self::ShiftRight, 5),
            "&" => (Self::BitAnd, 5),
            "&^" => (Self::BitClear, 5),
            _ => return None,
        })
    }
}
