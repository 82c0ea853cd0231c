//! The paste parser, as tables of cases.

use proptest::prelude::*;
use search::paste::{MAX_BYTES, PasteFormat, Role, understand};

use crate::common::config;

/// The parts with a role, in lower case.
fn of(text: &str, role: Role) -> Vec<String> {
    let pasted = understand(text).unwrap_or_else(|| panic!("no paste: {text}"));
    let parts = pasted.parts.into_iter().filter(|part| part.role == role);
    parts.map(|part| part.text).collect()
}

/// The parts with a higher weight than a word.
fn strong(text: &str) -> Vec<String> {
    let pasted = understand(text).unwrap_or_else(|| panic!("no paste: {text}"));
    let mut parts = pasted.parts;
    parts.retain(|part| part.weight > 1.5);
    parts.into_iter().map(|part| part.text).collect()
}

fn shape(text: &str) -> Option<PasteFormat> {
    understand(text).map(|pasted| pasted.format)
}

const JAVA: &str = "\
Exception in thread \"main\" java.lang.IllegalStateException: could not charge card
\tat com.shop.checkout.PaymentService.charge(PaymentService.java:42)
\tat com.shop.checkout.Till.pay(Till.java:17)
\tat java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.net.SocketTimeoutException: Read timed out
\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)
\t... 7 more";

const PYTHON: &str = "\
Traceback (most recent call last):
  File \"/app/worker/tasks.py\", line 88, in run_settlement
    cursor.execute(query)
psycopg2.errors.SerializationFailure: could not serialize access due to concurrent update";

const GO: &str = "\
panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4a2f3c]

goroutine 17 [running]:
main.(*Ledger).Post(0x0, {0xc0000b4000, 0x3})
\t/src/ledger/post.go:61 +0x1c
created by main.main
\t/src/ledger/main.go:24 +0x8a";

const NODE: &str = "\
Error: connect ECONNREFUSED 10.2.3.4:6379
    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1595:16)
    at Basket.load (/app/basket/store.js:31:9) {
  errno: -111,
  code: 'ECONNREFUSED'
}";

const DOTNET: &str = "\
Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.
   at Shop.Orders.OrderService.Ship(Int32 id) in /src/OrderService.cs:line 57
   at Shop.Orders.Program.Main(String[] args) in /src/Program.cs:line 12";

const RUST: &str = "\
thread 'tokio-runtime-worker' panicked at src/quota.rs:77:14:
called `Result::unwrap()` on an `Err` value: PoolTimedOut
stack backtrace:
   0: rust_begin_unwind
             at /rustc/0123456789abcdef/library/std/src/panicking.rs:652:5
   3: quota::limits::check
             at ./src/quota.rs:77:14";

#[test]
fn stack_traces_give_their_exceptions() {
    for (text, expected) in [
        (
            JAVA,
            vec!["IllegalStateException", "SocketTimeoutException"],
        ),
        (PYTHON, vec!["SerializationFailure"]),
        (GO, vec!["SIGSEGV"]),
        (NODE, vec!["ECONNREFUSED", "111"]),
        (DOTNET, vec!["NullReferenceException"]),
        (RUST, vec![]),
    ] {
        assert_eq!(shape(text), Some(PasteFormat::StackTrace), "{text}");
        assert_eq!(strong(text), expected, "{text}");
    }
    let words = |text| of(text, Role::Word);
    assert!(words(JAVA).contains(&"charge".to_owned()));
    assert!(words(GO).contains(&"dereference".to_owned()));
    assert!(words(PYTHON).contains(&"concurrent".to_owned()));
    assert!(
        of(JAVA, Role::Identifier).contains(&"com.shop.checkout.PaymentService.charge".to_owned())
    );
    assert!(of(NODE, Role::Noise).contains(&"10.2.3.4:6379".to_owned()));
    assert!(of(RUST, Role::Identifier).contains(&"PoolTimedOut".to_owned()));
}

