//! Reads when a document was reviewed, and when the next review is due.

use model::FrontMatter;

use super::dates;
use super::fields::Fields;

/// Reads the date of the last review and the period until the next one.
pub(super) fn review(fields: &mut Fields<'_>, front: &mut FrontMatter) {
    let reviewed = fields.parsed(
        &["last_reviewed", "last_reviewed_on"],
        "an ISO 8601 date such as `2023-08-02`",
        |text, _| dates::date(text),
    );
    let every = fields.parsed(
        &["review_every", "review_in"],
        "a period such as `6 months`",
        |text, _| dates::period(text),
    );
    if let (Some(reviewed), Some(every)) = (reviewed, every) {
        let due = reviewed.checked_add(every).ok();
        front.review_due = due;
    }
    front.last_reviewed = reviewed;
    front.review_every = every.map(|every| every.to_string());
}
