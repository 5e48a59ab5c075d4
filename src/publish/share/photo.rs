//! An article's lead picture as other sites show it: cut to the shapes that they ask for, turned as the camera says,
//! without what the camera wrote about time and place.

use super::canvas::{HEIGHT, WIDTH};
use crate::publish::picture::large;
use codecs::{Part, Pixels};
use std::iter;

/// Changes with what is done to a picture.
pub(super) const LOOK: u8 = 3;

/// Width and height, pixels.
pub(super) type Shape = (usize, usize);

/// What a lead picture is cut to: what Open Graph and X ask for, then the three of Google's page on articles
/// (developers.google.com/search/docs/appearance/structured-data/article).
pub(super) const SHAPES: [Shape; 4] = [(WIDTH, HEIGHT), (1200, 675), (1200, 900), (1200, 1200)];

/// Less than half the size, enlarged, looks worse than a card, pixels.
const LEAST_WIDTH: f64 = WIDTH as f64 / 2.0;
/// JPEG quality: some 100 kB, which all that show previews take.
const QUALITY: u8 = 78;

/// The picture in all [`SHAPES`]; none where it cannot be unpacked or is too small for a preview. Only the preview is
/// enlarged: its size is what pages say of it.
pub(super) fn cropped(file: &[u8]) -> Option<Vec<Vec<u8>>> {
    let picture = large(file).ok()?;
    let [preview, mut others @ ..] = SHAPES.map(|shape| Crop::of(&picture, shape));
    if preview.part.width < LEAST_WIDTH {
        return None;
    }
    others.iter_mut().for_each(Crop::stay_small);
    let made = iter::once(&preview).chain(&others).map(|Crop { part, to: (width, height) }| {
        let small = picture.part_resized(part, *width, *height).ok()?;
        small.jpeg(QUALITY).ok()
    });
    made.collect()
}

/// Which part of a picture is shown, and the size that it becomes.
#[derive(Debug, PartialEq)]
struct Crop {
    part: Part,
    to: (u32, u32),
}

impl Crop {
    fn of(picture: &Pixels, (across, down): Shape) -> Self {
        let (width, height) = (f64::from(picture.width), f64::from(picture.height));
        let ratio = across as f64 / down as f64;
        let (part_width, part_height) =
            if width / height > ratio { (height * ratio, height) } else { (width, width / ratio) };
        // Of a tall picture the upper part: faces are there more often than feet.
        let (left, top) = ((width - part_width) / 2.0, (height - part_height) / 3.0);
        let part = Part { left, top, width: part_width, height: part_height };
        Self { part, to: (across as u32, down as u32) }
    }

    /// Keeps the size that the part has in a picture that is too small for the shape's.
    fn stay_small(&mut self) {
        let (width, height) = (f64::from(self.to.0), f64::from(self.to.1));
        let scale = (self.part.width / width).min(1.0);
        self.to = ((width * scale).round() as u32, (height * scale).round() as u32);
    }
}
