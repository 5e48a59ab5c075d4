//! The press: turns a plate into a JPEG file and the mark into PNG icons.

use std::error::Error;
use std::fs;
use std::path::Path;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use tiny_skia::Pixmap;

use crate::mark;
use crate::plates::Plate;
use crate::sheet::Sheet;

/// What a picture should weigh, in bytes, and what it may weigh at most: readers pay for data by the megabyte.
const GOOD_BYTES: usize = 45_000;
const MOST_BYTES: usize = 60_000;
/// JPEG qualities, tried from the best down until the picture is light enough.
const QUALITIES: [u8; 6] = [76, 72, 68, 64, 60, 56];

/// Prints `plate` into `folder` and gives the size of the file in bytes.
pub(crate) fn print(plate: &Plate, folder: &Path) -> Result<usize, Box<dyn Error>> {
    let mut sheet = Sheet::new(plate.width, plate.height, plate.seed, plate.ground).ok_or("a plate without a size")?;
    (plate.draw)(&mut sheet);
    sheet.flecks(70);
    let jpeg = lightest(&sheet.into_pixmap())?;
    fs::create_dir_all(folder)?;
    let file = folder.join(plate.name).with_extension("jpg");
    if jpeg.len() > MOST_BYTES {
        return Err(format!("{}: {} bytes, simplify the drawing", file.display(), jpeg.len()).into());
    }
    fs::write(&file, &jpeg).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(jpeg.len())
}

/// Writes `icon-SIZE.png` into `folder` and gives the size of the file in bytes.
pub(crate) fn icon(size: u32, folder: &Path) -> Result<usize, Box<dyn Error>> {
    let png = mark::draw(size).ok_or("an icon without a size")?.encode_png()?;
    let file = folder.join(format!("icon-{size}.png"));
    fs::write(&file, &png).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(png.len())
}

/// The picture as JPEG: at the best quality that keeps it under [`GOOD_BYTES`], else at the lowest.
fn lightest(picture: &Pixmap) -> Result<Vec<u8>, Box<dyn Error>> {
    let rgb = soften(picture);
    let (width, height) = (u16::try_from(picture.width())?, u16::try_from(picture.height())?);
    let mut jpeg = Vec::new();
    for quality in QUALITIES {
        jpeg.clear();
        let mut encoder = Encoder::new(&mut jpeg, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.set_optimized_huffman_tables(true);
        // Two scans: a rough picture arrives first. More would cost bytes.
        encoder.set_progressive_scans(2);
        encoder.encode(&rgb, width, height, ColorType::Rgb)?;
        if jpeg.len() <= GOOD_BYTES {
            break;
        }
    }
    Ok(jpeg)
}

/// The picture's RGB bytes, each edge softened by a fraction of a pixel as ink does on paper: a tenth fewer bytes.
fn soften(picture: &Pixmap) -> Vec<u8> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let pixels = picture.pixels();
    let mut rgb = Vec::with_capacity(pixels.len() * 3);
    for y in 0..height {
        let rows = [y.saturating_sub(1), y, (y + 1).min(height - 1)];
        for x in 0..width {
            let columns = [x.saturating_sub(1), x, (x + 1).min(width - 1)];
            let mut sum = [0u32; 3];
            for (row, down) in rows.into_iter().zip([1, 4, 1]) {
                for (column, across) in columns.into_iter().zip([1, 4, 1]) {
                    let pixel = pixels[row * width + column];
                    for (total, channel) in sum.iter_mut().zip([pixel.red(), pixel.green(), pixel.blue()]) {
                        *total += u32::from(channel) * down * across;
                    }
                }
            }
            rgb.extend(sum.map(|total| ((total + 18) / 36) as u8));
        }
    }
    rgb
}
