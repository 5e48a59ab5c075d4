//! Reads a picture's pixels: upright, in sRGB, eight bits a channel, and never so many at once that memory runs out.

use super::MOST_PIXELS;
use codecs::{Avif, Colours, Pixels};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, metadata::Orientation};
use moxcms::{
    CicpColorPrimaries, CicpProfile, ColorProfile, DataColorSpace, Layout, MatrixCoefficients, ToneReprCurve,
    TransferCharacteristics, TransformOptions,
};
use std::{
    io::Cursor,
    sync::{Condvar, Mutex, PoisonError},
};

/// The most that the pixels of one picture may take, bytes: sixteen bits a channel take twice the room.
const MOST_BYTES: u64 = 8 * MOST_PIXELS;

/// Whether all of a picture can be read.
///
/// # Errors
/// In words, what is wrong with it.
pub(super) fn try_out(content: &[u8]) -> Result<(), String> {
    whole(content)?;
    let _room = Room::of(content);
    load(content).map(|_| ())
}

/// The pixels, with no more of them than `width` a line and `pixels` in all.
///
/// # Errors
/// In words, what is wrong with it.
pub(super) fn read(content: &[u8], (width, pixels): (u32, u64)) -> Result<Pixels, String> {
    let _room = Room::of(content);
    let Loaded { picture, grey, orientation, profile } = load(content)?;
    let (w, h) = (picture.width, picture.height);
    let share = (f64::from(width) / f64::from(w)).min((pixels as f64 / (f64::from(w) * f64::from(h))).sqrt());
    let mut picture = match share < 1.0 {
        true => as_wide_as(&picture, (f64::from(w) * share).round() as u32)?,
        false => picture,
    };
    if let Some(profile) = profile {
        show_in_srgb(&mut picture, &profile, grey);
    }
    Ok(opaque_if_it_is(turned(picture, orientation)))
}

/// A picture as it is in its file.
struct Loaded {
    picture: Pixels,
    /// Whether its colours are levels of grey, for its profile too.
    grey: bool,
    orientation: Orientation,
    /// None if that is sRGB.
    profile: Option<ColorProfile>,
}

fn load(content: &[u8]) -> Result<Loaded, String> {
    if let Some(avif) = avif(content) {
        return load_avif(&avif?);
    }
    let words = |error: ImageError| match error {
        ImageError::Limits(_) => "it takes more memory than a picture should".to_owned(),
        error => error.to_string(),
    };
    let reader = ImageReader::new(Cursor::new(content)).with_guessed_format().map_err(|error| error.to_string())?;
    let mut decoder = reader.into_decoder().map_err(words)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    if decoder.total_bytes() > MOST_BYTES {
        return Err("it takes more memory than a picture should".into());
    }
    decoder.set_limits(limits).map_err(words)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(words)?;
    let profile = profile.and_then(|profile| ColorProfile::new_from_slice(&profile).ok());
    Ok(Loaded { grey: !image.color().has_color(), picture: of(image), orientation, profile })
}

/// The head of an AVIF file; none of another one.
pub(super) fn avif(content: &[u8]) -> Option<Result<Avif<'_>, String>> {
    Avif::is(content).then(|| Avif::parse(content))
}

fn load_avif(avif: &Avif) -> Result<Loaded, String> {
    let still = avif.still(MOST_PIXELS)?;
    let profile = match still.colours {
        Colours::Profile(profile) => ColorProfile::new_from_slice(&profile).ok(),
        Colours::Numbers(primaries, transfer) => numbered(primaries, transfer),
    };
    let grey = still.grey && profile.as_ref().is_some_and(|profile| profile.color_space == DataColorSpace::Gray);
    let orientation = Orientation::from_exif(avif.orientation()).unwrap_or(Orientation::NoTransforms);
    Ok(Loaded { picture: still.pixels, grey, orientation, profile })
}

