//! Draws every picture of the demonstration edition: `cargo run -p art -- [--out DIR]`.
//!
//! The plates are in [`plates`], the inks in [`palette`], the tools in [`sheet`] and [`shape`]. The same code always
//! gives the same pictures.

mod mark;
mod palette;
mod plates;
mod press;
mod rng;
mod shape;
mod sheet;

use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let out = out_dir(std::env::args().skip(1))?;
    for plate in plates::ALL {
        let bytes = press::print(plate, &out.join("media"))?;
        println!("media/{}.jpg  {}x{}  {:.1} kB", plate.name, plate.width, plate.height, bytes as f64 / 1000.0);
    }
    for size in mark::SIZES {
        let bytes = press::icon(size, &out)?;
        println!("icon-{size}.png  {:.1} kB", bytes as f64 / 1000.0);
    }
    Ok(())
}

/// The folder to write to: what follows `--out`, or the repository's `public`.
fn out_dir(mut args: impl Iterator<Item = String>) -> Result<PathBuf, String> {
    match (args.next().as_deref(), args.next(), args.next()) {
        (None, ..) => Ok(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../public"))),
        (Some("--out"), Some(dir), None) => Ok(PathBuf::from(dir)),
        _ => Err("usage: art [--out DIR]".to_owned()),
    }
}
