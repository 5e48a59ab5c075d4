//! Dépêche turns a folder of article JSON into a news site of static files, and gives its readers an app that takes
//! over those very pages.
//!
//! | room | what lives there | built for |
//! | --- | --- | --- |
//! | [`route`] | every address: pages, their data, their titles | both |
//! | [`model`] | what a page shows ([`model::page`]); what a newsroom writes (`model::source`, native) | both |
//! | [`backend`] | what comment servers accept and answer, without reaching them | both |
//! | [`thread`] | how comments become a thread, and its HTML | both |
//! | [`words`] | every sentence that a reader reads | both |
//! | [`app`] | the Leptos components that prerender natively and hydrate in the browser | both |
//! | `comments` | comment server → the newsroom's folder; is the server there | `ssr` |
//! | `ping` | the built site → search engines and hubs: what has changed | `ssr` |
//! | `publish` | newsroom folder → checked edition → pages → files | `ssr` |
//!
//! The features `ssr` (native, the default) and `hydrate` (WebAssembly) exclude each other.

// The type of a view is as deep as the view.
#![recursion_limit = "512"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!(
    "the features `ssr` and `hydrate` exclude each other: build one program at a time, never --all-features"
);

#[allow(unreachable_pub, reason = "the component macro makes every props type public")]
pub mod app;
pub mod backend;
#[cfg(feature = "ssr")]
mod carrier;
#[cfg(feature = "ssr")]
pub mod comments;
pub mod model;
#[cfg(feature = "ssr")]
pub mod ping;
#[cfg(feature = "ssr")]
pub mod publish;
pub mod route;
pub mod thread;
pub mod words;