#[test]
fn lines_of_logs_give_services_and_codes() {
    for (text, expected) in [
        // syslog, journald
        (
            "Mar 12 08:15:02 web-01 haproxy[2431]: backend checkout has no server available!",
            vec![],
        ),
        (
            "Mar  3 08:15:02 node7 kernel: [81234.12] Out of memory: Killed process 4711 (postgres) total-vm:812kB",
            vec![],
        ),
        // ISO 8601, with a pod
        (
            "2024-03-12T08:15:02.123Z ERROR ledger-7d9f8b6c5d-x2x4z ORA-01555: snapshot too old",
            vec!["ORA-01555"],
        ),
        // logfmt
        (
            "ts=2024-03-12T08:15:02Z level=error service=ledger msg=\"upstream call failed\" status=503 trace_id=4bf92f3577b34da6",
            vec!["ledger", "503"],
        ),
        // JSON lines
        (
            "{\"level\":\"error\",\"ts\":1710231302.1,\"msg\":\"publish failed\",\"service\":\"outbox\",\"code\":\"EPIPE\"}\n\
             {\"level\":\"error\",\"ts\":1710231303.1,\"msg\":\"publish failed\",\"service\":\"outbox\",\"code\":\"EPIPE\"}",
            vec!["outbox", "EPIPE"],
        ),
        // nginx access, haproxy
        (
            "10.1.2.3 - - [12/Mar/2024:08:15:02 +0000] \"POST /api/v1/basket HTTP/1.1\" 502 157 \"-\" \"curl/8.5.0\"",
            vec!["502"],
        ),
        // klog
        (
            "E0312 08:15:02.123456       1 reflector.go:138] Failed to watch *v1.Endpoints: dial tcp 10.96.0.1:443: i/o timeout",
            vec![],
        ),
        // PostgreSQL
        (
            "2024-03-12 08:15:02.456 UTC [4121] FATAL:  53300: remaining connection slots are reserved, SQLSTATE 53300",
            vec!["53300"],
        ),
        // Kubernetes
        (
            "2024-03-12 08:15:02 Warning BackOff pod/api-5d4f8c7b9d-qwzxv Back-off restarting failed container, exit code 137",
            vec!["BackOff", "137"],
        ),
    ] {
        assert_eq!(shape(text), Some(PasteFormat::Log), "{text}");
        assert_eq!(strong(text), expected, "{text}");
    }
}

#[test]
fn a_few_lines_are_a_paste_with_little_that_only_machines_write() {
    let text = "Error creating: admission webhook \"validate.policy.svc\" denied: failed calling webhook: \
                Post \"https://policy.policy.svc:443/validate?timeout=10s\": dial tcp 10.20.14.8:443: connect: \
                connection refused\nservice/orders could not be created";
    assert_eq!(shape(text), Some(PasteFormat::Log));
    let prose = "the payment service was slow after the last deploy\nand nobody could log in to the admin page";
    assert_eq!(shape(prose), None);
}

#[test]
fn machines_of_a_cloud_are_set_aside() {
    let text = "node \"ip-10-0-20-114.eu-west-1.compute.internal\" deleted\n\
                gke-prod-a-user-15c0a8f2-2w6d   Ready,SchedulingDisabled   61d   v1.11.7-gke.4\n\
                aks-nodepool1-3313-vmss000002 NotReady";
    let said: Vec<String> = understand(text)
        .expect("a paste")
        .parts
        .into_iter()
        .filter(|part| part.role != Role::Noise)
        .map(|part| part.text)
        .collect();
    for machine in ["ip-10", "gke-prod", "aks-"] {
        assert!(
            said.iter().all(|text| !text.starts_with(machine)),
            "{said:?}"
        );
    }
    assert!(said.iter().any(|text| text == "NotReady"), "{said:?}");
}

