//! What the tests stand on.

mod fields;
mod html;
mod newsroom;
mod refusal;
mod run;
mod server;
mod site;
mod tree;

pub(crate) use fields::Fields;
pub(crate) use html::Html;
pub(crate) use newsroom::{Newsroom, PICTURE};
pub(crate) use run::{Outcome, signal, wait_for};
pub(crate) use server::Server;
pub(crate) use site::Site;
pub(crate) use tree::Tree;
