//! Pictures, from a newsroom's file to what a page loads: where they lie and what they are ([`file`], at check), what is
//! made of them ([`workshop`], when publishing), and the HTML that shows them ([`gallery`]).

mod bare;
mod cache;
mod decode;
mod encode;
mod file;
mod gallery;
mod vector;
mod workshop;

pub(crate) use bare::without_places;
pub(crate) use cache::Cache;
pub(crate) use file::examine;
pub(crate) use gallery::{Gallery, PATH, Place};
pub(crate) use workshop::{Fault, prepare};

use codecs::Pixels;
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The most that a picture in a page weighs, bytes, whatever the window's width: readers pay by the megabyte.
pub(crate) const LIMIT: usize = 60_000;

/// The largest picture that is read, in pixels: those of every camera up to medium format. At four bytes each it takes
/// 256 MB, an AVIF of twelve bits while it is decoded four times that, and no two of that size are read at once.
pub(crate) const MOST_PIXELS: u64 = 64_000_000;

/// The folder of the site in which pictures lie; their names hold a hash of their content.
pub(crate) const PLATES: &str = "plates";

/// Another number for every change of what is made of a picture, so that what was made before is made anew.
const RECIPE: u8 = 5;

/// The pixels of a picture's large view, upright and in sRGB.
///
/// # Errors
/// In words, what is wrong with it.
pub(crate) fn large(content: &[u8]) -> Result<Pixels, String> {
    decode::read(content, encode::LARGE)
}

/// A picture that an article shows.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    /// The file in the newsroom's folder.
    pub(crate) src: String,
    pub(crate) found: Found,
    /// What is seen, for who does not see it.
    pub(crate) alt: String,
    /// HTML.
    pub(crate) caption: Option<String>,
    pub(crate) credit: Option<String>,
}

/// A picture's file, as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) key: Key,
    pub(crate) kind: Kind,
    /// Pixels, once it is turned as it asks to be.
    pub(crate) width: u32,
    /// The same.
    pub(crate) height: u32,
    /// Of the file.
    pub(crate) bytes: u64,
}

/// What can be done with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Kind {
    /// Made into every format and size that is of use.
    Still,
    /// It moves: kept as it is, and shown still where it is heavy.
    Moving,
    /// Kept as it is: it has no pixels.
    Kept,
}

/// Names a picture by its content.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(String);

impl Key {
    fn of(content: &[u8]) -> Self {
        let hash = Sha256::new().chain_update([RECIPE]).chain_update(content).finalize();
        Self(hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }

    /// Enough of it for a name in the site.
    fn short(&self) -> &str {
        &self.0[..10]
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
