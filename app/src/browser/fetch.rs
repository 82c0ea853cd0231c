//! Fetches files of the site.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use search::pack::PackError;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableWritablePair, Response, WritableStream};

use super::dom;

// web-sys counts it as unstable; every browser has had it since 2023.
#[wasm_bindgen]
extern "C" {
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn readable(this: &DecompressionStream) -> ReadableStream;

    #[wasm_bindgen(method, getter)]
    fn writable(this: &DecompressionStream) -> WritableStream;

    // A function of the loader, which answers with what it has requested already.
    #[wasm_bindgen(js_name = kbFetch)]
    fn fetch(url: &str) -> Promise;
}

/// Time before the second attempt, in milliseconds.
const RETRY_AFTER_MS: i32 = 400;

/// Why a file is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FetchError {
    /// The reader has no network.
    Offline,
    /// The site could not be reached, or answered with an error.
    Network,
    /// The file does not exist any more: the page is of an older build.
    Missing,
    /// The file is damaged, or of another build.
    Damaged,
    /// The browser lacks a feature, or the page has no search index.
    Unsupported,
}

impl FetchError {
    const ALL: [Self; 5] = [
        Self::Offline,
        Self::Network,
        Self::Missing,
        Self::Damaged,
        Self::Unsupported,
    ];

    /// The error as a number, to be the value of a promise.
    pub(crate) fn into_js(self) -> JsValue {
        JsValue::from_f64(f64::from(self as u8))
    }

    /// The error that a promise resolved to, if it is one.
    pub(crate) fn from_js(value: &JsValue) -> Option<Self> {
        let code = value.as_f64()?;
        Some(*Self::ALL.get(code as usize).unwrap_or(&Self::Network))
    }
}

impl From<PackError> for FetchError {
    fn from(_: PackError) -> Self {
        Self::Damaged
    }
}

/// The bytes at `url`; decompressed if `inflate` is set, as files of the pack must
/// be. Tries twice.
pub(crate) async fn file(url: &str, inflate: bool) -> Result<Uint8Array, FetchError> {
    match once(url, inflate).await {
        Err(FetchError::Network | FetchError::Damaged) => {
            dom::pause(RETRY_AFTER_MS).await;
            once(url, inflate).await
        }
        result => result,
    }
}

async fn once(url: &str, inflate: bool) -> Result<Uint8Array, FetchError> {
    let response = JsFuture::from(fetch(url))
        .await
        .map_err(|_| unreachable_site())?
        .dyn_into::<Response>()
        .map_err(|_| FetchError::Network)?;
    match response.status() {
        200..=299 => {}
        404 | 410 => return Err(FetchError::Missing),
        _ => return Err(FetchError::Network),
    }
    let response = if inflate {
        inflated(&response)?
    } else {
        response
    };
    let buffer = response.array_buffer().map_err(|_| FetchError::Damaged)?;
    let buffer: ArrayBuffer = JsFuture::from(buffer)
        .await
        .map_err(|_| FetchError::Damaged)?
        .dyn_into()
        .map_err(|_| FetchError::Damaged)?;
    Ok(Uint8Array::new(&buffer))
}

/// Files of the pack are compressed themselves, as plain hosts do not compress them.
fn inflated(response: &Response) -> Result<Response, FetchError> {
    let inflater = DecompressionStream::new("deflate-raw").map_err(unsupported)?;
    let pair = ReadableWritablePair::new(&inflater.readable(), &inflater.writable());
    let body = response.body().ok_or(FetchError::Damaged)?;
    Response::new_with_opt_readable_stream(Some(&body.pipe_through(&pair))).map_err(unsupported)
}

fn unsupported(_: JsValue) -> FetchError {
    FetchError::Unsupported
}

/// Why the site cannot be reached.
fn unreachable_site() -> FetchError {
    if dom::is_offline() {
        FetchError::Offline
    } else {
        FetchError::Network
    }
}