#[test]
fn instants_and_ids_are_set_aside() {
    let text = "2024-03-12T08:15:02.123Z [http-nio-8080-exec-3] WARN f81d4fae-7dec-11d0-a765-00a0c91e6bf6 \
        req-8f3a9c slow query took 3012ms on 10.0.0.7:5432 id=0x7f3a 3 times";
    assert_eq!(
        of(text, Role::Noise),
        [
            "2024-03-12T08:15:02.123Z [http-nio-8080-exec-3",
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6 req-8f3a9c",
            "3012ms",
            "10.0.0.7:5432",
            "0x7f3a 3",
        ]
    );
    assert_eq!(
        of(text, Role::Word),
        ["WARN", "slow", "query", "took", "on", "times"]
    );
}

#[test]
fn programs_and_files_of_code_are_known() {
    let text = "Mar 12 08:15:02 web-01 haproxy[2431]: backend checkout is down, see proxy.go:184 and exit code 1";
    let pasted = understand(text).unwrap();
    let weight = |text: &str| {
        pasted
            .parts
            .iter()
            .find(|part| part.text == text)
            .map(|part| part.weight)
    };
    assert_eq!(of(text, Role::Service), ["haproxy"]);
    assert_eq!(weight("proxy.go"), Some(0.4));
    assert_eq!(weight("1"), Some(0.5), "every failure has it");
}

#[test]
fn pods_are_known_by_what_they_run() {
    let text = "2024-03-12 08:15:02 pod=payments-api-6d4cf56db6-x8k2p container=sidecar killed";
    assert_eq!(of(text, Role::Service), ["payments-api", "sidecar"]);
}

#[test]
fn an_alertmanager_webhook_gives_its_alerts() {
    let text = r#"{"receiver":"pager","status":"firing","alerts":[{"status":"firing","labels":
        {"alertname":"KubePodCrashLooping","namespace":"shop","service":"basket","pod":"basket-7d9f8b6c5d-x2x4z","severity":"critical"},
        "annotations":{"summary":"Pod is restarting\noften","runbook_url":"https://kb.example.org/runbooks/kubepodcrashlooping"},
        "startsAt":"2024-03-12T08:15:02.123Z","endsAt":"0001-01-01T00:00:00Z",
        "generatorURL":"http://prometheus.example.org:9090/graph?g0.expr=rate%28kube_pod_restarts_total%5B5m%5D%29+%3E+0&g0.tab=1",
        "fingerprint":"1a30ba71cca2921f"}],"groupLabels":{"alertname":"KubePodCrashLooping"},"version":"4",
        "groupKey":"{}:{alertname=\"KubePodCrashLooping\"}","truncatedAlerts":0}"#;
    assert_eq!(shape(text), Some(PasteFormat::Alertmanager));
    assert_eq!(of(text, Role::Alert), ["KubePodCrashLooping"]);
    assert_eq!(of(text, Role::Service), ["basket"]);
    for name in ["shop", "kube_pod_restarts_total"] {
        assert!(of(text, Role::Identifier).contains(&name.to_owned()));
    }
    let words = of(text, Role::Word);
    for word in ["Pod", "restarting", "often"] {
        assert!(words.contains(&word.to_owned()), "{word} in {words:?}");
    }
    for key in ["receiver", "startsAt", "generatorURL", "firing", "labels"] {
        assert!(!words.contains(&key.to_owned()), "{key}");
    }
}

#[test]
fn messages_about_alerts_give_their_names() {
    for (text, alert) in [
        (
            "[FIRING:1] KafkaConsumerLag (orders prod critical)",
            "KafkaConsumerLag",
        ),
        (
            "[FIRING:2]  etcdMembersDown shop\nLabels:\n - alertname = etcdMembersDown\n - job = etcd",
            "etcdMembersDown",
        ),
        (
            "ALERTS{alertname=\"DiskFull\",severity=\"page\"}",
            "DiskFull",
        ),
        ("alertname=TargetDown", "TargetDown"),
        (
            "{\"labels\":{\"alertname\":\"HighErrorRate\",\"job\":\"edge\"},\"annotations\":{\"summary\":\"5xx above 5%\"}}",
            "HighErrorRate",
        ),
    ] {
        assert_eq!(shape(text), Some(PasteFormat::Alertmanager), "{text}");
        assert_eq!(of(text, Role::Alert), [alert], "{text}");
    }
}

