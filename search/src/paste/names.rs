//! Recognition of exceptions, error codes, pods and hosts by their form.

use super::word_list::contains_word;

/// Errors of `errno.h`, Node and Go, and signals.
const ERRNO: &str = "EACCES EADDRINUSE EADDRNOTAVAIL EAGAIN EAI_AGAIN EBADF EBUSY ECANCELED ECHILD \
    ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK EDQUOT EEXIST EFAULT EFBIG EHOSTDOWN EHOSTUNREACH \
    EINTR EINVAL EIO EISDIR ELOOP EMFILE EMLINK EMSGSIZE ENAMETOOLONG ENETDOWN ENETUNREACH ENFILE \
    ENOBUFS ENODEV ENOENT ENOEXEC ENOLCK ENOMEM ENOSPC ENOSYS ENOTCONN ENOTDIR ENOTEMPTY ENOTFOUND \
    ENXIO EPERM EPIPE EPROTO EROFS ESHUTDOWN ESOCKETTIMEDOUT ESRCH ESTALE ETIMEDOUT ETXTBSY \
    EWOULDBLOCK EXDEV NXDOMAIN SERVFAIL SIGABRT SIGBUS SIGFPE SIGHUP SIGILL SIGINT SIGKILL SIGPIPE \
    SIGQUIT SIGSEGV SIGTERM";

/// Reasons in Kubernetes events.
const REASONS: &str = "BackOff ContainerCannotRun CrashLoopBackOff CreateContainerConfigError \
    CreateContainerError DeadlineExceeded ErrImagePull Evicted FailedAttachVolume FailedCreate \
    FailedMount FailedScheduling ImagePullBackOff InvalidImageName NodeNotReady NodeLost OOMKilled \
    OOMKilling Preempted RunContainerError Unhealthy";

/// The kind of a word.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum WordKind<'a> {
    /// An exception, with its class without the package.
    Exception(&'a str),
    /// An error code.
    Code,
    /// A pod or host, with the name of its workload.
    Instance(&'a str),
    /// Another identifier.
    Identifier,
    /// A word.
    Word,
}

/// The kind of a word, by its form.
pub(super) fn name(word: &str) -> WordKind<'_> {
    let class = word
        .rsplit(['.', ':', '\\', '/', '$'])
        .next()
        .unwrap_or(word);
    if is_exception(class) {
        return WordKind::Exception(class);
    }
    if is_code(word) {
        return WordKind::Code;
    }
    match pod(word).or_else(|| pod_in_namespace(word)) {
        // `pod/api-x2x4z`, as `kubectl` prints it.
        Some(stem) => WordKind::Instance(stem.rsplit('/').next().unwrap_or(stem)),
        None if is_identifier(word) => WordKind::Identifier,
        None => WordKind::Word,
    }
}

/// `SocketTimeoutException`, `TypeError`; neither `Error` alone nor `terror`.
fn is_exception(class: &str) -> bool {
    let stem = ["Exception", "Error", "Failure", "Fault"]
        .iter()
        .find_map(|end| class.strip_suffix(end));
    stem.is_some_and(|stem| {
        stem.len() > 1
            && stem.starts_with(|c: char| c.is_ascii_uppercase())
            && stem
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && stem
                .bytes()
                .any(|byte| byte.is_ascii_lowercase() || byte == b'O' || byte == b'E')
    })
}

/// `ORA-01555`, `ECONNRESET`, `DEADLINE_EXCEEDED`, `CrashLoopBackOff`, `5xx`,
/// `0x80070005`.
fn is_code(word: &str) -> bool {
    if is_hresult(word) {
        return true;
    }
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let (head, tail) = word.split_at(letters);
    let number = tail.strip_prefix('-').unwrap_or_default();
    if (2..=6).contains(&head.len()) && number.len() >= 3 {
        return number
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-');
    }
    let constant = word.len() >= 6
        && word.contains('_')
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    constant
        || matches!(word, "5xx" | "4xx" | "5XX" | "4XX")
        || contains_word(ERRNO, word)
        || contains_word(REASONS, word)
}

