//! Pictures as cameras and editors make them.

use image::{DynamicImage, ImageFormat, RgbImage};
use img_parts::{Bytes, ImageEXIF as _, jpeg::Jpeg};
use std::io::Cursor;

/// A picture with soft colours, in which the left upper quarter is red and nothing else is.
pub(crate) fn photo(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let share = |at: u32, of: u32| u8::try_from(100 * at / of).expect("it is less than 100");
        match (x < width / 2, y < height / 2) {
            (true, true) => image::Rgb([200, 20, 20]),
            _ => image::Rgb([20, 40 + share(x, width), 40 + share(y, height)]),
        }
    })
}

/// A picture like one taken at night with too short a time: noise all over.
pub(crate) fn noisy_photo(width: u32, height: u32) -> RgbImage {
    let mut state = 0x2545_f491_u32;
    let mut noise = move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 24) as u8 / 2
    };
    let mut photo = photo(width, height);
    photo.pixels_mut().for_each(|pixel| pixel.0.iter_mut().for_each(|value| *value = value.saturating_add(noise())));
    photo
}

/// A picture as a file.
pub(crate) fn file(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.into().write_to(&mut file, format).expect("a picture can be written");
    file.into_inner()
}

/// The file of a camera that was held somehow, somewhere: a JPEG with an orientation, and the place 13° 30′ N, 2° 7′ E.
pub(crate) fn taken(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut jpeg = Jpeg::from_bytes(file(picture.clone(), ImageFormat::Jpeg).into()).expect("it is a JPEG");
    jpeg.set_exif(Some(Bytes::from(exif(orientation))));
    jpeg.encoder().bytes().to_vec()
}

/// TIFF, big-endian (TIFF 6.0; Exif 2.3, 4.6.6): Orientation, and four GPS fields behind a pointer to them.
fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let (gps, latitude, longitude) = (38_u32, 92_u32, 116_u32);
    let degrees = |values: [u32; 3]| values.map(|value| [value.to_be_bytes(), 1_u32.to_be_bytes()].concat()).concat();
    let mut tiff = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, gps.to_be_bytes()));
    tiff.extend([0; 4]);
    tiff.extend([0, 4]);
    tiff.extend(entry(1, 2, 2, *b"N\0\0\0"));
    tiff.extend(entry(2, 5, 3, latitude.to_be_bytes()));
    tiff.extend(entry(3, 2, 2, *b"E\0\0\0"));
    tiff.extend(entry(4, 5, 3, longitude.to_be_bytes()));
    tiff.extend([0; 4]);
    tiff.extend(degrees([13, 30, 0]));
    tiff.extend(degrees([2, 7, 0]));
    tiff
}

/// A picture that moves: a GIF of so many frames.
pub(crate) fn moving(picture: &RgbImage, frames: usize) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new_with_speed(&mut file, 30);
    for _ in 0..frames {
        let frame = DynamicImage::from(picture.clone()).into_rgba8();
        encoder.encode_frame(image::Frame::new(frame)).expect("a frame can be written");
    }
    drop(encoder);
    file
}
