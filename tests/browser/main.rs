//! The published demonstration edition in a browser, as its readers have it.
//!
//! One file a promise to readers; what they need to be told apart from the reader's view is in [`harness`]: a host that
//! can be slow, broken or gone, and a browser that is steered over WebDriver. `cargo xtask test` runs it.

// The driver is watched over by a shell.
#![cfg(unix)]

mod accessibility;
mod arabic;
mod broken_app;
mod comments;
mod failed_navigation;
mod front;
mod furniture;
mod harness;
mod hydration;
mod keyboard;
mod navigation;
mod old_browsers;
mod pictures;
mod prefetch;
mod publications;
mod real_hosts;
mod saving;
mod screenshots;
mod servers;
mod slow;
mod under_a_path;
mod without_scripts;
