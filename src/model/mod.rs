//! Plain types: what a page shows, what a reader enters, what a newsroom writes. No I/O, no Leptos.

pub mod comment;
pub mod page;
#[cfg(feature = "ssr")]
pub mod source;
