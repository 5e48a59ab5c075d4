//! The readers' program: takes over the page that the document shows.
//!
//! Every doubt ends it with an error, which the boot script (`src/boot.js`) turns into a page that works without it.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

/// Does a part of the start, and gives whether there is more to do.
#[wasm_bindgen]
pub fn start() -> bool {
    depeche::app::take_over().unwrap_or_else(|reason| wasm_bindgen::throw_str(reason))
}
