//! The publisher: a newsroom's folder becomes a site. One file a step:
//! load → check → edition → pages → render → write. Native only.

mod body;
pub mod bundle;
pub mod check;
pub mod clean;
pub mod draft;
pub mod edition;
pub mod load;
mod locale;
mod overlap;
pub mod pages;
mod picture;
pub mod problem;
mod prose;
mod render;
mod shape;
mod site;
pub mod write;

pub use site::{BuildError, Options, Report, build};
