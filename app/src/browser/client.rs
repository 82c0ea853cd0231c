//! Drives the search engine: fetches what it asks for, and drops what nobody
//! waits for any more.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::utils::{document, document_element};
use js_sys::{Promise, Uint8Array};
use search::engine::{Engine, Facets, Progress, Request, Response, Span};
use search::pack::{ChunkId, PackError};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use super::{dom, fetch, names, pastes};

/// An engine that asks for more than this many rounds of chunks goes in circles.
const ROUNDS: usize = 16;

/// Files fetched ahead at a time: enough to keep a link busy. More would stand
/// in the way of a search that comes meanwhile.
const AHEAD: usize = 2;

/// Files that take longer, in milliseconds, come over a slow network: what has
/// landed is worth a look before all have.
const LONG: f64 = 150.0;

/// How long nobody may have searched before files are fetched ahead, in
/// milliseconds.
const STILL: i32 = 300;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The reader has no network.
    Offline,
    /// The site could not be reached, or answered with an error.
    Network,
    /// A file is gone: the page belongs to an older build.
    Missing,
    /// A file is not what it should be: damaged, or of another build.
    Damaged,
    /// The browser lacks something, or the page has no search index.
    Unsupported,
}

impl Trouble {
    const ALL: [Self; 5] = [
        Self::Offline,
        Self::Network,
        Self::Missing,
        Self::Damaged,
        Self::Unsupported,
    ];

    /// As a number, through a promise and back.
    fn into_js(self) -> JsValue {
        JsValue::from_f64(f64::from(self as u8))
    }

    /// The trouble that came instead of bytes, if one did.
    fn from_js(value: &JsValue) -> Option<Self> {
        let code = value.as_f64()?;
        Some(*Self::ALL.get(code as usize).unwrap_or(&Self::Network))
    }
}

impl From<PackError> for Trouble {
    fn from(_: PackError) -> Self {
        Self::Damaged
    }
}

/// Why a search ended without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// A newer one has begun.
    Superseded,
    /// Something went wrong.
    Trouble(Trouble),
}

impl<T: Into<Trouble>> From<T> for Stop {
    fn from(trouble: T) -> Self {
        Self::Trouble(trouble.into())
    }
}

/// A search's turn. It is over as soon as the next one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn(u32);

impl Turn {
    /// Begins a turn, which ends the one before.
    pub(crate) fn next() -> Self {
        client(|client| {
            client.turn.set(client.turn.get().wrapping_add(1));
            Self(client.turn.get())
        })
    }

    /// The turn that is on.
    pub(crate) fn current() -> Self {
        client(|client| Self(client.turn.get()))
    }

    /// Whether no newer turn has begun.
    pub(crate) fn is_current(self) -> bool {
        client(|client| client.turn.get() == self.0)
    }
}

/// The documents for a query. On a slow network the first hits, with their
/// snippets, are handed to `early` while the others are still under way.
pub(crate) async fn search(
    turn: Turn,
    request: &Request,
    early: &mut dyn FnMut(Response, Vec<Vec<Span>>),
) -> Result<Response, Stop> {
    readable(&request.query).await;
    let mut answer = Response::default();
    let mut is_shown = false;
    let mut glimpse = |engine: &Engine| {
        if !is_shown
            && turn.is_current()
            && let Ok(Some(response)) = engine.stable_top_hits(request)
            && let Ok(Progress::Ready(snippets)) = engine.snippets(&response)
        {
            is_shown = true;
            early(response, snippets);
        }
    };
    let ask = &mut |engine: &Engine| step(engine.search(request), &mut answer);
    drive(turn, ask, &mut glimpse).await?;
    Ok(answer)
}

/// Waits until a query can be read, which is a search under way.
async fn readable(query: &str) {
    if pastes::is_ready(query) {
        return;
    }
    let client = client(Rc::clone);
    client.asks.set(client.asks.get() + 1);
    pastes::ready(query).await;
    client.asks.set(client.asks.get() - 1);
}

