//! AVIF: pictures into a file ([`write`]), where they lie in one ([`container`]), and out of it again ([`read`]).

mod container;
mod read;
mod write;

pub use container::Avif;
pub use read::{Colours, Still};
pub use write::Planes;
