//! The publisher: a newsroom's folder becomes a site. One file a step:
//! load → check → edition → pages → render → write. Native only.

mod absolute;
mod app_files;
mod body;
pub mod bundle;
mod changes;
pub mod check;
pub mod clean;
mod crawlers;
mod discovery;
pub mod draft;
pub mod edition;
mod feeds;
pub(crate) mod front;
mod furniture;
mod head;
mod host;
pub mod load;
mod locale;
mod overlap;
pub mod pages;
mod picture;
pub mod policy;
mod precompress;
pub mod problem;
mod prose;
mod render;
mod shape;
mod share;
mod site;
mod sitemap;
mod table;
mod times;
pub mod write;
mod xml;

pub use changes::{Change, Kind};
pub use discovery::Discovery;
pub use host::Host;
pub use site::{BuildError, Options, Report, build, illustrate};
