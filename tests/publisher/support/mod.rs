//! What the tests stand on.

mod fields;
mod html;
pub(crate) mod linked_data;
mod newsroom;
mod photo;
mod refusal;
mod rights;
mod run;
mod server;
mod site;
mod stub;
mod tree;

pub(crate) use fields::Fields;
pub(crate) use html::{Element, Html};
pub(crate) use newsroom::{Newsroom, PICTURE};
pub(crate) use photo::{file, moving, noisy_photo, photo, taken};
pub(crate) use refusal::old_site;
pub(crate) use rights::{mode, set_mode, without_rights};
pub(crate) use run::{Outcome, PROGRAM, signal, wait_for};
pub(crate) use server::Server;
pub(crate) use site::Site;
pub(crate) use stub::{Asked, Said, Stub};
pub(crate) use tree::{Tree, names_in};
