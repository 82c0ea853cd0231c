//! Meanings of keys in logs and payloads.

use super::word_list::contains_word;

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyMeaning {
    /// Name of an alert.
    Alert,
    /// Name of a service or its workload.
    Service,
    /// A namespace, cluster, region or tenant.
    Place,
    /// Class of an exception.
    Exception,
    /// An error code or status.
    Code,
    /// A log level or severity.
    Level,
    /// Text for people.
    Message,
    /// A host, pod or instance.
    Host,
    /// Not searched for.
    Noise,
    /// Unknown.
    Other,
}

const ALERT: &str = "alertname alert alertrule rulename monitorname";
const SERVICE: &str = "service servicename svc job jobname app application appname deployment statefulset \
    daemonset component container containername kubernetescontainername appkubernetesioname k8sapp program \
    syslogidentifier process workload";
const PLACE: &str = "namespace kubernetesnamespacename ns cluster team tenant env environment region zone \
    group system unit stage";
const EXCEPTION: &str = "errortype errorkind exceptiontype exceptionclass errorclass exceptionname";
const CODE: &str = "code status statuscode httpstatus httpstatuscode responsecode errorcode errno sqlstate \
    exitcode grpccode grpcstatus rc returncode exitstatus";
const LEVEL: &str = "level lvl severity loglevel priority urgency levelname severitytext";
const MESSAGE: &str = "msg message error err summary description title reason cause detail details text body \
    log exception event stack stacktrace output";
const HOST: &str = "host hostname instance node nodename server ip addr address remoteaddr clientip peer \
    upstream pod podname kubernetespodname source backend target";
const NOISE: &str = "ts time timestamp datetime date id uid uuid traceid spanid requestid reqid correlationid \
    transactionid sessionid fingerprint startsat endsat groupkey dedupkey routingkey incidentkey servicekey \
    version orgid pid tid thread threadname duration latency elapsed took durationms bytes size port self type \
    resourcetype eventtype eventaction occurredat createdat updatedat incidentnumber number receiver \
    valuestring useragent ua truncatedalerts caller lineno line token userid user prometheus monitor endpoint \
    laststatuschangeat timereceived email avatarurl color silenceurl dashboardurl panelurl externalurl \
    htmlurl";
/// Objects in PagerDuty payloads about people and policies.
const PEOPLE: &str = "agent assignees assignedto assignedvia acknowledgements acknowledgers escalationpolicy teams \
    conferencebridge responders lastStatuschangeby laststatuschangeby pendingactions images";
/// Keys that contain other values.
const FRAME: &str = "labels annotations commonlabels commonannotations grouplabels alerts payload customdetails data \
    messages incident event generatorurl runbookurl clienturl client links values fields firing \
    details kubernetes";
/// Keys that only PagerDuty uses.
const PAGERDUTY: &str = "routingkey eventaction dedupkey incidentkey escalationpolicy servicekey";

/// Lower case, letters and digits only: `service.name` becomes `servicename`.
fn normal(key: &str) -> String {
    let letters = key.bytes().filter(u8::is_ascii_alphanumeric);
    letters
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

/// The meaning of a key in an object with the key `parent`.
pub(super) fn key_meaning(key: &str, parent: &str) -> KeyMeaning {
    let (key, parent) = (normal(key), normal(parent));
    if contains_word(PEOPLE, &parent) {
        return KeyMeaning::Noise;
    }
    if parent == "service" && matches!(&*key, "summary" | "name") {
        return KeyMeaning::Service;
    }
    if parent == "priority" {
        return KeyMeaning::Level;
    }
    let lists = [
        (ALERT, KeyMeaning::Alert),
        (SERVICE, KeyMeaning::Service),
        (PLACE, KeyMeaning::Place),
        (EXCEPTION, KeyMeaning::Exception),
        (CODE, KeyMeaning::Code),
        (LEVEL, KeyMeaning::Level),
        (MESSAGE, KeyMeaning::Message),
        (HOST, KeyMeaning::Host),
        (NOISE, KeyMeaning::Noise),
    ];
    let found = lists.iter().find(|(list, _)| contains_word(list, &key));
    found.map_or(KeyMeaning::Other, |&(_, meaning)| meaning)
}

/// Whether a key itself is not worth searching for.
pub(super) fn is_frame(key: &str) -> bool {
    let key = normal(key);
    key_meaning(&key, "") != KeyMeaning::Other
        || contains_word(FRAME, &key)
        || contains_word(PEOPLE, &key)
}

/// Whether only PagerDuty uses a key.
pub(super) fn is_pagerduty(key: &str) -> bool {
    contains_word(PAGERDUTY, &normal(key))
}
