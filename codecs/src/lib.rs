//! Sizes and writes pictures, and reads AVIF: what takes long and is decided elsewhere.
//!
//! A crate of its own, because most of these encoders is generic code, which is compiled where it is used: here it is
//! optimised in every build, and not compiled again with each change of the publisher.

mod avif;

pub use avif::{Avif, Colours, Planes, Still};

use fast_image_resize::{
    PixelType, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use jpeg_encoder::{ColorType, SamplingFactor};

/// The longest side that WebP can say, pixels.
pub const LONGEST_WEBP: u32 = (1 << 14) - 1;

/// Pixels in rows: three bytes each, red, green and blue, or four with how much of it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Whether each has a fourth byte.
    pub alpha: bool,
    /// Row by row from above.
    pub bytes: Vec<u8>,
}

/// A rectangle in a picture, in pixels and parts of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// From the picture's left side.
    pub left: f64,
    /// From the picture's upper side.
    pub top: f64,
    /// Pixels in a row.
    pub width: f64,
    /// Rows.
    pub height: f64,
}

impl Pixels {
    /// The same picture in another size.
    ///
    /// # Errors
    /// In words, if it has no pixels or not as many as it says.
    pub fn resized(&self, width: u32, height: u32) -> Result<Self, String> {
        let all = Part { left: 0.0, top: 0.0, width: f64::from(self.width), height: f64::from(self.height) };
        self.part_resized(&all, width, height)
    }

    /// A part of the picture in another size.
    ///
    /// # Errors
    /// In words, if it has no pixels or not as many as it says, and if the part is not inside of it.
    pub fn part_resized(&self, part: &Part, width: u32, height: u32) -> Result<Self, String> {
        let kind = if self.alpha { PixelType::U8x4 } else { PixelType::U8x3 };
        let from = ImageRef::new(self.width, self.height, &self.bytes, kind).map_err(|error| error.to_string())?;
        let mut to = Image::new(width, height, kind);
        let options = ResizeOptions::new().crop(part.left, part.top, part.width, part.height);
        Resizer::new().resize(&from, &mut to, &options).map_err(|error| error.to_string())?;
        Ok(Self { width, height, alpha: self.alpha, bytes: to.into_vec() })
    }

    /// As lossy WebP, of a quality from 0 to 100. No side may be longer than [`LONGEST_WEBP`].
    ///
    /// # Errors
    /// In words, what the encoder said.
    pub fn webp(&self, quality: f32) -> Result<Vec<u8>, String> {
        let encoder = match self.alpha {
            true => webp::Encoder::from_rgba(&self.bytes, self.width, self.height),
            false => webp::Encoder::from_rgb(&self.bytes, self.width, self.height),
        };
        encoder.encode_simple(false, quality).map(|memory| memory.to_vec()).map_err(|error| format!("WebP: {error:?}"))
    }

    /// As progressive JPEG, of a quality from 1 to 100; what one sees through stands on white.
    ///
    /// # Errors
    /// In words, what the encoder said.
    pub fn jpeg(&self, quality: u8) -> Result<Vec<u8>, String> {
        let (Ok(width), Ok(height)) = (u16::try_from(self.width), u16::try_from(self.height)) else {
            return Err("JPEG: it is too long".into());
        };
        let mut content = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut content, quality);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        let encoded = match self.alpha {
            true => encoder.encode(&self.on_white(), width, height, ColorType::Rgb),
            false => encoder.encode(&self.bytes, width, height, ColorType::Rgb),
        };
        encoded.map(|()| content).map_err(|error| format!("JPEG: {error}"))
    }

    /// The same without a fourth byte a pixel, which it has to have: what one sees through stands on white.
    pub fn on_white(&self) -> Vec<u8> {
        let over = |value: u8, alpha: u8| {
            let (value, alpha) = (u16::from(value), u16::from(alpha));
            ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
        };
        self.bytes.chunks_exact(4).flat_map(|p| [over(p[0], p[3]), over(p[1], p[3]), over(p[2], p[3])]).collect()
    }
}
