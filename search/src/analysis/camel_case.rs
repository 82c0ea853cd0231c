//! Splitting of camel case.

use super::case::{is_lower, is_upper};

/// Byte ranges of the camel-case parts of `atom`, e.g. `Kube|API|Down` or
/// `etcd|Members|Down`; a single range if it has none.
///
/// A part starts at an upper-case letter after a lower-case letter or digit,
/// and at the last letter of an upper-case run that is followed by a lower-case
/// letter. A single letter at either end (`eBPF`, `IPv4`) and the plural of an
/// acronym (`PVCs`) are not split off.
pub(super) fn camel_case_parts(atom: &str) -> Vec<(usize, usize)> {
    if atom
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    {
        return vec![(0, atom.len())];
    }
    let chars: Vec<(usize, char)> = atom.char_indices().collect();
    let mut cuts = Vec::new();
    for i in 1..chars.len() {
        let (before, (at, here)) = (chars[i - 1].1, chars[i]);
        if !is_upper(here) {
            continue;
        }
        let after = chars.get(i + 1).map(|&(_, c)| c);
        let rise = !is_upper(before);
        let plural = after == Some('s') && !chars.get(i + 2).is_some_and(|&(_, c)| is_lower(c));
        let run_ends = after.is_some_and(is_lower) && !plural;
        if rise || run_ends {
            cuts.push((i, at));
        }
    }
    if cuts.first().is_some_and(|&(i, _)| i == 1) {
        cuts.remove(0);
    }
    if cuts.last().is_some_and(|&(i, _)| i + 1 == chars.len()) {
        cuts.pop();
    }
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut start = 0;
    for (_, at) in cuts {
        parts.push((start, at));
        start = at;
    }
    parts.push((start, atom.len()));
    parts
}

#[cfg(test)]
mod tests {
    use super::camel_case_parts;

    #[test]
    fn camel_case_is_cut_where_a_reader_would() {
        for (atom, parts) in [
            ("KubePodCrashLooping", "Kube|Pod|Crash|Looping"),
            ("KubeAPIDown", "Kube|API|Down"),
            ("etcdMembersDown", "etcd|Members|Down"),
            ("HTTPServer2Down", "HTTP|Server2|Down"),
            ("OOMKilled", "OOM|Killed"),
            ("ECONNRESET", "ECONNRESET"),
            ("PVCs", "PVCs"),
            ("PVCsFull", "PVCs|Full"),
            ("IPv4", "IPv4"),
            ("eBPF", "eBPF"),
            ("k8s", "k8s"),
            ("Kafka", "Kafka"),
            ("ÉtatÉlevé", "État|Élevé"),
        ] {
            let found: Vec<&str> = camel_case_parts(atom)
                .iter()
                .map(|&(a, b)| &atom[a..b])
                .collect();
            assert_eq!(found.join("|"), parts, "{atom}");
        }
    }
}
