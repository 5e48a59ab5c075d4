//! An article's lead picture as other sites show it: cut to the shapes that they ask for, turned as the camera says,
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
pub(super) const LOOK: u8 = 2;

/// Width and height, pixels.
pub(super) type Shape = (usize, usize);

/// What a lead picture is cut to: what Open Graph and X ask for, then the three of Google's page on articles
/// (developers.google.com/search/docs/appearance/structured-data/article).
pub(super) const SHAPES: [Shape; 4] = [(WIDTH, HEIGHT), (1200, 675), (1200, 900), (1200, 1200)];

/// A picture whose pixels take more bytes is not unpacked: 64 megapixels of a camera.
const MOST_BYTES: u64 = 192 << 20;
/// Pictures above it are unpacked one after the other.
const LARGE_BYTES: u64 = 24 << 20;
/// Less than half the size, enlarged, looks worse than a card, pixels.
const LEAST_WIDTH: f64 = WIDTH as f64 / 2.0;
/// JPEG quality: some 100 kB, which all that show previews take.
const QUALITY: u8 = 78;

/// The picture in all [`SHAPES`]; none where it cannot be unpacked, is too small for a preview, or would take too much
/// memory. Only the preview is enlarged: its size is what pages say of it.
pub(super) fn cropped(file: &[u8]) -> Option<Vec<Vec<u8>>> {
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
    let [preview, mut others @ ..] = SHAPES.map(|shape| Crop::of(width, height, orientation, shape));
    if bytes > MOST_BYTES || preview.real_width < LEAST_WIDTH {
        return None;
    }
    others.iter_mut().for_each(Crop::stay_small);
    let _alone = (bytes > LARGE_BYTES).then(|| LARGE.lock().unwrap_or_else(PoisonError::into_inner));
    let picture = with_eight_bits(DynamicImage::from_decoder(decoder).ok()?);
    let made = std::iter::once(&preview).chain(&others).map(|crop| {
        let mut small = DynamicImage::ImageRgba8(crop.resized(&picture)?);
        small.apply_orientation(orientation);
        jpeg(&small.into_rgba8())
    });
    made.collect()
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
    fn of(width: u32, height: u32, orientation: Orientation, (wide, high): Shape) -> Self {
        use Orientation::{FlipVertical, Rotate90, Rotate90FlipH, Rotate180, Rotate270, Rotate270FlipH};
        let lies = matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH);
        let (across, down) = if lies { (high, wide) } else { (wide, high) };
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

    /// Keeps the size that the part has in a picture that is too small for the shape's.
    fn stay_small(&mut self) {
        let (width, height) = (f64::from(self.to.0), f64::from(self.to.1));
        let scale = (self.width / width).min(1.0);
        self.to = ((width * scale).round() as u32, (height * scale).round() as u32);
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
    let (width, height) = (u16::try_from(picture.width()).ok()?, u16::try_from(picture.height()).ok()?);
    encoder.encode(&rgb, width, height, ColorType::Rgb).ok()?;
    Some(file)
}
