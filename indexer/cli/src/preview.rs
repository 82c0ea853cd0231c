//! The preview server: serves a snapshot of the site over loopback, with live reload.

mod pack;

use std::borrow::Cow;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::sse::{Event as SseEvent, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use self::pack::{LazyPack, Turn};
use model::address::NOT_FOUND;
use model::percent;
use site::SiteSnapshot;

/// Reloads the page, or shows why the last build failed. Only previews load it;
/// it is not a part of a published site.
const RELOAD_SCRIPT: &str = include_str!("preview/reload.js");

/// The page that is shown before the first successful build; the reload script
/// adds the reason.
const NO_SITE: &str = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <title>No site yet</title></head><body><p>There is no site yet.</p></body></html>";

/// A message to open pages.
#[derive(Debug, Clone)]
enum Event {
    /// There is a new snapshot.
    Reload,
    /// The last build failed; the previous snapshot is still served.
    Failed(String),
}

/// A site being previewed.
#[derive(Debug, Clone)]
pub struct Preview {
    state: Arc<Mutex<Shown>>,
    events: broadcast::Sender<Event>,
    /// Lets only one snapshot at a time build its pack.
    turn: Arc<Turn>,
}

/// What the preview shows.
#[derive(Debug, Default)]
struct Shown {
    snapshot: Option<Arc<Numbered>>,
    failure: Option<String>,
    /// Number of snapshots so far, by which a page finds out whether it belongs
    /// to the last one.
    snapshots: u64,
}

/// A snapshot with its number and its pack.
#[derive(Debug)]
struct Numbered {
    number: u64,
    snapshot: SiteSnapshot,
    pack: LazyPack,
}

impl Preview {
    /// Makes a preview without a snapshot.
    #[must_use]
    pub fn new() -> Self {
        Self {
            state: Arc::default(),
            events: broadcast::channel(16).0,
            turn: Arc::default(),
        }
    }

    /// Shows `snapshot` from now on, and reloads open pages.
    pub fn show(&self, snapshot: SiteSnapshot) {
        let previous = {
            let mut state = self.state();
            state.snapshots += 1;
            state.failure = None;
            let numbered = Numbered {
                number: state.snapshots,
                snapshot,
                pack: LazyPack::default(),
            };
            state.snapshot.replace(Arc::new(numbered))
        };
        // `send` fails if no page is open.
        let _ = self.events.send(Event::Reload);
        // The old snapshot is dropped after the pages are notified, since
        // dropping takes time. Requests that still use it keep it alive.
        drop(previous);
    }

    /// Sends the reason of a failed build to all pages that are open or opened later.
    pub fn fail(&self, message: String) {
        self.state().failure = Some(message.clone());
        let _ = self.events.send(Event::Failed(message));
    }

    fn state(&self) -> std::sync::MutexGuard<'_, Shown> {
        // Each change of the state is complete, so a poisoned lock is still usable.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn snapshot(&self) -> Option<Arc<Numbered>> {
        self.state().snapshot.clone()
    }

    /// Whether `snapshot` is shown now.
    fn is_current(&self, snapshot: &Numbered) -> bool {
        self.state().snapshots == snapshot.number
    }
}

impl Default for Preview {
    fn default() -> Self {
        Self::new()
    }
}

/// Serves on `listener` until Ctrl-C; the thread then finishes.
///
/// # Errors
/// When the listener cannot be used.
pub fn start(preview: Preview, listener: TcpListener) -> std::io::Result<JoinHandle<()>> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    Ok(std::thread::spawn(move || {
        runtime.block_on(async move {
            let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
                return;
            };
            let router = Router::new()
                .route("/__kb/events", get(events))
                .route("/__kb/reload.js", get(reload_script))
                .fallback(file)
                .with_state(preview);
            tokio::select! {
                _ = axum::serve(listener, router).into_future() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        });
    }))
}

async fn reload_script() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        RELOAD_SCRIPT,
    )
}

