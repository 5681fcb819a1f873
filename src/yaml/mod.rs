//! YAML with places: which bytes of a file hold a given key or value.
//!
//! `serde_yaml` reads the values; when one of them turns out wrong, an [`Index`] built from the
//! parser's events says where it stands, so that the mistake can be underlined.

mod cursor;
mod described;
mod edit;
mod field_names;
mod forgiving;
mod index;
mod mistyped;
mod nearest;
mod path;
mod problem;
mod read;
mod repeated;

pub use cursor::Cursor;
pub use described::{Described, Parameter, words_of};
pub use edit::with_value;
pub use field_names::field_names;
pub use forgiving::forgiving;
pub use index::Index;
pub use mistyped::{mistyped, typed};
pub use nearest::nearest;
pub use path::{Path, Step};
pub use problem::{Place, Problem};
pub use read::read;
