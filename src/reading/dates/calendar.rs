//! Which days there are, and on which day of the week they fall.

/// Before this year English dates are of the old calendar, on which the weekdays are others.
pub const FIRST_YEAR: i64 = 1753;

/// Days of a month counted from 0; February has 29 where the year is not known.
pub fn days_in(month: usize, year: Option<i64>) -> u32 {
    let is_leap = |year: i64| year % 4 == 0 && (year < FIRST_YEAR || year % 100 != 0 || year % 400 == 0);
    match month {
        1 if year.is_none_or(is_leap) => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    }
}

/// The weekday of a date, Monday as 0 (Zeller's congruence for the Gregorian calendar).
pub fn weekday_of(year: i64, month: usize, day: u32) -> usize {
    let month = i64::try_from(month).unwrap_or(0) + 1;
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let sum = i64::from(day) + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400;
    // Zeller counts from Saturday.
    usize::try_from((sum + 5).rem_euclid(7)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_of_known_dates() {
        assert_eq!(weekday_of(2021, 9, 12), 1);
        assert_eq!(weekday_of(2000, 1, 29), 1);
        assert_eq!(weekday_of(1969, 6, 20), 6);
    }

    #[test]
    fn leap_years_are_those_of_their_calendar() {
        assert_eq!([1700, 1800, 1900, 2000, 2023].map(|year| days_in(1, Some(year))), [29, 28, 28, 29, 28]);
    }
}
