//! An article's lead picture as other sites show it: cut to the shape that they ask for, turned as the camera says,
//! without what the camera wrote about time and place.

use super::canvas::{HEIGHT, WIDTH};
use fast_image_resize::{
    PixelType, ResizeOptions, Resizer,
    images::{Image, ImageRef},
};
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, metadata::Orientation};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use std::{
    io::Cursor,
    sync::{Mutex, PoisonError},
};

/// Changes with what is done to a picture.
pub(super) const LOOK: u8 = 1;

/// A picture whose pixels take more bytes is not unpacked: 64 megapixels of a camera.
const MOST_BYTES: u64 = 192 << 20;
/// Pictures above it are unpacked one after the other.
const LARGE_BYTES: u64 = 24 << 20;
/// Less than half the size, enlarged, looks worse than a card, pixels.
const LEAST_WIDTH: f64 = WIDTH as f64 / 2.0;
/// JPEG quality: some 100 kB, which all that show previews take.
const QUALITY: u8 = 78;

/// The picture, 1200 by 630 pixels; none where it cannot be unpacked, is too small, or would take too much memory.
pub(super) fn cropped(file: &[u8]) -> Option<Vec<u8>> {
    static LARGE: Mutex<()> = Mutex::new(());
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    // What a decoder holds besides the pixels: a progressive JPEG its coefficients.
    limits.max_alloc = Some(2 * MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let bytes = decoder.total_bytes();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = decoder.dimensions();
    let shape = Crop::of(width, height, orientation);
    if bytes > MOST_BYTES || shape.real_width < LEAST_WIDTH {
        return None;
    }
    let _alone = (bytes > LARGE_BYTES).then(|| LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let picture = DynamicImage::from_decoder(decoder).ok()?;
    let small = shape.resized(&with_eight_bits(picture))?;
    let mut small = DynamicImage::ImageRgba8(small);
    small.apply_orientation(orientation);
    jpeg(&small.into_rgba8())
}

/// The kinds of pixels that are resized as they are; others become one of them.
fn with_eight_bits(picture: DynamicImage) -> DynamicImage {
    match picture {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_) => picture,
        other if other.color().has_alpha() => DynamicImage::ImageRgba8(other.into_rgba8()),
        other => DynamicImage::ImageRgb8(other.into_rgb8()),
    }
}

/// Which part of a picture is shown, in the picture as it is stored.
#[derive(Debug, PartialEq)]
struct Crop {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    /// What it becomes, before it is turned.
    to: (u32, u32),
    /// The part's width once it is turned.
    real_width: f64,
}

impl Crop {
    fn of(width: u32, height: u32, orientation: Orientation) -> Self {
        use Orientation::{FlipVertical, Rotate90, Rotate90FlipH, Rotate180, Rotate270, Rotate270FlipH};
        let lies = matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH);
        let (across, down) = if lies { (HEIGHT, WIDTH) } else { (WIDTH, HEIGHT) };
        let (width, height) = (f64::from(width), f64::from(height));
        let ratio = across as f64 / down as f64;
        let (part_width, part_height) =
            if width / height > ratio { (height * ratio, height) } else { (width, width / ratio) };
        // Of a tall picture the upper part: faces are there more often than feet.
        let upper = 1.0 / 3.0;
        let begins_below = matches!(orientation, Rotate180 | FlipVertical);
        let begins_right = matches!(orientation, Rotate270 | Rotate270FlipH);
        let share = |from_the_end| if from_the_end { 1.0 - upper } else { upper };
        let (x, y) = if lies { (share(begins_right), 0.5) } else { (0.5, share(begins_below)) };
        Self {
            left: (width - part_width) * x,
            top: (height - part_height) * y,
            width: part_width,
            height: part_height,
            to: (across as u32, down as u32),
            real_width: if lies { part_height } else { part_width },
        }
    }

    fn resized(&self, picture: &DynamicImage) -> Option<image::RgbaImage> {
        let (width, height) = self.to;
        let kind = match picture {
            DynamicImage::ImageLuma8(_) => PixelType::U8,
            DynamicImage::ImageRgba8(_) => PixelType::U8x4,
            _ => PixelType::U8x3,
        };
        let picture = ImageRef::new(picture.width(), picture.height(), picture.as_bytes(), kind).ok()?;
        let mut small = Image::new(width, height, kind);
        let options = ResizeOptions::new().crop(self.left, self.top, self.width, self.height);
        Resizer::new().resize(&picture, &mut small, &options).ok()?;
        let bytes = small.into_vec();
        let small = match kind {
            PixelType::U8 => DynamicImage::ImageLuma8(image::GrayImage::from_raw(width, height, bytes)?),
            PixelType::U8x4 => DynamicImage::ImageRgba8(image::RgbaImage::from_raw(width, height, bytes)?),
            _ => DynamicImage::ImageRgb8(image::RgbImage::from_raw(width, height, bytes)?),
        };
        Some(small.into_rgba8())
    }
}

/// As JPEG, on white where it lets something through.
fn jpeg(picture: &image::RgbaImage) -> Option<Vec<u8>> {
    let on_white = |colour: u8, alpha: u8| {
        let sum = u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
        u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
    };
    let rgb: Vec<u8> = picture
        .pixels()
        .flat_map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            [red, green, blue].map(|colour| on_white(colour, alpha))
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&rgb, WIDTH as u16, HEIGHT as u16, ColorType::Rgb).ok()?;
    Some(file)
}
