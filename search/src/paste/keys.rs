//! What the keys of logs and payloads mean.

use super::noise::listed;

/// What a key says of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Name of an alert.
    Alert,
    /// Name of a service or of what runs it.
    Service,
    /// Where or for whom it runs; weaker.
    Place,
    /// Class of an error.
    Exception,
    /// An error code or a state.
    Code,
    /// Level or severity.
    Level,
    /// Text for people.
    Message,
    /// A host, pod or instance.
    Host,
    /// Nothing to search for.
    Noise,
    /// Not known.
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
/// Objects of a payload of PagerDuty that speak of people and policies.
const PEOPLE: &str = "agent assignees assignedto assignedvia acknowledgements acknowledgers escalationpolicy teams \
    conferencebridge responders lastStatuschangeby laststatuschangeby pendingactions images";
/// Keys that frame a value and say nothing themselves.
const FRAME: &str = "labels annotations commonlabels commonannotations grouplabels alerts payload customdetails data \
    messages incident event generatorurl runbookurl clienturl client links values fields firing \
    details kubernetes";
/// Keys of PagerDuty alone.
const PAGERDUTY: &str = "routingkey eventaction dedupkey incidentkey escalationpolicy servicekey";

/// Lower case, letters and digits only: `service.name` is `servicename`.
fn normal(key: &str) -> String {
    let letters = key.bytes().filter(u8::is_ascii_alphanumeric);
    letters
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}

/// What a key means below its parent.
pub(super) fn meaning(key: &str, parent: &str) -> Meaning {
    let (key, parent) = (normal(key), normal(parent));
    if listed(PEOPLE, &parent) {
        return Meaning::Noise;
    }
    if parent == "service" && matches!(&*key, "summary" | "name") {
        return Meaning::Service;
    }
    if parent == "priority" {
        return Meaning::Level;
    }
    let lists = [
        (ALERT, Meaning::Alert),
        (SERVICE, Meaning::Service),
        (PLACE, Meaning::Place),
        (EXCEPTION, Meaning::Exception),
        (CODE, Meaning::Code),
        (LEVEL, Meaning::Level),
        (MESSAGE, Meaning::Message),
        (HOST, Meaning::Host),
        (NOISE, Meaning::Noise),
    ];
    let found = lists.iter().find(|(list, _)| listed(list, &key));
    found.map_or(Meaning::Other, |&(_, meaning)| meaning)
}

/// Whether a key says nothing itself.
pub(super) fn is_frame(key: &str) -> bool {
    let key = normal(key);
    meaning(&key, "") != Meaning::Other || listed(FRAME, &key) || listed(PEOPLE, &key)
}

/// Whether a key is one of PagerDuty's payloads.
pub(super) fn is_pagerduty(key: &str) -> bool {
    listed(PAGERDUTY, &normal(key))
}
