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
    fn first(self) -> u8 {
        match self {
            Self::Text => 1,
            Self::Accent => 9,
        }
    }

    fn levels(self) -> u8 {
        match self {
            Self::Text => 8,
            Self::Accent => 5,
        }
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
    /// A place of the palette a pixel.
    pixels: Vec<u8>,
    /// The same with two pixels a byte.
    packed: Vec<u8>,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self { pixels: vec![0; WIDTH * HEIGHT], packed: vec![0; WIDTH * HEIGHT / 2] }
    }

    pub(super) fn clear(&mut self) {
        self.pixels.fill(0);
    }

    /// Fills a rectangle inside the sheet.
    pub(super) fn fill(&mut self, x: Range<usize>, y: Range<usize>, colour: u8) {
        for row in self.pixels.chunks_exact_mut(WIDTH).take(y.end).skip(y.start) {
            if let Some(part) = row.get_mut(x.clone()) {
                part.fill(colour);
            }
        }
    }

    /// Lays a mask of one byte a pixel on the sheet; what hangs over is cut off.
    pub(super) fn lay(&mut self, mask: &[u8], width: usize, (left, top): (i32, i32), ink: Ink) {
        if width == 0 {
            return;
        }
        let (first, levels) = (ink.first(), u16::from(ink.levels()));
        for (line, y) in mask.chunks_exact(width).zip(top..) {
            let Some(y) = usize::try_from(y).ok().filter(|y| *y < HEIGHT) else { continue };
            for (coverage, x) in line.iter().zip(left..) {
                let level = (u16::from(*coverage) * levels + 127) / 255;
                let Some(x) = usize::try_from(x).ok().filter(|x| *x < WIDTH && level > 0) else { continue };
                let pixel = &mut self.pixels[y * WIDTH + x];
                // Letters may touch each other: the darker has the pixel.
                *pixel = (*pixel).max(first + level as u8 - 1);
            }
        }
    }

    /// The sheet as PNG.
    pub(super) fn png(&mut self, colours: &Colours) -> Result<Vec<u8>, EncodingError> {
        for (byte, pair) in self.packed.iter_mut().zip(self.pixels.as_chunks::<2>().0) {
            *byte = pair[0] << 4 | pair[1];
        }
        let mut file = Vec::with_capacity(32 << 10);
        let mut encoder = Encoder::new(&mut file, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Four);
        encoder.set_palette(colours.palette());
        encoder.set_compression(Compression::Fast);
        // Most lines are as the one above.
        encoder.set_filter(Filter::Up);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.packed)?;
        writer.finish()?;
        Ok(file)
    }
}
