//! Makes a picture as small as a page may load: less quality until it fits, and where that would show, fewer pixels.

use super::{LIMIT, decode::as_wide_as};
use codecs::{LONGEST_WEBP, Pixels};
use serde::{Deserialize, Serialize};

/// The widths that are made, pixels: a phone's of 360 pixels, its with two and with three to each of these.
const WIDTHS: [u32; 3] = [320, 640, 1080];
/// A width this near to the picture's own is not worth a file.
const NEAR: f64 = 0.85;

/// What a large view has at most: pixels a line, pixels in all, bytes.
pub(super) const LARGE: (u32, u64) = (2560, 8_000_000);
const LARGE_LIMIT: usize = 1_000_000;

/// What a variant is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Role {
    Avif,
    Webp,
    Jpeg,
    /// What a reader sees who opens it: a JPEG, which everything shows.
    Large,
    /// The newsroom's file.
    Whole,
}

/// A file that was made of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Variant {
    pub(super) role: Role,
    /// How its name ends, without the full stop.
    pub(super) extension: String,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) bytes: u64,
}

impl Variant {
    pub(super) fn new(role: Role, extension: &str, (width, height): (u32, u32), content: &[u8]) -> Self {
        Self { role, extension: extension.into(), width, height, bytes: content.len() as u64 }
    }

    /// How its name in the cache ends.
    pub(super) fn end(&self) -> String {
        match self.role {
            Role::Large | Role::Whole => self.extension.clone(),
            _ => format!("{}.{}", self.width, self.extension),
        }
    }
}

/// A variant to make.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order {
    role: Role,
    width: u32,
    /// Without it there would be none of its role: it is made to fit whatever it takes.
    needed: bool,
}

/// What is to be made of a picture of this size. One who opens a small picture sees nothing more of it, of a high one all that
/// the window had no room for.
pub(super) fn orders((width, height): (u32, u32), large: bool) -> Vec<Order> {
    let mut orders = Vec::new();
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|wide| f64::from(*wide) < NEAR * f64::from(width)).collect();
    // The last: the picture's own width, or the widest there is.
    if widths.len() < WIDTHS.len() {
        widths.push(width.min(WIDTHS[2]));
    }
    for role in [Role::Avif, Role::Webp, Role::Jpeg] {
        let first = widths.first().copied();
        orders.extend(widths.iter().map(|&wide| Order { role, width: wide, needed: Some(wide) == first }));
    }
    if large && width.max(height) > WIDTHS[1] {
        orders.push(Order { role: Role::Large, width, needed: true });
    }
    orders
}

impl Order {
    /// Makes it; nothing where it would not be worth a look, or where nobody wants it any more.
    ///
    /// # Errors
    /// In words, what a codec said.
    pub(super) fn make(
        self,
        picture: &Pixels,
        stopped: &dyn Fn() -> bool,
    ) -> Result<Option<(Variant, Vec<u8>)>, String> {
        let (limit, extension) = match self.role {
            Role::Avif => (LIMIT, "avif"),
            Role::Webp => (LIMIT, "webp"),
            Role::Jpeg => (LIMIT, "jpg"),
            _ => (LARGE_LIMIT, "jpg"),
        };
        let mut picture = as_wide_as(picture, self.width)?;
        loop {
            if let Some(content) = self.fitted(&picture, limit, stopped)? {
                let size = (picture.width, picture.height);
                return Ok(Some((Variant::new(self.role, extension, size, &content), content)));
            }
            if !self.needed || picture.width < 16 || stopped() {
                return Ok(None);
            }
            picture = as_wide_as(&picture, picture.width * 2 / 3)?;
        }
    }

    /// The best that fits, down to the quality below which fewer pixels look better.
    fn fitted(self, picture: &Pixels, limit: usize, stopped: &dyn Fn() -> bool) -> Result<Option<Vec<u8>>, String> {
        let (mut quality, least) = match self.role {
            Role::Avif => (43.0, 28.0),
            Role::Webp => (76.0, 35.0),
            Role::Jpeg => (76.0, 40.0),
            _ => (84.0, 40.0),
        };
        if self.role == Role::Webp && picture.width.max(picture.height) > LONGEST_WEBP {
            return Ok(None);
        }
        loop {
            let content = match self.role {
                Role::Avif => picture.avif(quality)?,
                Role::Webp => picture.webp(quality)?,
                _ => picture.jpeg(quality as u8)?,
            };
            if content.len() <= limit {
                return Ok(Some(content));
            }
            if quality <= least || stopped() {
                return Ok(None);
            }
            // Bytes fall about as fast as this; a step at least, so that it ends.
            let aim = quality * (limit as f32 / content.len() as f32).powf(0.7);
            quality = aim.min(quality - 4.0).max(least);
        }
    }
}
