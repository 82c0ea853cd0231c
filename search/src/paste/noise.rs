//! What is set aside: instants, numbers, ids, addresses.

/// Names of months and days as logs write them.
const CALENDAR: &str =
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun";
/// Time zones.
const ZONES: &str = "UTC GMT CET CEST EST EDT CST CDT PST PDT IST JST BST AM PM";
/// Units behind numbers, as in `12ms`, `512Mi`, `3h`.
const UNITS: &str = "ns us µs ms s sec secs m min mins h d b kb mb gb tb kib mib gib tib k ki mi gi ti g t x rps qps hz";
/// What request and trace ids start with.
const IDS: &str = "req request trace span session sess txn tx corr id uid";

/// Whether a word is in a list between spaces.
pub(super) fn listed(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Whether a word names a month or a day of the week.
pub(super) fn is_calendar(word: &str) -> bool {
    word.len() == 3 && listed(CALENDAR, &word.to_ascii_lowercase())
}

/// Whether a word holds `hh:mm:ss`.
pub(super) fn has_time(word: &str) -> bool {
    let digit = |byte: u8| byte.is_ascii_digit();
    word.as_bytes().windows(8).any(|at| {
        at[2] == b':' && at[5] == b':' && [0, 1, 3, 4, 6, 7].iter().all(|&n| digit(at[n]))
    })
}

/// Whether a word matches nothing in any document but by accident.
pub(super) fn is_noise(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return listed(ZONES, word) || is_address(word) && word.contains("::");
    }
    if !word.is_ascii() {
        return is_quantity(word);
    }
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters == 0 {
        return !is_version(word);
    }
    is_instant(word)
        || is_count(word)
        || is_hex(word)
        || is_address(word)
        || is_quantity(word)
        || is_log_header(word)
        || is_thread(word)
        || is_machine(word)
        || is_id(word)
}