/// The colours that two numbers name (ITU-T H.273, tables 2 and 3); none if they are those of sRGB, or unknown. What films
/// say of themselves (1, 6, 14, 15) browsers show as sRGB, whose curve is near.
fn numbered(primaries: u8, transfer: u8) -> Option<ColorProfile> {
    let color_primaries = match primaries {
        0 | 2 => CicpColorPrimaries::Bt709,
        other => CicpColorPrimaries::try_from(other).ok()?,
    };
    let transfer_characteristics = match transfer {
        0..=2 | 6 | 14 | 15 => TransferCharacteristics::Srgb,
        other => TransferCharacteristics::try_from(other).ok()?,
    };
    let srgb = (CicpColorPrimaries::Bt709, TransferCharacteristics::Srgb);
    if (color_primaries, transfer_characteristics) == srgb {
        return None;
    }
    let matrix_coefficients = MatrixCoefficients::Identity;
    let numbers = CicpProfile { color_primaries, transfer_characteristics, matrix_coefficients, full_range: true };
    let mut profile = ColorProfile::new_from_cicp(numbers);
    let to_white: Option<fn(f64) -> f64> = match transfer_characteristics {
        TransferCharacteristics::Smpte2084 => Some(quantized),
        TransferCharacteristics::Hlg => Some(hybrid),
        _ => None,
    };
    if let Some(light) = to_white {
        let level = |step: u32| (65535.0 * light(f64::from(step) / 4095.0).min(1.0)).round() as u16;
        let curve = ToneReprCurve::Lut((0..=4095).map(level).collect());
        profile.cicp = None;
        profile.red_trc = Some(curve.clone());
        profile.green_trc = Some(curve.clone());
        profile.blue_trc = Some(curve);
    }
    Some(profile)
}

/// How bright a level of PQ is where the white of paper, 203 candela a square metre, is 1 (ITU-R BT.2100, table 4; BT.2408, 2.2).
/// What is brighter, such as a lamp, is white on screens that know no more.
fn quantized(level: f64) -> f64 {
    let (m1, m2) = (2610.0 / 16384.0, 2523.0 / 4096.0 * 128.0);
    let (c1, c2, c3) = (3424.0 / 4096.0, 2413.0 / 4096.0 * 32.0, 2392.0 / 4096.0 * 32.0);
    let root = level.powf(1.0 / m2);
    10_000.0 / 203.0 * ((root - c1).max(0.0) / (c2 - c3 * root)).powf(1.0 / m1)
}

/// The same of HLG, where three quarters of the signal are the white of paper (BT.2100, table 5; BT.2408, 2.2).
fn hybrid(level: f64) -> f64 {
    let (a, b, c) = (0.178_832_77, 0.284_668_92, 0.559_910_73);
    let scene = |level: f64| if level <= 0.5 { level * level / 3.0 } else { (((level - c) / a).exp() + b) / 12.0 };
    // A screen's own curve (BT.2100, the system gamma of one of 1,000 candela a square metre).
    (scene(level) / scene(0.75)).powf(1.2)
}

/// That a JPEG has an end: its decoder shows grey where there is nothing.
fn whole(content: &[u8]) -> Result<(), String> {
    // Inside of a scan these bytes mean only this (ITU T.81, B.1.1.5).
    let is_jpeg = image::guess_format(content).is_ok_and(|format| format == ImageFormat::Jpeg);
    let scan = || memchr::memmem::find(content, &[0xff, 0xda]).unwrap_or(content.len());
    match is_jpeg && memchr::memmem::find(&content[scan()..], &[0xff, 0xd9]).is_none() {
        true => Err("it is cut off".into()),
        false => Ok(()),
    }
}

/// Whether a picture moves.
pub(super) fn moves(content: &[u8]) -> bool {
    use image::AnimationDecoder as _;
    let bytes = || Cursor::new(content);
    match image::guess_format(content) {
        Ok(ImageFormat::Gif) => image::codecs::gif::GifDecoder::new(bytes()).is_ok_and(|decoder| {
            let (width, height) = decoder.dimensions();
            let _room = Room::take(2 * u64::from(width) * u64::from(height));
            decoder.into_frames().take(2).filter(Result::is_ok).count() > 1
        }),
        Ok(ImageFormat::Png) => {
            image::codecs::png::PngDecoder::new(bytes()).is_ok_and(|decoder| decoder.is_apng().unwrap_or(false))
        }
        Ok(ImageFormat::WebP) => {
            image::codecs::webp::WebPDecoder::new(bytes()).is_ok_and(|decoder| decoder.has_animation())
        }
        _ => false,
    }
}

fn of(image: DynamicImage) -> Pixels {
    let (width, height) = (image.width(), image.height());
    let alpha = image.color().has_alpha();
    let bytes = if alpha { image.into_rgba8().into_raw() } else { image.into_rgb8().into_raw() };
    Pixels { width, height, alpha, bytes }
}

