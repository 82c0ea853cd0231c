//! Rendered HTML at another address.

use app::pages::relative;

use content::join;

/// `html`, whose links are relative to the page at `from`, with the same links
/// relative to its copy at `to`. Only what the renderer writes is understood:
/// well-formed tags with attributes in double quotes.
pub(super) fn rebase(html: &str, from: &str, to: &str) -> String {
    rebased(html, |address| moved(address, from, to))
}

/// The same for a part of the page at `from` that another page, at `to`, shows:
/// what leads to a place of its own page leads back there.
pub(super) fn rebase_part(html: &str, from: &str, to: &str) -> String {
    rebased(html, |address| {
        if address.starts_with('#') && from != to {
            relative(to, &format!("{from}{address}"))
        } else {
            moved(address, from, to)
        }
    })
}

/// How an attribute begins that holds an address.
const ATTRIBUTES: [&str; 2] = [" href=\"", " src=\""];

fn rebased(html: &str, moved: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len() + 64);
    // Where the next of each attribute stands: few are images, and none is looked
    // for again behind every link.
    let find = |name: &str, from: usize| Some(from + html[from..].find(name)?);
    let mut next = ATTRIBUTES.map(|name| find(name, 0));
    let mut done = 0;
    while let Some((at, name)) = next
        .into_iter()
        .zip(ATTRIBUTES)
        .filter_map(|(at, name)| Some((at?, name)))
        .min()
    {
        let start = at + name.len();
        let Some(length) = html[start..].find('"') else {
            break;
        };
        out.push_str(&html[done..start]);
        let address = &html[start..start + length];
        if is_in_tag(&html[done..at]) {
            out.push_str(&moved(address));
        } else {
            out.push_str(address);
        }
        done = start + length;
        for (next, name) in next.iter_mut().zip(ATTRIBUTES) {
            if next.is_some_and(|at| at < done) {
                *next = find(name, done);
            }
        }
    }
    out.push_str(&html[done..]);
    out
}

/// Whether a text ends within a tag: `<` is escaped everywhere else.
fn is_in_tag(before: &str) -> bool {
    before.rfind('<') > before.rfind('>') || (before.contains('<') && !before.contains('>'))
}

fn moved(address: &str, from: &str, to: &str) -> String {
    let has_scheme = address
        .split(['/', '?', '#'])
        .next()
        .is_some_and(|first| first.contains(':'));
    if address.is_empty() || has_scheme || address.starts_with(['#', '/']) {
        return address.to_owned();
    }
    let cut = address.find(['?', '#']).unwrap_or(address.len());
    let (path, suffix) = address.split_at(cut);
    let Some(joined) = join(from, path) else {
        return address.to_owned();
    };
    let folder = path.is_empty() || path.ends_with('/') || path.ends_with("..") || path == ".";
    let slash = if folder && !joined.is_empty() {
        "/"
    } else {
        ""
    };
    relative(to, &format!("/{joined}{slash}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_leads_back_to_its_page() {
        let part = "<a href=\"#step\">x</a> <a href=\"../b/\">y</a>";
        assert_eq!(
            rebase_part(part, "/runbooks/a/", "/symptoms/slow/"),
            "<a href=\"../../runbooks/a/#step\">x</a> <a href=\"../../runbooks/b/\">y</a>"
        );
        assert_eq!(rebase_part(part, "/runbooks/a/", "/runbooks/a/"), part);
    }

    #[test]
    fn links_lead_where_they_led() {
        let (from, to) = ("/runbooks/a/b/", "/alerts/X/");
        for (before, after) in [
            ("<a href=\"../c/#d\">", "<a href=\"../../runbooks/a/c/#d\">"),
            (
                "<a class=\"x\" href=\"../../../\">",
                "<a class=\"x\" href=\"../../\">",
            ),
            (
                "<img src=\"../../../media/x.png\">",
                "<img src=\"../../media/x.png\">",
            ),
            ("<a href=\"#here\">", "<a href=\"#here\">"),
            (
                "<a href=\"https://x.example/\">",
                "<a href=\"https://x.example/\">",
            ),
            (
                "<a href=\"./?q=x\">",
                "<a href=\"../../runbooks/a/b/?q=x\">",
            ),
            ("see href=\"../x\" there", "see href=\"../x\" there"),
        ] {
            assert_eq!(rebase(before, from, to), after);
        }
    }
}