async fn events(
    State(preview): State<Preview>,
) -> Sse<impl Stream<Item = Result<SseEvent, std::convert::Infallible>>> {
    // Subscribing first means that an event in between is sent twice, not lost.
    let later = BroadcastStream::new(preview.events.subscribe()).filter_map(Result::ok);
    let (snapshot, failure) = {
        let state = preview.state();
        (state.snapshots.to_string(), state.failure.clone())
    };
    let build = tokio_stream::once(Ok(SseEvent::default().event("build").data(snapshot)));
    let first = tokio_stream::iter(failure.map(Event::Failed));
    let events = first.chain(later).map(|event| {
        Ok(match event {
            // Browsers ignore an event without data.
            Event::Reload => SseEvent::default().event("reload").data("new"),
            Event::Failed(message) => SseEvent::default()
                .event("failed")
                .data(message.replace('\r', "")),
        })
    });
    Sse::new(build.chain(events)).keep_alive(KeepAlive::default())
}

/// Serves a file of the site as a static host would; pages also load the reload script.
async fn file(State(preview): State<Preview>, uri: Uri) -> Response {
    let Some(url) = decode(uri.path()).map(|path| format!("/{path}")) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let Some(numbered) = preview.snapshot() else {
        let bytes = Cow::Borrowed(NO_SITE.as_bytes());
        return respond(StatusCode::SERVICE_UNAVAILABLE, NOT_FOUND, bytes, 0);
    };
    // Rendering a page or building a pack would block the asynchronous runtime.
    let answered = tokio::task::spawn_blocking(move || answer(&preview, &numbered, &url)).await;
    answered.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn answer(preview: &Preview, numbered: &Numbered, url: &str) -> Response {
    let (snapshot, number) = (&numbered.snapshot, numbered.number);
    // Static hosts serve a folder's index at both URLs.
    let url = url.strip_suffix("index.html").unwrap_or(url);
    if let Some(name) = url.strip_prefix(snapshot.pack_url()) {
        let built = numbered
            .pack
            .get(name, snapshot.content(), &preview.turn, || {
                preview.is_current(numbered)
            });
        return match built {
            Ok(Some(bytes)) => respond(StatusCode::OK, url, Cow::Owned(bytes), number),
            Ok(None) => StatusCode::NOT_FOUND.into_response(),
            Err(error) => broken(&error),
        };
    }
    if !snapshot.has(url)
        && snapshot.has(&format!("{url}/"))
        && let Ok(location) = HeaderValue::from_str(&format!("{}/", percent::path(url)))
    {
        let status = StatusCode::MOVED_PERMANENTLY;
        return (status, [(header::LOCATION, location)]).into_response();
    }
    match snapshot.get(url) {
        Ok(Some(bytes)) => respond(StatusCode::OK, url, bytes, number),
        Ok(None) => match snapshot.get(NOT_FOUND) {
            Ok(bytes) => {
                let bytes = bytes.unwrap_or_default();
                respond(StatusCode::NOT_FOUND, NOT_FOUND, bytes, number)
            }
            Err(error) => broken(&error),
        },
        Err(error) => broken(&error),
    }
}

/// Returns a response with an error message.
fn broken(error: &dyn std::fmt::Display) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response()
}

fn respond(status: StatusCode, url: &str, bytes: Cow<'_, [u8]>, snapshot: u64) -> Response {
    let mime = if url.ends_with('/') {
        mime_guess::mime::TEXT_HTML
    } else {
        mime_guess::from_path(url).first_or_octet_stream()
    };
    let mut content_type = mime.essence_str().to_owned();
    if mime.type_() == mime_guess::mime::TEXT {
        content_type.push_str("; charset=utf-8");
    }
    let mut bytes = bytes.into_owned();
    if mime == mime_guess::mime::TEXT_HTML {
        let script =
            format!("<script src=\"/__kb/reload.js?build={snapshot}\" defer></script></head>");
        if let Some(at) = find(&bytes, b"</head>") {
            bytes.splice(at..at + b"</head>".len(), script.into_bytes());
        }
    }
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    (status, headers, Body::from(bytes)).into_response()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Returns the path below the site's root of a URL; `None` if it is invalid or
/// leaves the root.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.trim_start_matches('/').bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let decoded = String::from_utf8(bytes).ok()?;
    let leaves = decoded.split('/').any(|part| part == "..")
        || decoded.contains(['\0', '\\'])
        || decoded.starts_with('/');
    (!leaves).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn addresses_stay_below_the_root() {
        assert_eq!(decode("/a%20b/c.html").as_deref(), Some("a b/c.html"));
        assert_eq!(decode("/").as_deref(), Some(""));
        for bad in [
            "/../x",
            "/%2e%2e/x",
            "/a/%2e./x",
            "/%2Fetc/passwd",
            "/%zz",
            "/a%5C..",
            "/%00",
        ] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