/// The same picture in another width.
///
/// # Errors
/// In words, if it cannot be.
pub(super) fn as_wide_as(picture: &Pixels, width: u32) -> Result<Pixels, String> {
    let width = width.max(1);
    let height = (f64::from(picture.height) * f64::from(width) / f64::from(picture.width)).round().max(1.0) as u32;
    match (width, height) == (picture.width, picture.height) {
        true => Ok(picture.clone()),
        false => picture.resized(width, height),
    }
}

/// From the colours of a profile to those that everything shows without one. One of inks is left alone, whose picture the
/// decoder has made RGB already.
fn show_in_srgb(picture: &mut Pixels, profile: &ColorProfile, grey: bool) {
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    match (profile.color_space, grey) {
        (DataColorSpace::Rgb, false) => {
            let layout = if picture.alpha { Layout::Rgba } else { Layout::Rgb };
            let Ok(change) = profile.create_transform_8bit(layout, &srgb, layout, options) else { return };
            let mut changed = vec![0; picture.bytes.len()];
            if change.transform(&picture.bytes, &mut changed).is_ok() {
                picture.bytes = changed;
            }
        }
        (DataColorSpace::Gray, true) => {
            let Ok(change) = profile.create_transform_8bit(Layout::Gray, &srgb, Layout::Rgb, options) else { return };
            let levels: Vec<u8> = (0..=255).collect();
            let mut changed = vec![0; 3 * 256];
            if change.transform(&levels, &mut changed).is_ok() {
                for pixel in picture.bytes.chunks_exact_mut(if picture.alpha { 4 } else { 3 }) {
                    let level = 3 * usize::from(pixel[0]);
                    pixel[..3].copy_from_slice(&changed[level..level + 3]);
                }
            }
        }
        _ => {}
    }
}

fn turned(picture: Pixels, orientation: Orientation) -> Pixels {
    if orientation == Orientation::NoTransforms {
        return picture;
    }
    let Pixels { width, height, alpha, bytes } = picture;
    let image = match alpha {
        true => image::RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8),
        false => image::RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8),
    };
    let mut image = image.unwrap_or_default();
    image.apply_orientation(orientation);
    of(image)
}

/// Without the fourth byte where nothing is seen through.
fn opaque_if_it_is(picture: Pixels) -> Pixels {
    if !picture.alpha || picture.bytes.chunks_exact(4).any(|pixel| pixel[3] != 255) {
        return picture;
    }
    let bytes = picture.bytes.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Pixels { alpha: false, bytes, ..picture }
}

/// Its colour on the whole, as HTML writes one; none where one sees through it.
pub(super) fn colour(picture: &Pixels) -> Option<String> {
    if picture.alpha {
        return None;
    }
    let count = u64::from(picture.width) * u64::from(picture.height);
    let mut sums = [0u64; 3];
    for pixel in picture.bytes.chunks_exact(3) {
        sums.iter_mut().zip(pixel).for_each(|(sum, value)| *sum += u64::from(*value));
    }
    // Four bits a channel: it stands there for a moment, and in every page.
    let digits = sums.map(|sum| format!("{:x}", (sum / count.max(1) + 8).min(255) / 17));
    Some(format!("#{}", digits.concat()))
}

/// Room in memory for the pixels of pictures that are being read: as many as the largest picture has.
struct Room(u64);

static TAKEN: Mutex<u64> = Mutex::new(0);
static LEFT: Condvar = Condvar::new();

impl Room {
    /// For the pixels that a file says it has: those of AVIF, which may have sixteen bits a channel, lie there twice.
    fn of(content: &[u8]) -> Self {
        if let Some(avif) = avif(content) {
            let (width, height) = avif.map_or((0, 0), |avif| avif.size());
            return Self::take((2 * u64::from(width)).saturating_mul(u64::from(height)));
        }
        let size = imagesize::blob_size(content);
        Self::take(size.map_or(MOST_PIXELS, |size| (size.width as u64).saturating_mul(size.height as u64)))
    }

    /// Waits until there is room. Nothing that waits for other threads may be done with it in hand.
    fn take(pixels: u64) -> Self {
        let pixels = pixels.min(MOST_PIXELS);
        let taken = TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |taken: &mut u64| *taken + pixels > MOST_PIXELS;
        let mut taken = LEFT.wait_while(taken, full).unwrap_or_else(PoisonError::into_inner);
        *taken += pixels;
        Self(pixels)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        *TAKEN.lock().unwrap_or_else(PoisonError::into_inner) -= self.0;
        LEFT.notify_all();
    }
}
