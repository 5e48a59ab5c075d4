//! A sheet of sixteen colours that text is laid on, and its PNG. A palette keeps the files small and the drawing quick:
//! there may be ten thousand.

use png::{BitDepth, ColorType, Compression, Encoder, EncodingError, Filter};
use std::{iter, ops::Range};

/// Pixels: what Open Graph and X ask for.
pub(super) const WIDTH: usize = 1200;
/// Pixels.
pub(super) const HEIGHT: usize = 630;

/// A colour as `style/tokens.css` writes it.
pub(super) type Rgb = [u8; 3];

/// What text is laid on with: a ramp of the palette, from nearly paper to the full colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ink {
    Text,
    Accent,
}

impl Ink {
    const fn first(self) -> u8 {
        match self {
            Self::Text => 1,
            Self::Accent => 9,
        }
    }

    const fn levels(self) -> u8 {
        match self {
            Self::Text => 8,
            Self::Accent => 5,
        }
    }

    /// The place of the palette for each coverage of a pixel; none, the paper, for nearly nothing.
    const fn places(self) -> [u8; 256] {
        let mut places = [0; 256];
        let mut coverage = 0;
        while coverage < places.len() {
            let level = (coverage * self.levels() as usize + 127) / 255;
            if level > 0 {
                places[coverage] = self.first() + level as u8 - 1;
            }
            coverage += 1;
        }
        places
    }
}

/// The place of the palette that marks the country.
pub(super) const HUE: u8 = 14;
/// The place of the palette for thin rules.
pub(super) const LINE: u8 = 15;

/// The colours of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Colours {
    pub(super) paper: Rgb,
    pub(super) text: Rgb,
    pub(super) accent: Rgb,
    pub(super) hue: Rgb,
    pub(super) line: Rgb,
}

impl Colours {
    fn palette(&self) -> Vec<u8> {
        let ramp = |ink: Ink, to: Rgb| {
            let levels = u16::from(ink.levels());
            (1..=levels).map(move |level| mixed(self.paper, to, level, levels))
        };
        let colours = iter::once(self.paper)
            .chain(ramp(Ink::Text, self.text))
            .chain(ramp(Ink::Accent, self.accent))
            .chain([self.hue, self.line]);
        colours.flatten().collect()
    }
}

/// The colour that is `level` of `levels` on the way to another.
fn mixed(from: Rgb, to: Rgb, level: u16, levels: u16) -> Rgb {
    let channel = |at: usize| {
        let sum = u16::from(from[at]) * (levels - level) + u16::from(to[at]) * level;
        u8::try_from((sum + levels / 2) / levels).unwrap_or(u8::MAX)
    };
    [channel(0), channel(1), channel(2)]
}

/// A letter, ready to be laid on a sheet as often as it occurs: its pixels are packed as those of the sheet are.
pub(super) struct Stamp {
    /// Bytes a row.
    width: usize,
    pixels: Vec<u8>,
}

impl Stamp {
    /// Made of a mask of one byte a pixel that begins on the right one of a byte's two pixels, if it `is_odd`.
    pub(super) fn new(mask: &[u8], width: usize, is_odd: bool, ink: Ink) -> Self {
        let places = ink.places();
        let before = usize::from(is_odd);
        let packed = (before + width).div_ceil(2);
        let mut pixels = Vec::with_capacity(mask.len() / 2);
        for line in mask.chunks_exact(width.max(1)) {
            let mut row = vec![0; packed];
            for (coverage, x) in line.iter().zip(before..) {
                row[x / 2] |= places[usize::from(*coverage)] << if x % 2 == 0 { 4 } else { 0 };
            }
            pixels.extend(row);
        }
        Self { width: packed, pixels }
    }
}

/// The sheet. It is used again: ten thousand of them would be half a gigabyte to the system.
pub(super) struct Canvas {
    /// Two pixels a byte, as PNG has them: each is a place of the palette, the left one in the upper half.
    pixels: Vec<u8>,
}

/// Bytes a row.
const ROW: usize = WIDTH / 2;

impl Canvas {
    pub(super) fn new() -> Self {
        Self { pixels: vec![0; ROW * HEIGHT] }
    }

    pub(super) fn clear(&mut self) {
        self.pixels.fill(0);
    }

    /// Fills a rectangle inside the sheet, whose sides are even.
    pub(super) fn fill(&mut self, x: Range<usize>, y: Range<usize>, colour: u8) {
        for row in self.pixels.chunks_exact_mut(ROW).take(y.end).skip(y.start) {
            if let Some(part) = row.get_mut(x.start / 2..x.end / 2) {
                part.fill(colour << 4 | colour);
            }
        }
    }

    /// Lays a stamp on the sheet, its left side at a byte; what hangs over is cut off.
    pub(super) fn lay(&mut self, stamp: &Stamp, left: i32, top: i32) {
        if stamp.width == 0 {
            return;
        }
        // What hangs over on the left, and where the rest begins.
        let (hidden, start) = (left.min(0).unsigned_abs() as usize, left.max(0) as usize);
        for (line, y) in stamp.pixels.chunks_exact(stamp.width).zip(top..) {
            let Some(row) = usize::try_from(y).ok().and_then(|y| self.pixels.get_mut(y * ROW..(y + 1) * ROW)) else {
                continue;
            };
            let (Some(line), Some(row)) = (line.get(hidden..), row.get_mut(start..)) else { continue };
            for (below, above) in row.iter_mut().zip(line) {
                // Letters may touch each other: the darker has the pixel.
                *below = (*below & 0xf0).max(above & 0xf0) | (*below & 0x0f).max(above & 0x0f);
            }
        }
    }

    /// The sheet as PNG.
    pub(super) fn png(&self, colours: &Colours) -> Result<Vec<u8>, EncodingError> {
        let mut file = Vec::with_capacity(32 << 10);
        let mut encoder = Encoder::new(&mut file, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette(colours.palette());
        encoder.set_compression(Compression::Fast);
        // Most lines are as the one above.
        encoder.set_filter(Filter::Up);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(file)
    }
}
