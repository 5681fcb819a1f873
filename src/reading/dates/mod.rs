//! Dates in a text: the forms in which they are written, and the calendar.

mod calendar;
mod form;

pub use calendar::{FIRST_YEAR, days_in, weekday_of};
pub use form::{DateForm, DateNames, DatePart, DateWords, first_form};
