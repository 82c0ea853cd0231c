//! Decides whether a document is left out of the site.

use super::front::Front;
use crate::config::Config;

/// Returns why a document is left out of the site; `None` if it is not left out.
pub(crate) fn left_out(front: &Front, config: &Config) -> Option<&'static str> {
    if front.draft {
        return Some("a draft");
    }
    if front.hidden_audience && !config.audiences.is_empty() {
        return Some("for an audience that cannot be read");
    }
    let audience = &front.public.audience;
    let reaches = config.audiences.is_empty()
        || audience.is_empty()
        || audience.iter().any(|name| {
            config
                .audiences
                .iter()
                .any(|built| built.eq_ignore_ascii_case(name))
        });
    (!reaches).then_some("for another audience")
}
