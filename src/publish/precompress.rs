//! Packed copies beside the files of a site, for hosts that serve them as they are. The same content always gives the
//! same bytes; what packing does not make smaller has no copy.

use super::write::{Staging, WriteError};
use flate2::{Compression, GzBuilder, read::GzDecoder};
use rayon::prelude::*;
use std::{
    fs,
    io::{self, Read, Write},
    path::Path,
};

/// What is worth packing: text, and WebAssembly. Pictures are packed already.
pub(super) const KINDS: [&str; 12] =
    ["atom", "css", "html", "js", "json", "md", "rss", "svg", "txt", "wasm", "webmanifest", "xml"];

/// Below it the answer fits into one packet either way, bytes.
const SMALLEST: usize = 512;

/// What a copy may say: far more than a page, far less than fills a memory.
const LARGEST: u64 = 1 << 28;

#[derive(Clone, Copy)]
enum Coding {
    Brotli,
    Gzip,
    Zstandard,
}

impl Coding {
    const ALL: [Coding; 3] = [Coding::Brotli, Coding::Gzip, Coding::Zstandard];

    /// How the copy's name ends.
    fn end(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
            Self::Zstandard => "zst",
        }
    }

    /// As small as it gets: it is done once, and read often.
    fn pack(self, content: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                let mut packed = Vec::new();
                let parameters =
                    brotli::enc::BrotliEncoderParams { quality: 11, size_hint: content.len(), ..Default::default() };
                brotli::BrotliCompress(&mut &content[..], &mut packed, &parameters)?;
                Ok(packed)
            }
            Self::Gzip => {
                // Without a name or a time in it.
                let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
                encoder.write_all(content)?;
                encoder.finish()
            }
            Self::Zstandard => zstd::bulk::compress(content, 19),
        }
    }

    /// Whether a copy says this.
    fn holds(self, packed: &[u8], content: &[u8]) -> bool {
        let mut said = Vec::with_capacity(content.len());
        let read = match self {
            Self::Brotli => brotli::Decompressor::new(packed, 4096).take(LARGEST).read_to_end(&mut said),
            Self::Gzip => GzDecoder::new(packed).take(LARGEST).read_to_end(&mut said),
            Self::Zstandard => {
                zstd::Decoder::new(packed).and_then(|decoder| decoder.take(LARGEST).read_to_end(&mut said))
            }
        };
        read.is_ok() && said == content
    }
}

/// Writes packed copies of everything in a site that is worth it, over all cores.
///
/// # Errors
/// When one cannot be written, or when `go_on` says so.
pub(super) fn all<E: From<WriteError> + Send>(
    staging: &Staging,
    go_on: impl Fn() -> Result<(), E> + Sync,
) -> Result<(), E> {
    staging.paths().into_par_iter().try_for_each(|(path, as_it_was)| {
        go_on()?;
        let worth = Path::new(&path).extension().is_some_and(|end| KINDS.iter().any(|kind| end == *kind));
        match worth {
            true => Ok(one(staging, &path, as_it_was)?),
            false => Ok(()),
        }
    })
}

fn one(staging: &Staging, path: &str, as_it_was: bool) -> Result<(), WriteError> {
    let failed = |cause| WriteError::Io { path: staging.fresh(path), cause };
    let content = fs::read(staging.fresh(path)).map_err(failed)?;
    if content.len() < SMALLEST {
        return Ok(());
    }
    for coding in Coding::ALL {
        let copy = format!("{path}.{}", coding.end());
        // The newsroom's own, which was copied as it is.
        if staging.has(&copy) {
            continue;
        }
        // Packing takes a hundred times as long as looking.
        let old = as_it_was.then(|| fs::read(staging.old(&copy)).ok()).flatten();
        let packed = match old.filter(|old| coding.holds(old, &content)) {
            Some(old) => old,
            None => coding.pack(&content).map_err(failed)?,
        };
        if packed.len() < content.len() {
            staging.write(&copy, &packed)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_says_what_was_packed_and_always_in_the_same_bytes() {
        let content = "Le fleuve Niger ".repeat(400).into_bytes();
        for coding in Coding::ALL {
            let packed = coding.pack(&content).expect("it is packed");
            assert!(packed.len() < content.len() / 10, "{}", coding.end());
            assert!(coding.holds(&packed, &content), "{}", coding.end());
            assert!(!coding.holds(&packed, b"autre chose") && !coding.holds(b"rien", &content));
            assert_eq!(packed, coding.pack(&content).expect("it is packed again"));
        }
    }
}
