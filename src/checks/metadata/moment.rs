//! Points in time as metadata gives them.

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// A point in time, as exact as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Days since 1 March of the year 0.
    day: i64,
    /// Seconds of the day, where the hour is given.
    seconds: Option<i64>,
    /// Minutes before the time of Greenwich, where the zone is given.
    zone: Option<i64>,
}

impl Moment {
    /// Reads `2024-05-04`, `2024-05-04 12:30`, `2024-05-04T12:30:00.000+02:00` and the like; every other
    /// form is left alone, since day and month may be either way round in it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, rest) = text.split_at_checked(10)?;
        let mut parts = date.split('-');
        let mut number = |length: usize| parts.next().filter(|part| part.len() == length).and_then(digits);
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let day = days(year, month, day);
        let Some(rest) =
            rest.strip_prefix(['T', 't', ' ']).map(str::trim_start).filter(|rest| !rest.is_empty())
        else {
            return rest.is_empty().then_some(Self { day, seconds: None, zone: None });
        };
        let end = rest.find(|sign: char| !sign.is_ascii_digit() && sign != ':' && sign != '.');
        let (clock, zone) = rest.split_at(end.unwrap_or(rest.len()));
        let mut parts = clock.split('.').next()?.split(':');
        let (hour, minute) = (digits(parts.next()?)?, digits(parts.next()?)?);
        let second = parts.next().map_or(Some(0), digits)?;
        let zone = match zone.trim() {
            "" => None,
            zone => Some(offset(zone)?),
        };
        Some(Self { day, seconds: Some((hour * 60 + minute) * 60 + second), zone })
    }

    /// Whether it is surely before another one, whatever is not told of the hour or the zone.
    pub(super) fn is_before(self, other: Self) -> bool {
        match (self.seconds, other.seconds) {
            (Some(one), Some(another)) if self.zone.is_some() == other.zone.is_some() => {
                self.instant(one) < other.instant(another)
            }
            (None, None) => self.day < other.day,
            // Where one of the two lacks the hour or the zone, a day may lie between what they mean.
            _ => self.day + 1 < other.day,
        }
    }

    fn instant(self, seconds: i64) -> i64 {
        (self.day * DAY - self.zone.unwrap_or(0)) * 60 + seconds
    }
}

fn digits(text: &str) -> Option<i64> {
    let all = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

/// The minutes of `Z`, `+02:00`, `-0500` and `+02`.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z" | "UTC" | "GMT") {
        return Some(0);
    }
    let (sign, rest) =
        zone.strip_prefix('+').map_or_else(|| (-1, zone.strip_prefix('-')), |rest| (1, Some(rest)));
    let plain = rest?.replace(':', "");
    let (hours, minutes) = plain.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { 0 } else { digits(minutes)? };
    Some(sign * (digits(hours)? * 60 + minutes))
}

/// Days since 1 March of the year 0, so that February ends the year and leap days come last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + day
        - 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_before(one: &str, other: &str) -> bool {
        Moment::read(one).unwrap().is_before(Moment::read(other).unwrap())
    }

    #[test]
    fn days_and_hours_are_told_apart() {
        assert!(is_before("2024-05-03", "2024-05-04"));
        assert!(!is_before("2024-05-04", "2024-05-04"));
        assert!(is_before("2024-05-04 12:29", "2024-05-04T12:30:00"));
        assert!(is_before("2024-02-29", "2024-03-01"));
        assert!(is_before("2023-12-31T23:59:59.500Z", "2024-01-01T00:00:00Z"));
    }

    #[test]
    fn zones_are_reckoned_with() {
        assert!(!is_before("2024-05-04T12:00:00Z", "2024-05-04T13:30:00+02:00"));
        assert!(is_before("2024-05-04T12:00:00+02:00", "2024-05-04T10:30:00 +0000"));
        assert!(is_before("2024-05-04 09:00 -0500", "2024-05-04 17:00 +02:00"));
    }

    #[test]
    fn what_is_not_told_is_not_held_against_anybody() {
        assert!(!is_before("2024-05-03", "2024-05-04T01:00:00Z"));
        assert!(!is_before("2024-05-04 23:00", "2024-05-05T01:00:00+02:00"));
        assert!(is_before("2024-05-02", "2024-05-04T01:00:00Z"));
    }

    #[test]
    fn other_forms_are_not_read() {
        for text in
            ["04/05/2024", "4 May 2024", "2024-05", "2024-13-01", "2024-05-04 at noon", "", "20240504"]
        {
            assert_eq!(Moment::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_before_itself_and_order_holds(one in 0_i64..4_000_000, step in 1_i64..2_000) {
            let date = |day: i64| Moment { day, seconds: None, zone: None };
            prop_assert!(!date(one).is_before(date(one)));
            prop_assert!(date(one).is_before(date(one + step)) && !date(one + step).is_before(date(one)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
            let _ = Moment::read(&text);
        }

        #[test]
        fn each_day_follows_the_one_before(year in 1_i64..3000, month in 1_i64..=12, day in 1_i64..=27) {
            prop_assert_eq!(days(year, month, day) + 1, days(year, month, day + 1));
            let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            let length = days(next_year, next, 1) - days(year, month, 1);
            prop_assert!((28..=31).contains(&length));
        }
    }
}
