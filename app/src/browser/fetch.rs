//! Files of the pack, over the network.

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableWritablePair, Response, WritableStream};

use super::client::Trouble;
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

    // The loader's: what it asked for ahead is taken from there.
    #[wasm_bindgen(js_name = kbFetch)]
    fn fetch(url: &str) -> Promise;
}

/// How long to wait before asking a second time.
const PAUSE: i32 = 400;

/// The bytes at `url`, inflated if they are of the pack. Asks twice before it gives up.
pub(crate) async fn file(url: &str, inflate: bool) -> Result<Uint8Array, Trouble> {
    match once(url, inflate).await {
        Err(Trouble::Network | Trouble::Damaged) => {
            dom::pause(PAUSE).await;
            once(url, inflate).await
        }
        answer => answer,
    }
}

async fn once(url: &str, inflate: bool) -> Result<Uint8Array, Trouble> {
    let response = JsFuture::from(fetch(url))
        .await
        .map_err(|_| unreachable_because())?
        .dyn_into::<Response>()
        .map_err(|_| Trouble::Network)?;
    match response.status() {
        200..=299 => {}
        404 | 410 => return Err(Trouble::Missing),
        _ => return Err(Trouble::Network),
    }
    let response = if inflate {
        inflated(&response)?
    } else {
        response
    };
    let buffer = response.array_buffer().map_err(|_| Trouble::Damaged)?;
    let buffer: ArrayBuffer = JsFuture::from(buffer)
        .await
        .map_err(|_| Trouble::Damaged)?
        .dyn_into()
        .map_err(|_| Trouble::Damaged)?;
    Ok(Uint8Array::new(&buffer))
}

/// Files of the pack are compressed in themselves, as plain hosts do not compress them.
fn inflated(response: &Response) -> Result<Response, Trouble> {
    let inflater = DecompressionStream::new("deflate-raw").map_err(unsupported)?;
    let pair = ReadableWritablePair::new(&inflater.readable(), &inflater.writable());
    let body = response.body().ok_or(Trouble::Damaged)?;
    Response::new_with_opt_readable_stream(Some(&body.pipe_through(&pair))).map_err(unsupported)
}

fn unsupported(_: JsValue) -> Trouble {
    Trouble::Unsupported
}

fn unreachable_because() -> Trouble {
    if dom::is_offline() {
        Trouble::Offline
    } else {
        Trouble::Network
    }
}
