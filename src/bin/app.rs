//! The readers' program: takes over the page that the document shows.
//!
//! Every doubt ends it with an error, which the boot script (`src/boot.js`) turns into a page that works without it.

use depeche::app::take_over;

fn main() {
    if let Err(reason) = take_over() {
        wasm_bindgen::throw_str(reason);
    }
}