/// The snippets of those documents.
pub(crate) async fn snippets(turn: Turn, response: &Response) -> Result<Vec<Vec<Span>>, Stop> {
    let mut answer = Vec::new();
    let ask = &mut |engine: &Engine| step(engine.snippets(response), &mut answer);
    drive(turn, ask, &mut |_| ()).await?;
    Ok(answer)
}

/// What filters would leave of the documents for a query.
pub(crate) async fn facets(turn: Turn, request: &Request) -> Result<Facets, Stop> {
    readable(&request.query).await;
    let mut answer = Facets::default();
    let ask = &mut |engine: &Engine| step(engine.facets(request), &mut answer);
    drive(turn, ask, &mut |_| ()).await?;
    Ok(answer)
}

/// Takes the answer if there is one, else tells what is needed for it.
fn step<T>(progress: Result<Progress<T>, PackError>, answer: &mut T) -> Result<Needs, PackError> {
    Ok(match progress? {
        Progress::Needs(chunks) => Some(chunks),
        Progress::Working => Some(Vec::new()),
        Progress::Ready(ready) => {
            *answer = ready;
            None
        }
    })
}

/// Chunks to supply before asking again, or none to let others work first;
/// nothing when there is an answer.
type Needs = Option<Vec<ChunkId>>;

/// Fetches what most searches need, while nothing else is happening. The page
/// then says so in `data-preloaded`.
pub(crate) async fn preload() {
    if dom::saves_data() {
        return;
    }
    let client = client(Rc::clone);
    client.still().await;
    // For the loader, which now fetches what the search did not need.
    if let Ok(event) = web_sys::Event::new("kb:still") {
        let _ = document().dispatch_event(&event);
    }
    spawn_local(names::load());
    // A search that needs these will ask again, and report what is wrong.
    if client.open().await.is_ok() {
        let wanted = client
            .engine
            .borrow()
            .as_ref()
            .map(Engine::preload)
            .unwrap_or_default();
        for some in wanted.chunks(AHEAD) {
            if client.asks.get() > 0 {
                client.still().await;
            }
            if client.supply(some.to_vec(), &mut |_| ()).await.is_err() {
                return;
            }
        }
        dom::set(&document_element(), "data-preloaded", Some(""));
    }
}

/// Asks the engine until it has an answer, supplying what it needs in between.
/// It takes `ask` by reference to be compiled once. If that takes long, `glimpse`
/// may look at what is there after every file.
async fn drive(
    turn: Turn,
    ask: &mut dyn FnMut(&Engine) -> Result<Needs, PackError>,
    glimpse: &mut dyn FnMut(&Engine),
) -> Result<(), Stop> {
    let client = client(Rc::clone);
    client.asks.set(client.asks.get() + 1);
    let outcome = client.answer(turn, ask, glimpse).await;
    client.asks.set(client.asks.get() - 1);
    outcome
}

/// The page's one engine and what is under way for it.
#[derive(Default)]
struct Client {
    engine: RefCell<Option<Engine>>,
    /// Requests by their file: few at a time.
    flights: RefCell<Vec<(String, Promise)>>,
    turn: Cell<u32>,
    /// Searches under way.
    asks: Cell<u32>,
}

/// Runs `with` with the page's client.
fn client<T>(with: impl FnOnce(&Rc<Client>) -> T) -> T {
    thread_local! {
        static CLIENT: Rc<Client> = Rc::default();
    }
    CLIENT.with(with)
}