#[test]
fn pagerduty_gives_title_and_service() {
    let event = r#"{"routing_key":"samplekeyhere","event_action":"trigger","dedup_key":"samplekeyhere","payload":{
        "summary":"DiskFull on search nodes","source":"search-12.prod.example.org","severity":"critical",
        "component":"elasticsearch","group":"prod","class":"disk","timestamp":"2024-03-12T08:15:02.000+0000",
        "custom_details":{"free":"2%","mount":"/var/lib/elasticsearch"}}}"#;
    assert_eq!(shape(event), Some(PasteFormat::PagerDuty));
    assert_eq!(of(event, Role::Service), ["elasticsearch"]);
    assert!(of(event, Role::Alert).is_empty());
    for name in ["DiskFull", "prod"] {
        assert!(of(event, Role::Identifier).contains(&name.to_owned()));
    }
    assert!(of(event, Role::Identifier).contains(&"var/lib/elasticsearch".to_owned()));

    let webhook = r#"{"event":{"id":"01BBYA5PK3","event_type":"incident.triggered","resource_type":"incident",
        "occurred_at":"2024-03-12T08:15:02Z","agent":{"id":"PLH1","summary":"Sam Example","type":"user_reference"},
        "data":{"id":"PGR0VU2","type":"incident","number":2,"status":"triggered","incident_key":"d3640fbd41094207",
        "title":"Checkout is slow in Europe","service":{"id":"PF9K","summary":"Checkout API","type":"service_reference"},
        "assignees":[{"id":"PTUX","summary":"Kim Example"},{"id":"PTUY","summary":"Ada Example"}],
        "escalation_policy":{"id":"PUS0","summary":"Default"},"urgency":"high"}}}"#;
    assert_eq!(shape(webhook), Some(PasteFormat::PagerDuty));
    assert_eq!(of(webhook, Role::Service), ["Checkout API"]);
    let words = of(webhook, Role::Word);
    for word in ["Checkout", "slow", "Europe"] {
        assert!(words.contains(&word.to_owned()), "{word} in {words:?}");
    }
    for name in ["Sam", "Kim", "Ada", "Default", "incident"] {
        assert!(!words.contains(&name.to_owned()), "{name}");
    }
}

#[test]
fn a_title_of_pagerduty_begins_with_its_alert() {
    let webhook = r#"{"event":{"event_type":"incident.triggered","bridge":"TillMetricsBridge","data":{"id":"PGR0VU2","type":"incident",
        "self":"https://api.pagerduty.com/incidents/PGR0VU2","html_url":"https://acme.pagerduty.com/incidents/PGR0VU2",
        "incident_key":"d3640fbd41094207a1c11e58e46b1662","title":"PostgresqlTooManyConnections on payments-database",
        "service":{"html_url":"https://acme.pagerduty.com/services/PF9KMXH","id":"PF9KMXH","summary":"payments"}}}}"#;
    assert_eq!(of(webhook, Role::Alert), ["PostgresqlTooManyConnections"]);
    let names = of(webhook, Role::Identifier);
    assert_eq!(names, ["TillMetricsBridge", "payments-database"]);
    assert_eq!(of(webhook, Role::Service), ["payments"]);
}

