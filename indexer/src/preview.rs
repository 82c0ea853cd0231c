//! The preview server: a published site over loopback, with live reload.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
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

/// Reloads the page, or shows why the last build failed. Loaded by previews
/// only; it is no part of a published site.
const RELOAD_SCRIPT: &str = include_str!("preview/reload.js");

/// What open pages are told.
#[derive(Debug, Clone)]
pub enum Event {
    /// There is a new site.
    Reload,
    /// The last build failed; the previous site is still served.
    Failed(String),
}

/// A site being previewed.
#[derive(Debug, Clone)]
pub struct Preview {
    root: Arc<PathBuf>,
    events: broadcast::Sender<Event>,
    failure: Arc<Mutex<Option<String>>>,
    /// Counts the sites published so far, so that a page knows whether it is of the last.
    builds: Arc<AtomicU64>,
}

impl Preview {
    /// Previews the site published in `root`.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self {
            root: Arc::new(root),
            events: broadcast::channel(16).0,
            failure: Arc::default(),
            builds: Arc::default(),
        }
    }

    /// Tells open pages, and those opened later, how the last build went.
    pub fn announce(&self, event: &Event) {
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = match event {
            // Without data, browsers drop an event.
            Event::Reload => None,
            Event::Failed(message) => Some(message.clone()),
        };
        if matches!(event, Event::Reload) {
            self.builds.fetch_add(1, Ordering::SeqCst);
        }
        // Nobody may be listening.
        let _ = self.events.send(event.clone());
    }

    fn last_failure(&self) -> Option<Event> {
        self.failure
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .map(Event::Failed)
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
    // Listening first: what happens in between is then told twice, not never.
    let later = BroadcastStream::new(preview.events.subscribe()).filter_map(Result::ok);
    let build = preview.builds.load(Ordering::SeqCst).to_string();
    let build = tokio_stream::once(Ok(SseEvent::default().event("build").data(build)));
    let first = tokio_stream::iter(preview.last_failure());
    let events = first.chain(later).map(|event| {
        Ok(match event {
            Event::Reload => SseEvent::default().event("reload").data("new"),
            Event::Failed(message) => SseEvent::default()
                .event("failed")
                .data(message.replace('\r', "")),
        })
    });
    Sse::new(build.chain(events)).keep_alive(KeepAlive::default())
}

/// A file of the site as a plain host would send it; pages also load the reload script.
async fn file(State(preview): State<Preview>, uri: Uri) -> Response {
    // Before the file is read: a page must never think itself newer than it is.
    let build = preview.builds.load(Ordering::SeqCst);
    let Some(relative) = decode(uri.path()) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let mut path = preview.root.join(&relative);
    if tokio::fs::metadata(&path)
        .await
        .is_ok_and(|metadata| metadata.is_dir())
    {
        if !relative.is_empty() && !relative.ends_with('/') {
            let location = HeaderValue::from_str(&format!("{}/", uri.path()));
            if let Ok(location) = location {
                return (
                    StatusCode::MOVED_PERMANENTLY,
                    [(header::LOCATION, location)],
                )
                    .into_response();
            }
        }
        path.push("index.html");
    }
    match tokio::fs::read(&path).await {
        Ok(bytes) => respond(StatusCode::OK, &path, bytes, build),
        Err(_) => {
            let path = preview.root.join("404.html");
            let bytes = tokio::fs::read(&path)
                .await
                .unwrap_or_else(|_| b"Not found".to_vec());
            respond(StatusCode::NOT_FOUND, &path, bytes, build)
        }
    }
}

fn respond(status: StatusCode, path: &std::path::Path, mut bytes: Vec<u8>, build: u64) -> Response {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let mut content_type = mime.essence_str().to_owned();
    if mime.type_() == mime_guess::mime::TEXT {
        content_type.push_str("; charset=utf-8");
    }
    if mime == mime_guess::mime::TEXT_HTML {
        let script =
            format!("<script src=\"/__kb/reload.js?build={build}\" defer></script></head>");
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

/// The path below the site's root that an address names; none where it would leave it.
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