impl Client {
    /// Asks until there is an answer, or the turn is over.
    async fn answer(
        &self,
        turn: Turn,
        ask: &mut dyn FnMut(&Engine) -> Result<Needs, PackError>,
        glimpse: &mut dyn FnMut(&Engine),
    ) -> Result<(), Stop> {
        self.open().await?;
        if let Some(reader) = pastes::reader()
            && let Some(engine) = self.engine.borrow_mut().as_mut()
        {
            engine.set_paste_reader(reader);
        }
        let mut rounds = 0;
        while rounds < ROUNDS {
            if !turn.is_current() {
                return Err(Stop::Superseded);
            }
            let needs = match self.engine.borrow().as_ref() {
                Some(engine) => ask(engine)?,
                None => return Err(Trouble::Damaged.into()),
            };
            match needs {
                None => return Ok(()),
                Some(chunks) if chunks.is_empty() => dom::turn().await,
                Some(chunks) => {
                    self.supply(chunks, glimpse).await?;
                    rounds += 1;
                }
            }
        }
        Err(Trouble::Damaged.into())
    }

    /// Waits until nobody has searched for a moment.
    async fn still(&self) {
        loop {
            let turn = Turn::current();
            dom::pause(STILL).await;
            if self.asks.get() == 0 && turn.is_current() {
                return;
            }
        }
    }

    /// Opens the manifest, unless it is open.
    async fn open(&self) -> Result<(), Trouble> {
        if self.engine.borrow().is_some() {
            return Ok(());
        }
        let manifest = self.fetch("manifest.kbp").await?;
        // Another search may have come first; its engine already holds chunks.
        if self.engine.borrow().is_none() {
            *self.engine.borrow_mut() = Some(Engine::open(&manifest)?);
        }
        Ok(())
    }

    /// Fetches chunks, all at once, and hands them to the engine.
    async fn supply(
        &self,
        mut chunks: Vec<ChunkId>,
        glimpse: &mut dyn FnMut(&Engine),
    ) -> Result<(), Trouble> {
        let asked = dom::now();
        chunks.retain(|chunk| !self.holds(*chunk));
        let flights: Vec<_> = chunks
            .iter()
            .map(|chunk| self.flight(&chunk.file_name()))
            .collect();
        // All are awaited, whatever becomes of the first: what landed is kept,
        // and what failed can be asked for again.
        let mut outcome = Ok(());
        for (chunk, flight) in chunks.into_iter().zip(flights) {
            let landed = self.landed(&chunk.file_name(), flight).await;
            let taken = landed.and_then(|bytes| self.take(chunk, bytes));
            outcome = outcome.and(taken);
            if dom::now() - asked > LONG
                && let Some(engine) = self.engine.borrow().as_ref()
            {
                glimpse(engine);
            }
        }
        outcome
    }

    /// Hands a chunk to the engine, unless somebody else did.
    fn take(&self, chunk: ChunkId, bytes: Vec<u8>) -> Result<(), Trouble> {
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

    async fn fetch(&self, name: &str) -> Result<Vec<u8>, Trouble> {
        let flight = self.flight(name);
        self.landed(name, flight).await
    }

    /// The request for a file: the one under way, else a new one.
    fn flight(&self, name: &str) -> Promise {
        let mut flights = self.flights.borrow_mut();
        if let Some((_, flight)) = flights.iter().find(|(known, _)| known == name) {
            return flight.clone();
        }
        let url = dom::pack().map(|pack| pack + name);
        // It always resolves: a rejection that nobody awaits yet would
        // count as an error of the page.
        let flight = future_to_promise(async move {
            let landed = match url {
                Some(url) => fetch::file(&url, true).await,
                None => Err(Trouble::Unsupported),
            };
            Ok(landed.map_or_else(Trouble::into_js, Into::into))
        });
        flights.push((name.to_owned(), flight.clone()));
        flight
    }

    /// What a request brought. The engine keeps the bytes, and a request that
    /// failed may be made anew, so it is forgotten.
    async fn landed(&self, name: &str, flight: Promise) -> Result<Vec<u8>, Trouble> {
        let landed = JsFuture::from(flight).await;
        self.flights.borrow_mut().retain(|(known, _)| known != name);
        let landed = landed.map_err(|_| Trouble::Network)?;
        match Trouble::from_js(&landed) {
            Some(trouble) => Err(trouble),
            None => Ok(Uint8Array::new(&landed).to_vec()),
        }
    }
}