#[test]
fn units_and_column_headings_have_low_weight() {
    let kernel = "Mar 12 08:15:02 node-3 kernel: Out of memory: Killed process 31337 (java) total-vm:8123456kB, \
        anon-rss:7912344kB, file-rss:0kB, UID:1000 pgtables:16012kB oom_score_adj:0";
    let pasted = understand(kernel).unwrap();
    let names = pasted
        .parts
        .iter()
        .filter(|part| part.role == Role::Identifier);
    for part in names.filter(|part| part.text != "node-3") {
        assert!(part.weight < 0.5 && !part.text.contains("kB"), "{part:?}");
    }
    let table = "LAST SEEN   TYPE      REASON             OBJECT                             MESSAGE\n\
        2m          Warning   FailedScheduling   pod/order-service-7d9f8b6c5d-x2x4z 3 Insufficient memory.";
    let pasted = understand(table).unwrap();
    let says: Vec<&str> = pasted
        .parts
        .iter()
        .filter(|part| part.weight >= 1.0)
        .map(|part| part.text.as_str())
        .collect();
    assert_eq!(
        says,
        [
            "FailedScheduling",
            "order-service",
            "Insufficient",
            "memory"
        ]
    );
}

#[test]
fn addresses_give_the_page_they_name() {
    for (text, role, expected) in [
        (
            "https://kb.example.org/runbooks/KubePodCrashLooping.html",
            Role::Alert,
            "KubePodCrashLooping",
        ),
        (
            "https://kb.example.org/runbooks/kafka-consumer-lag/",
            Role::Identifier,
            "kafka-consumer-lag",
        ),
        (
            "https://grafana.example.org/d/abc123/payments-overview?orgId=1&var-service=ledger&from=now-1h",
            Role::Service,
            "ledger",
        ),
        (
            "https://grafana.example.org/d/abc123/payments-overview?orgId=1",
            Role::Identifier,
            "payments-overview",
        ),
        (
            "http://prometheus.example.org:9090/graph?g0.expr=sum%28rate%28http_requests_total%5B5m%5D%29%29",
            Role::Identifier,
            "http_requests_total",
        ),
        (
            "http://alertmanager.example.org/#/alerts?filter=%7Balertname%3D%22TargetDown%22%7D",
            Role::Alert,
            "TargetDown",
        ),
    ] {
        assert_eq!(shape(text), Some(PasteFormat::Url), "{text}");
        assert!(
            of(text, role).contains(&expected.to_owned()),
            "{text}: {:?}",
            understand(text)
        );
    }
}

#[test]
fn questions_and_prose_are_no_paste() {
    let abstract_of_a_paper = "The heat transfer to a blunt body in a hypersonic stream was measured at mach 5.8 \
        and compared with the theory of laminar boundary layers. It was found that the rate of transfer at the \
        stagnation point agrees with the prediction to within 10 per cent, and that it falls along the body as the \
        pressure does. The results are given for angles of attack of 0, 5 and 15 degrees and for 3 radii of the nose. "
        .repeat(3);
    for text in [
        "",
        "etcd",
        "KubePodCrashLooping",
        "pods crash looping after deploy",
        "how do I restart postgres without losing connections when the replica is behind by 30 minutes?",
        "what happened to payments on 2023-08-02 at 13:45?",
        "why does pg_stat_activity show idle in transaction sessions after upgrading from 14.2 to 15.1",
        "java.lang.OutOfMemoryError: Java heap space",
        "connect ECONNREFUSED 10.0.0.1:5432",
        "tar -xvf backup.tar.gz",
        "kubectl get pods -n payments",
        "type:runbook sev:<=2 after:2023-01 kafka",
        "\"connection refused\" -zookeeper",
        "HTTP 503 from the load balancer",
        "ERROR 1045 (28000): Access denied for user",
        "The cluster was down.\nNobody could log in.\nWe restarted the database and it came back.",
        "How can I configure the timeout of a request when the server is behind a proxy and the client \
         keeps the connection open? I have tried to set the option in the configuration file, but it does not \
         seem to have any effect on the connections that exist already.",
        "数据库连接失败了怎么办",
        &abstract_of_a_paper,
    ] {
        assert_eq!(understand(text), None, "{text}");
    }
}