/// The name of a pod without its hashes: `api` for `api-7d9f8b6c5d-x2x4z` and
/// for `api-x2x4z`.
pub(super) fn pod(word: &str) -> Option<&str> {
    let (rest, suffix) = word.rsplit_once('-')?;
    let plain = |part: &str| {
        part.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    let digits = |part: &str| part.bytes().filter(u8::is_ascii_digit).count();
    let vowels = |part: &str| part.bytes().filter(|byte| b"aeiou".contains(byte)).count();
    if suffix.len() != 5 || !plain(suffix) {
        return None;
    }
    if let Some((stem, hash)) = rest.rsplit_once('-')
        && (7..=10).contains(&hash.len())
        && plain(hash)
        && digits(hash) >= 2
        && !stem.is_empty()
    {
        return Some(stem);
    }
    let random = (1..5).contains(&digits(suffix)) && vowels(suffix) == 0;
    (random && !rest.is_empty()).then_some(rest)
}

/// The same for a pod with its namespace, as the kubelet writes it: `api` for
/// `api-7d9f8b6c5d-x2x4z_prod`.
fn pod_in_namespace(word: &str) -> Option<&str> {
    pod(word.split_once('_')?.0)
}

/// The name of a host without domain, port and number: `payments-db` for
/// `payments-db-01.prod.example.com:9187`.
pub(super) fn host(word: &str) -> &str {
    let first = word.split(['.', ':', '/']).next().unwrap_or(word);
    let stem = pod(first).unwrap_or(first);
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_'));
    let is_ip = matches!(stem, "ip" | "localhost" | "");
    if is_ip || stem.len() < 2 { "" } else { stem }
}

/// A Windows error code: `0x80070005`.
pub(super) fn is_hresult(word: &str) -> bool {
    word.len() == 10
        && (word.starts_with("0x8") || word.starts_with("0xC") || word.starts_with("0xc"))
        && word.bytes().skip(2).all(|byte| byte.is_ascii_hexdigit())
        && word.as_bytes()[3..6].contains(&b'0')
}

/// A file, module or quantity without the number after it: `main.go` for
/// `main.go:42`, `total-vm` for `total-vm:8123456kB`.
pub(super) fn without_number(word: &str) -> Option<&str> {
    let (name, number) = word.rsplit_once(':')?;
    let unit = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = unit.len() < number.len()
        && unit.len() <= 3
        && unit.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_number && !name.ends_with(':')).then_some(name)
}

/// Whether a word has the form of an identifier: several parts, camel case, or
/// letters and digits.
fn is_identifier(word: &str) -> bool {
    let bytes = word.as_bytes();
    let joined = bytes.windows(3).any(|at| {
        b"._-/:@".contains(&at[1])
            && at[0].is_ascii_alphanumeric()
            && (at[2].is_ascii_alphanumeric() || at[2] == b':')
    });
    let rise = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    let mixed = bytes.iter().any(u8::is_ascii_digit) && bytes.iter().any(u8::is_ascii_alphabetic);
    joined || mixed || bytes.windows(2).any(rise)
}

/// Whether a word is camel case, as alert names are.
pub(super) fn is_camel_case(word: &str) -> bool {
    let rise = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && word.as_bytes().windows(2).any(rise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_form() {
        for (word, expected) in [
            (
                "java.net.SocketTimeoutException",
                WordKind::Exception("SocketTimeoutException"),
            ),
            ("OOMError", WordKind::Exception("OOMError")),
            (
                "psycopg2.OperationalError",
                WordKind::Exception("OperationalError"),
            ),
            (
                "com.shop.Outer$InnerException",
                WordKind::Exception("InnerException"),
            ),
            ("Error", WordKind::Word),
            ("ERROR", WordKind::Word),
            ("terror", WordKind::Word),
            ("ORA-01555", WordKind::Code),
            ("CVE-2021-44228", WordKind::Code),
            ("ECONNRESET", WordKind::Code),
            ("DEADLINE_EXCEEDED", WordKind::Code),
            ("OOMKilled", WordKind::Code),
            ("0x80070005", WordKind::Code),
            ("api-7d9f8b6c5d-x2x4z", WordKind::Instance("api")),
            (
                "payments-api-6d4cf56db6-abcde",
                WordKind::Instance("payments-api"),
            ),
            ("node-exporter-x2x4z", WordKind::Instance("node-exporter")),
            ("api-7d9f8b6c5d-x2x4z_prod", WordKind::Instance("api")),
            ("pod/api-7d9f8b6c5d-x2x4z", WordKind::Instance("api")),
            ("idle-in_transaction", WordKind::Identifier),
            ("pg_stat_activity", WordKind::Identifier),
            ("KubePodCrashLooping", WordKind::Identifier),
            ("std::vec", WordKind::Identifier),
            ("kafka-0", WordKind::Identifier),
            ("cross-check", WordKind::Identifier),
            ("refused", WordKind::Word),
            ("数据库", WordKind::Word),
        ] {
            assert_eq!(name(word), expected, "{word}");
        }
    }

    #[test]
    fn numbers_after_names_are_removed() {
        for (word, expected) in [
            ("main.go:42", Some("main.go")),
            ("total-vm:8123456kB", Some("total-vm")),
            ("std::vec", None),
            ("nginx:1.25", None),
            ("a::42", None),
            ("x:42files", None),
        ] {
            assert_eq!(without_number(word), expected, "{word}");
        }
    }

    #[test]
    fn hosts_are_known_by_what_runs_there() {
        for (word, expected) in [
            ("payments-db-01.prod.example.com:9187", "payments-db"),
            ("web12", "web"),
            ("ip-10-0-3-7.ec2.internal", ""),
            ("localhost:9090", ""),
            ("10.0.0.1:9090", ""),
            ("kafka-0", "kafka"),
        ] {
            assert_eq!(host(word), expected, "{word}");
        }
    }
}
