//! Drives the search engine: fetches the chunks that it needs, and drops searches
//! that a newer one replaces.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::utils::{document, document_element};
use js_sys::{Promise, Uint8Array};
use search::engine::{Engine, Facets, Progress, Request, Response, Span};
use search::pack::{ChunkId, PackError};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use super::fetch::{self, FetchError};
use super::{dom, paste_reader, symptoms};

/// Most rounds of chunks of a search. An engine that needs more does not end.
const MAX_ROUNDS: usize = 16;

/// Files preloaded at a time: enough to keep a link busy. More would delay a search
/// that begins meanwhile.
const PRELOAD_CONCURRENCY: usize = 2;

/// If fetching takes longer, in milliseconds, the network is slow, and the first hits
/// are shown before all files have arrived.
const SLOW_NETWORK_MS: f64 = 150.0;

/// How long no search may have begun before files are preloaded, in milliseconds.
const IDLE_MS: i32 = 300;

/// Why a search ended without a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interrupted {
    /// A newer search has begun.
    Superseded,
    /// A file is missing.
    Failed(FetchError),
}

impl<T: Into<FetchError>> From<T> for Interrupted {
    fn from(error: T) -> Self {
        Self::Failed(error.into())
    }
}

/// Number of a search. It is current until the next search begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Generation(u32);

impl Generation {
    /// Begins a search, which ends the one before.
    pub(crate) fn next() -> Self {
        client(|client| {
            client
                .generation
                .set(client.generation.get().wrapping_add(1));
            Self(client.generation.get())
        })
    }

    /// The generation of the latest search.
    pub(crate) fn current() -> Self {
        client(|client| Self(client.generation.get()))
    }

    /// Whether no newer search has begun.
    pub(crate) fn is_current(self) -> bool {
        client(|client| client.generation.get() == self.0)
    }
}

/// Searches. On a slow network `on_first_hits` is called once, with the first hits and
/// their snippets, while the other files are in flight.
pub(crate) async fn search(
    generation: Generation,
    request: &Request,
    on_first_hits: &mut dyn FnMut(Response, Vec<Vec<Span>>),
) -> Result<Response, Interrupted> {
    until_readable(&request.query).await;
    let mut result = Response::default();
    let mut is_shown = false;
    let mut on_file = |engine: &Engine| {
        if !is_shown
            && generation.is_current()
            && let Ok(Some(response)) = engine.stable_top_hits(request)
            && let Ok(Progress::Ready(snippets)) = engine.snippets(&response)
        {
            is_shown = true;
            on_first_hits(response, snippets);
        }
    };
    let step = &mut |engine: &Engine| advance(engine.search(request), &mut result);
    drive(generation, step, &mut on_file).await?;
    Ok(result)
}

/// Waits until a query can be read. That counts as a search in progress.
async fn until_readable(query: &str) {
    if paste_reader::is_ready(query) {
        return;
    }
    let client = client(Rc::clone);
    client.searches.set(client.searches.get() + 1);
    paste_reader::until_ready(query).await;
    client.searches.set(client.searches.get() - 1);
}

/// The snippets of the hits of a response, in their order.
pub(crate) async fn snippets(
    generation: Generation,
    response: &Response,
) -> Result<Vec<Vec<Span>>, Interrupted> {
    let mut result = Vec::new();
    let step = &mut |engine: &Engine| advance(engine.snippets(response), &mut result);
    drive(generation, step, &mut |_| ()).await?;
    Ok(result)
}

/// How many documents of a search each filter would leave.
pub(crate) async fn facets(
    generation: Generation,
    request: &Request,
) -> Result<Facets, Interrupted> {
    until_readable(&request.query).await;
    let mut result = Facets::default();
    let step = &mut |engine: &Engine| advance(engine.facets(request), &mut result);
    drive(generation, step, &mut |_| ()).await?;
    Ok(result)
}

/// Chunks to supply before the next step, or an empty list to give way to other work
/// first; `None` when there is a result.
type Needs = Option<Vec<ChunkId>>;

/// Stores the result if there is one, else returns what the engine needs for it.
fn advance<T>(
    progress: Result<Progress<T>, PackError>,
    result: &mut T,
) -> Result<Needs, PackError> {
    Ok(match progress? {
        Progress::Needs(chunks) => Some(chunks),
        Progress::Working => Some(Vec::new()),
        Progress::Ready(ready) => {
            *result = ready;
            None
        }
    })
}

/// Fetches what most searches need, as soon as no search is in progress. Then sets
/// `data-preloaded` on the root element.
pub(crate) async fn preload() {
    if dom::saves_data() {
        return;
    }
    let client = client(Rc::clone);
    client.until_idle().await;
    // The loader now fetches what the search did not need.
    if let Ok(event) = web_sys::Event::new(crate::contract::IDLE_EVENT) {
        let _ = document().dispatch_event(&event);
    }
    spawn_local(symptoms::load());
    // A search that needs these files fetches them again, and shows the error.
    if client.open().await.is_ok() {
        let wanted = client
            .engine
            .borrow()
            .as_ref()
            .map(Engine::preload)
            .unwrap_or_default();
        for some in wanted.chunks(PRELOAD_CONCURRENCY) {
            if client.searches.get() > 0 {
                client.until_idle().await;
            }
            if client.supply(some.to_vec(), &mut |_| ()).await.is_err() {
                return;
            }
        }
        dom::set(&document_element(), "data-preloaded", Some(""));
    }
}

/// Calls `step` until there is a result, and supplies what the engine needs in between.
/// On a slow network `on_file` is called after every file. Both are taken by reference,
/// so that this is compiled once.
async fn drive(
    generation: Generation,
    step: &mut dyn FnMut(&Engine) -> Result<Needs, PackError>,
    on_file: &mut dyn FnMut(&Engine),
) -> Result<(), Interrupted> {
    let client = client(Rc::clone);
    client.searches.set(client.searches.get() + 1);
    let result = client.run(generation, step, on_file).await;
    client.searches.set(client.searches.get() - 1);
    result
}