#[test]
fn no_word_is_lost() {
    for text in [JAVA, PYTHON, GO, NODE, DOTNET, RUST] {
        let pasted = understand(text).unwrap();
        let covered = |at: usize| {
            pasted
                .parts
                .iter()
                .any(|part| part.start <= at && at < part.end)
        };
        let said = |word: &str| {
            pasted
                .parts
                .iter()
                .any(|part| part.text.eq_ignore_ascii_case(word))
        };
        for (at, word) in text
            .split_whitespace()
            .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
        {
            // Keys only give a meaning to their values.
            let is_key = word.contains('=') || ["errno:", "code:"].contains(&word);
            let Some(letter) = word.find(char::is_alphabetic).filter(|_| !is_key) else {
                continue;
            };
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            assert!(covered(at + letter) || said(word), "{word} of {text}");
        }
    }
}

#[test]
fn parts_can_be_taken_out() {
    let pasted = understand(JAVA).unwrap();
    let fewer = pasted.ignoring(&["SocketTimeoutException".to_owned()]);
    assert_eq!(fewer.parts.len() + 1, pasted.parts.len());
    assert!(
        fewer
            .parts
            .iter()
            .all(|part| part.text != "SocketTimeoutException")
    );
}

#[test]
fn only_the_start_of_hostile_input_is_parsed() {
    for piece in [
        "\"",
        "\\\"",
        "{",
        "[",
        "\"a\":{",
        "at a.b(",
        "http://",
        "a=",
        "2024-03-12T08:15:02Z ",
        "1 ",
        "a1b2",
        "::",
        "x",
        "%3D",
        "\"\\",
        "https://a/?q=%22https://a/?q=",
        "FIRING ",
        "é",
        "\n\t at (",
        "word ",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let start = &text[..text.floor_char_boundary(MAX_BYTES)];
        assert_eq!(understand(&text), understand(start), "{piece}");
    }
}

fn pastes() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "2024-03-12T08:15:02Z",
        " ",
        "\n",
        "\t",
        "ERROR",
        "level=error",
        "msg=",
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"alertname\"",
        "\"service\":{",
        "\"summary\":",
        "\"Checkout API\"",
        "at com.shop.Till.pay(Till.java:42)",
        "java.net.SocketTimeoutException",
        "Traceback (most recent call last):",
        "File \"/a.py\", line 7",
        "[FIRING:1] ",
        "https://a.example/runbooks/X?q=%7Ba%3D%22b%22%7D&g0.expr=é",
        "ORA-01555",
        "api-7d9f8b6c5d-x2x4z",
        "HTTP 503",
        "exit code 137",
        "é",
        "数据",
        "0x7f",
        "goroutine 7 [running]:",
        "/a/b.go:7 +0x1d",
        "SQLSTATE[",
        "\\u00",
        "%",
        "status=",
        "503",
        "pod=",
        "=",
        "'",
        "(",
        ")",
        "words of a sentence",
    ]);
    let built = prop::collection::vec(pieces, 0..30).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => built, 1 => "\\PC{0,200}", 1 => "[ -~\\n]{0,200}"]
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn parts_lie_in_the_text(text in pastes()) {
        let Some(pasted) = understand(&text) else { return Ok(()) };
        prop_assert!(pasted.parts.is_sorted_by_key(|part| (part.start, part.end)));
        for part in &pasted.parts {
            prop_assert!(text.get(part.start..part.end).is_some());
            prop_assert!(!part.text.trim().is_empty());
            prop_assert!((0.0..=4.0).contains(&part.weight));
            prop_assert_eq!(part.role == Role::Noise, part.weight == 0.0);
        }
        let mut texts: Vec<_> = pasted.parts.iter().filter(|part| part.role != Role::Noise)
            .map(|part| part.text.to_ascii_lowercase()).collect();
        texts.sort();
        prop_assert!(texts.windows(2).all(|pair| pair[0] != pair[1]), "each once");
        prop_assert!(pasted.parts.iter().any(|part| part.role != Role::Noise));
    }
}