/// A machine that a cloud named: `ip-10-0-20-114.eu-west-1.compute.internal`,
/// `gke-prod-a-user-15c0a8f2-2w6d`, `aks-pool1-1234-vmss000001`.
fn is_machine(word: &str) -> bool {
    let host = word.split('.').next().unwrap_or(word);
    let mut parts = host.split('-');
    match parts.next() {
        Some("ip") => {
            let number = |part: &str| part.len() <= 3 && part.parse::<u8>().is_ok();
            host.len() > 3 && parts.all(number)
        }
        Some("gke") => {
            let [end, group] = [(); 2].map(|()| parts.next_back().unwrap_or_default());
            end.len() == 4 && group.len() == 8 && group.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        Some("aks") => parts.next_back().is_some_and(|end| end.starts_with("vmss")),
        _ => false,
    }
}

/// `3.5.9`, but neither `1.5` nor `10.0.0.1`.
fn is_version(word: &str) -> bool {
    let numbers = word.split('.');
    let dots = numbers.clone().count();
    let plain =
        |part: &str| !part.is_empty() && part.len() < 5 && part.bytes().all(|b| b.is_ascii_digit());
    let wide = |part: &str| part.parse::<u16>().is_ok_and(|n| n > 255);
    numbers.clone().all(plain) && (dots == 3 || dots == 4 && numbers.clone().any(wide))
}

/// `2024-03-12T08:15:02.123Z`, `12/Mar/2024:08:15:02`.
fn is_instant(word: &str) -> bool {
    let shape = |byte: u8| byte.is_ascii_digit() || b"-+:./TZ".contains(&byte);
    let starts = word.bytes().take(4).filter(u8::is_ascii_digit).count();
    if starts == 4 && word.bytes().all(shape) {
        return true;
    }
    let mut parts = word.split(['/', '-', ':']);
    let day = parts.next().is_some_and(|day| matches!(day.len(), 1 | 2));
    day && parts.next().is_some_and(is_calendar)
}

/// How often an event of Kubernetes came: `x163`.
fn is_count(word: &str) -> bool {
    let number = word.strip_prefix('x').unwrap_or_default();
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && !matches!(number, "86" | "64" | "509")
}

/// A number in hexadecimal: `0x7f…`, a hash, a UUID, `sha256:…`.
fn is_hex(word: &str) -> bool {
    let word = word.rsplit([':', '/']).next().unwrap_or(word);
    if word.starts_with("0x") {
        return !super::names::is_hresult(word);
    }
    let hex = word.bytes().filter(u8::is_ascii_hexdigit).count();
    let dashes = word.bytes().filter(|&byte| byte == b'-').count();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    hex + dashes == word.len() && hex >= 8 && digits > 0 && (dashes == 0 || dashes == 4)
}

/// An address of version 6 or of a network card.
fn is_address(word: &str) -> bool {
    let colons = word.bytes().filter(|&byte| byte == b':').count();
    let of_address = |byte: u8| byte.is_ascii_hexdigit() || b":./%".contains(&byte);
    colons >= 2 && word.bytes().all(of_address)
}

/// Numbers with units: `12ms`, `10m0s`, `1.5GiB`, `+3h`.
fn is_quantity(word: &str) -> bool {
    let mut rest = word.trim_start_matches(['+', '-', '~']);
    let mut any = false;
    while rest.starts_with(|c: char| c.is_ascii_digit()) {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let unit = rest
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        if !unit.is_empty() && !listed(UNITS, &unit.to_ascii_lowercase()) {
            return false;
        }
        rest = rest[unit.len()..].trim_start_matches(['/', '%']);
        any = true;
    }
    any && (rest.is_empty() || listed(UNITS, rest))
}

/// The head of a line of klog: `E0312`.
pub(super) fn is_log_header(word: &str) -> bool {
    word.len() == 5
        && word.starts_with(['I', 'W', 'E', 'F'])
        && word.bytes().skip(1).all(|byte| byte.is_ascii_digit())
}

/// `http-nio-8080-exec-3`, `pool-1-thread-2`, `Thread-12`.
fn is_thread(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let mut segments = lower.split(['-', '_', '#']);
    word.ends_with(|c: char| c.is_ascii_digit())
        && segments.any(|part| matches!(part, "thread" | "exec" | "goroutine"))
}

/// A request id or another text that a machine made up.
fn is_id(word: &str) -> bool {
    let head = word.split(['-', '_', ':']).next().unwrap_or_default();
    if head.len() < word.len() && listed(IDS, &head.to_ascii_lowercase()) {
        return true;
    }
    let plain = word
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"+=".contains(&byte));
    let switches = word.as_bytes().windows(2);
    let switches = switches.filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit());
    plain && word.len() >= 8 && switches.count() >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matches_nothing_is_noise() {
        for word in [
            "2024-03-12",
            "08:15:02",
            "2024-03-12T08:15:02.123Z",
            "2024-03-12T08:15:02+01:00",
            "12/Mar/2024:08:15:02",
            "30",
            "3000",
            "1.5",
            "99.9%",
            "12ms",
            "10m0s",
            "512Mi",
            "1.5GiB",
            "10.0.0.1",
            "10.0.0.1:5432",
            "10.0.0.0/16",
            "fe80::1",
            "::1",
            "00:1a:2b:3c:4d:5e",
            "0x7f3a",
            "deadbeef01",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "sha256:0123456789abcdef",
            "E0312",
            "x163",
            "http-nio-8080-exec-3",
            "pool-1-thread-2",
            "req-8f3a9c",
            "trace_id_12",
            "01HQ3Z7Y8K9X",
            "UTC",
            "1710231302",
        ] {
            assert!(is_noise(word), "{word}");
        }
    }

    #[test]
    fn names_are_no_noise() {
        for word in [
            "ORA-01555",
            "5xx",
            "k8s",
            "p99",
            "3.5.9",
            "log4j",
            "ECONNRESET",
            "payments-api",
            "us-east-1",
            "kafka-0",
            "s3",
            "ipv6",
            "x509",
            "CVE-2021-44228",
            "node_cpu_seconds_total",
            "added",
            "facade",
            "idle",
            "v1.28.3",
            "HTTP/1.1",
            "main.go:42",
            "14.2.1.300",
            "数据库",
        ] {
            assert!(!is_noise(word), "{word}");
        }
    }
}