/// The engine of the page, and the requests for it.
#[derive(Default)]
struct Client {
    engine: RefCell<Option<Engine>>,
    /// Requests in flight by their file name: few at a time.
    in_flight: RefCell<Vec<(String, Promise)>>,
    generation: Cell<u32>,
    /// Number of searches in progress.
    searches: Cell<u32>,
}

/// Calls `with` with the client of the page.
fn client<T>(with: impl FnOnce(&Rc<Client>) -> T) -> T {
    thread_local! {
        static CLIENT: Rc<Client> = Rc::default();
    }
    CLIENT.with(with)
}

impl Client {
    /// Calls `step` until there is a result, or a newer search begins.
    async fn run(
        &self,
        generation: Generation,
        step: &mut dyn FnMut(&Engine) -> Result<Needs, PackError>,
        on_file: &mut dyn FnMut(&Engine),
    ) -> Result<(), Interrupted> {
        self.open().await?;
        if let Some(reader) = paste_reader::reader()
            && let Some(engine) = self.engine.borrow_mut().as_mut()
        {
            engine.set_paste_reader(reader);
        }
        let mut rounds = 0;
        while rounds < MAX_ROUNDS {
            if !generation.is_current() {
                return Err(Interrupted::Superseded);
            }
            let needs = match self.engine.borrow().as_ref() {
                Some(engine) => step(engine)?,
                None => return Err(FetchError::Damaged.into()),
            };
            match needs {
                None => return Ok(()),
                Some(chunks) if chunks.is_empty() => dom::yield_to_browser().await,
                Some(chunks) => {
                    self.supply(chunks, on_file).await?;
                    rounds += 1;
                }
            }
        }
        Err(FetchError::Damaged.into())
    }

    /// Waits until no search has begun or been in progress for [`IDLE_MS`].
    async fn until_idle(&self) {
        loop {
            let generation = Generation::current();
            dom::pause(IDLE_MS).await;
            if self.searches.get() == 0 && generation.is_current() {
                return;
            }
        }
    }

    /// Opens the manifest, unless it is open.
    async fn open(&self) -> Result<(), FetchError> {
        if self.engine.borrow().is_some() {
            return Ok(());
        }
        let manifest = self.fetch("manifest.kbp").await?;
        // Another search may have opened it meanwhile; its engine already has chunks.
        if self.engine.borrow().is_none() {
            *self.engine.borrow_mut() = Some(Engine::open(&manifest)?);
        }
        Ok(())
    }

    /// Fetches chunks, all in parallel, and passes them to the engine.
    async fn supply(
        &self,
        mut chunks: Vec<ChunkId>,
        on_file: &mut dyn FnMut(&Engine),
    ) -> Result<(), FetchError> {
        let started = dom::now();
        chunks.retain(|chunk| !self.holds(*chunk));
        let requests: Vec<_> = chunks
            .iter()
            .map(|chunk| self.request(&chunk.file_name()))
            .collect();
        // All are awaited even if the first fails: what arrived is kept, and what
        // failed can be requested again.
        let mut result = Ok(());
        for (chunk, request) in chunks.into_iter().zip(requests) {
            let bytes = self.response(&chunk.file_name(), request).await;
            let supplied = bytes.and_then(|bytes| self.supply_one(chunk, bytes));
            result = result.and(supplied);
            if dom::now() - started > SLOW_NETWORK_MS
                && let Some(engine) = self.engine.borrow().as_ref()
            {
                on_file(engine);
            }
        }
        result
    }

    /// Passes a chunk to the engine, unless it has it already.
    fn supply_one(&self, chunk: ChunkId, bytes: Vec<u8>) -> Result<(), FetchError> {
        if let Some(engine) = self.engine.borrow_mut().as_mut()
            && !engine.holds(chunk)
        {
            engine.supply(chunk, bytes)?;
        }
        Ok(())
    }

    fn holds(&self, chunk: ChunkId) -> bool {
        let engine = self.engine.borrow();
        engine.as_ref().is_some_and(|engine| engine.holds(chunk))
    }

    async fn fetch(&self, name: &str) -> Result<Vec<u8>, FetchError> {
        let request = self.request(name);
        self.response(name, request).await
    }

    /// The request for a file: the one in flight, else a new one.
    fn request(&self, name: &str) -> Promise {
        let mut in_flight = self.in_flight.borrow_mut();
        if let Some((_, request)) = in_flight.iter().find(|(known, _)| known == name) {
            return request.clone();
        }
        let url = dom::pack().map(|pack| pack + name);
        // It always resolves: a rejection that nothing awaits yet counts as an
        // unhandled error of the page.
        let request = future_to_promise(async move {
            let bytes = match url {
                Some(url) => fetch::file(&url, true).await,
                None => Err(FetchError::Unsupported),
            };
            Ok(bytes.map_or_else(FetchError::into_js, Into::into))
        });
        in_flight.push((name.to_owned(), request.clone()));
        request
    }

    /// The bytes that a request returned. The request is forgotten: the engine keeps
    /// the bytes, and a request that failed may be repeated.
    async fn response(&self, name: &str, request: Promise) -> Result<Vec<u8>, FetchError> {
        let response = JsFuture::from(request).await;
        self.in_flight
            .borrow_mut()
            .retain(|(known, _)| known != name);
        let response = response.map_err(|_| FetchError::Network)?;
        match FetchError::from_js(&response) {
            Some(error) => Err(error),
            None => Ok(Uint8Array::new(&response).to_vec()),
        }
    }
}
