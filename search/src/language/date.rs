//! Dates in filters: a year, a month or a day.

/// Whether a text is a date like `2023`, `2023-01` or `2023-01-31`, from 1900
/// on. In this form, dates compare as text.
pub(super) fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut part = |width: usize| {
        let part = parts.next()?;
        let is_number = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok())?
    };
    let Some(year @ 1900..=2999) = part(4) else {
        return false;
    };
    let (length, month) = (text.len(), part(2));
    let days = match month {
        Some(4 | 6 | 9 | 11) => 30,
        Some(2) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        Some(2) => 28,
        Some(1..=12) => 31,
        Some(_) => return false,
        None => return length == 4,
    };
    match part(2) {
        Some(day) => (1..=days).contains(&day) && length == 10,
        None => length == 7,
    }
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn years_months_and_days() {
        for date in ["2023", "2023-01", "2023-12-31", "2024-02-29", "1999"] {
            assert!(is_date(date), "{date}");
        }
        for other in [
            "",
            "23",
            "5432",
            "2023-",
            "2023-1",
            "2023-13",
            "2023-00",
            "2023-02-29",
            "2023-04-31",
            "2023-01-00",
            "2023-01-01-",
            "2023-01-01T00",
            "2023/01",
            "yesterday",
            "２０２３",
        ] {
            assert!(!is_date(other), "{other}");
        }
    }
}
