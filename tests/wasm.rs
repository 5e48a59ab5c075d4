//! The app's own parts in a browser, compiled to WebAssembly. `cargo xtask test` runs it.
#![cfg(target_arch = "wasm32")]
