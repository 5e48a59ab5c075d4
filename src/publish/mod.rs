//! The publisher: a newsroom's folder becomes a site. One file a step:
//! load → check → edition → pages → render → write. Native only.

mod app_files;
mod body;
pub mod bundle;
mod changes;
pub mod check;
pub mod clean;
pub mod draft;
pub mod edition;
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
pub mod write;

pub use changes::{Change, Kind};
pub use host::Host;
pub use site::{BuildError, Options, Report, build};
