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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

    /// Lays a mask of one byte a pixel on the sheet; what hangs over is cut off.
    pub(super) fn lay(&mut self, mask: &[u8], width: usize, (left, top): (i32, i32), ink: Ink) {
        if width == 0 {
            return;
        }
        // What hangs over on the left, and where the rest begins.
        let (hidden, start) = (left.min(0).unsigned_abs() as usize, left.max(0) as usize);
        const TEXT: [u8; 256] = Ink::Text.places();
        const ACCENT: [u8; 256] = Ink::Accent.places();
        let places = match ink {
            Ink::Text => &TEXT,
            Ink::Accent => &ACCENT,
        };
        for (line, y) in mask.chunks_exact(width).zip(top..) {
            let Some(row) = usize::try_from(y).ok().and_then(|y| self.pixels.get_mut(y * ROW..(y + 1) * ROW)) else {
                continue;
            };
            for (coverage, x) in line.iter().skip(hidden).zip(start..WIDTH) {
                let place = places[usize::from(*coverage)];
                if place == 0 {
                    continue;
                }
                let byte = &mut row[x / 2];
                // Letters may touch each other: the darker has the pixel.
                *byte = match x % 2 {
                    0 => (*byte >> 4).max(place) << 4 | *byte & 0x0f,
                    _ => (*byte & 0x0f).max(place) | *byte & 0xf0,
                };
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
