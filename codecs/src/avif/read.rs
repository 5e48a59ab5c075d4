//! Pixels out of an AVIF file: AV1 through `re_rav1d`, then from luma and chroma to red, green and blue.

use super::container::{Avif, Grid};
use crate::Pixels;
use mp4_atom::Colr;
use re_rav1d::dav1d::{
    BitsPerComponent, Decoder, Error, Picture, PixelLayout, PlanarImageComponent as Component, Plane, Settings,
    pixel::YUVRange,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The number that says nothing (ITU-T H.273).
const UNSPECIFIED: u8 = 2;

/// A picture as its file has it: not turned, and in its own colours.
#[derive(Clone, Debug)]
pub struct Still {
    /// Eight bits a channel, however many the file has.
    pub pixels: Pixels,
    /// Whether it has no chroma.
    pub grey: bool,
    /// What its colours mean.
    pub colours: Colours,
}

/// What the colours of a picture mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Colours {
    /// An ICC profile.
    Profile(Vec<u8>),
    /// Numbers of colour primaries and of transfer characteristics (ITU-T H.273).
    Numbers(u8, u8),
}

impl Avif<'_> {
    /// Reads the pixels, if there are no more than `most` of them.
    ///
    /// # Errors
    /// In words: it is damaged, has more pixels, or wants what is not known here.
    pub fn still(&self, most: u64) -> Result<Still, String> {
        let (width, height) = self.size();
        if pixels((width, height)) > most {
            return Err(format!("it has more than {most} pixels"));
        }
        let mut numbers = (UNSPECIFIED, UNSPECIFIED);
        let mut grey = false;
        let mut bytes = self.item(self.primary(), 3, most, &mut |picture| {
            let meaning = Meaning::of(self, picture)?;
            numbers = (meaning.primaries, meaning.transfer);
            grey = picture.pixel_layout() == PixelLayout::I400;
            Ok(meaning.rgb(picture))
        })?;
        let alpha = self.alpha();
        if let Some((item, premultiplied)) = alpha {
            if self.size_of(item)? != (width, height) {
                return Err("its alpha has another size than it".into());
            }
            let alpha = self.item(item, 1, most, &mut |picture| Ok(luma(picture)))?;
            bytes = with_alpha(&bytes, &alpha, premultiplied);
        }
        let profile = self.colours().find_map(|colours| match colours {
            Colr::Prof { profile } | Colr::Ricc { profile } => Some(Colours::Profile(profile.clone())),
            _ => None,
        });
        let colours = profile.unwrap_or(Colours::Numbers(numbers.0, numbers.1));
        Ok(Still { pixels: Pixels { width, height, alpha: alpha.is_some(), bytes }, grey, colours })
    }

    /// The pixels of an item, so many bytes each, as `look` makes them of a decoded picture.
    fn item(
        &self,
        item: u32,
        channels: usize,
        most: u64,
        look: &mut dyn FnMut(&Picture) -> Result<Vec<u8>, String>,
    ) -> Result<Vec<u8>, String> {
        let size = self.size_of(item)?;
        let Some(grid) = self.grid(item)? else { return look(&decode(self.content(item)?, size)?) };
        if pixels(grid.tile) > most {
            return Err(format!("it has more than {most} pixels"));
        }
        let mut all = vec![0; channels * pixels(size) as usize];
        for (place, &tile) in grid.tiles.iter().enumerate() {
            if self.size_of(tile)? != grid.tile {
                return Err("the tiles of its grid have several sizes".into());
            }
            let part = look(&decode(self.content(tile)?, grid.tile)?)?;
            grid.put(&mut all, place, &part, channels);
        }
        Ok(all)
    }
}

fn pixels((width, height): (u32, u32)) -> u64 {
    u64::from(width) * u64::from(height)
}

impl Grid {
    /// Puts a tile to its place; what is beyond the picture's edges is cut off.
    fn put(&self, all: &mut [u8], place: usize, part: &[u8], channels: usize) {
        let (width, height) = (self.tile.0 as usize, self.tile.1 as usize);
        let (across, down) = (self.width as usize, self.height as usize);
        let (left, top) = (place % self.columns * width, place / self.columns * height);
        let seen = width.min(across - left) * channels;
        for (row, line) in part.chunks_exact(width * channels).enumerate().take(height.min(down - top)) {
            let start = ((top + row) * across + left) * channels;
            all[start..start + seen].copy_from_slice(&line[..seen]);
        }
    }
}

/// Decodes one picture, which has to have this size.
fn decode(content: Vec<u8>, size: (u32, u32)) -> Result<Picture, String> {
    let failed = |error: Error| match error.is_again() {
        true => "it is cut off".to_owned(),
        false => format!("AV1: {error}"),
    };
    let mut settings = Settings::new();
    // Threads of its own would not be worth it, and this version has races between them.
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(u32::try_from(pixels(size)).unwrap_or(u32::MAX));
    let mut decoder = Decoder::with_settings(&settings).map_err(failed)?;
    decoder.send_data(content, None, None, None).map_err(failed)?;
    let picture = decoder.get_picture().map_err(failed)?;
    match (picture.width(), picture.height()) == size {
        true => Ok(picture),
        false => Err("it has another size than it says".into()),
    }
}

/// Which numbers stand for which colours (ITU-T H.273).
struct Meaning {
    primaries: u8,
    transfer: u8,
    matrix: Matrix,
    range: YUVRange,
}

/// How luma and chroma are made of red, green and blue (H.273, table 4).
#[derive(Clone, Copy)]
enum Matrix {
    /// They are not: they are green, blue and red themselves.
    Identity,
    /// By halves and quarters: YCgCo.
    Halves,
    /// The shares of red and of blue in luma.
    Shares(f32, f32),
}

const BT601: Matrix = Matrix::Shares(0.299, 0.114);
const BT709: Matrix = Matrix::Shares(0.2126, 0.0722);
const BT2020: Matrix = Matrix::Shares(0.2627, 0.0593);
const P3: Matrix = Matrix::Shares(0.2290, 0.0793);

impl Matrix {
    /// The one of a number; `primaries` are those of the picture, on which one of them rests.
    fn numbered(matrix: u8, primaries: u8, layout: PixelLayout) -> Option<Self> {
        match (matrix, primaries) {
            // Nothing is made of luma alone.
            _ if layout == PixelLayout::I400 => Some(BT601),
            (0, _) => (layout == PixelLayout::I444).then_some(Self::Identity),
            (1, _) | (12, 1) => Some(BT709),
            (UNSPECIFIED | 5 | 6, _) | (12, 5 | 6) => Some(BT601),
            (4, _) => Some(Self::Shares(0.30, 0.11)),
            (7, _) => Some(Self::Shares(0.212, 0.087)),
            (8, _) => Some(Self::Halves),
            (9, _) | (12, 9) => Some(BT2020),
            (12, 11 | 12) => Some(P3),
            _ => None,
        }
    }

    /// Red, green and blue from 0 to 1, a little more or less where the file goes beyond them.
    fn rgb(self, luma: f32, [bluer, redder]: [f32; 2]) -> [f32; 3] {
        match self {
            // Here chroma is counted from 0 on.
            Self::Identity => [redder, luma, bluer],
            Self::Halves => {
                let (green, orange) = (bluer, redder);
                let rest = luma - green;
                [rest + orange, luma + green, rest - orange]
            }
            Self::Shares(of_red, of_blue) => {
                let red = luma + 2.0 * (1.0 - of_red) * redder;
                let blue = luma + 2.0 * (1.0 - of_blue) * bluer;
                [red, (luma - of_red * red - of_blue * blue) / (1.0 - of_red - of_blue), blue]
            }
        }
    }
}

impl Meaning {
    /// What the file says, and where it says nothing, what the picture in it does.
    fn of(file: &Avif, picture: &Picture) -> Result<Self, String> {
        let told = file.colours().find_map(|colours| match colours {
            Colr::Nclx { colour_primaries, transfer_characteristics, matrix_coefficients, full_range_flag } => {
                let numbers = [*colour_primaries, *transfer_characteristics, *matrix_coefficients];
                Some((numbers.map(|number| u8::try_from(number).unwrap_or(UNSPECIFIED)), *full_range_flag))
            }
            _ => None,
        });
        let ([primaries, transfer, matrix], full) =
            told.unwrap_or_else(|| (numbers(picture), picture.color_range() == YUVRange::Full));
        let Some(known) = Matrix::numbered(matrix, primaries, picture.pixel_layout()) else {
            return Err(format!("its colours are told in a way that is not known here: matrix {matrix}"));
        };
        let range = if full { YUVRange::Full } else { YUVRange::Limited };
        Ok(Self { primaries, transfer, matrix: known, range })
    }

    /// A picture in red, green and blue.
    fn rgb(&self, picture: &Picture) -> Vec<u8> {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let luma = Samples::of(picture, Component::Y, self.range);
        // Each chroma sample stands for the pixels it was taken from: who halves it again gets the same.
        let (across, down) = match picture.pixel_layout() {
            PixelLayout::I420 => (1, 1),
            PixelLayout::I422 => (1, 0),
            PixelLayout::I444 | PixelLayout::I400 => (0, 0),
        };
        let chroma = (picture.pixel_layout() != PixelLayout::I400)
            .then(|| [Component::U, Component::V].map(|component| Samples::of(picture, component, self.range)));
        let is_level = matches!(self.matrix, Matrix::Identity);
        let mut bytes = Vec::with_capacity(3 * width * height);
        for row in 0..height {
            for column in 0..width {
                let light = luma.level(column, row);
                let colour = match &chroma {
                    None => [light; 3],
                    Some(chroma) => self.matrix.rgb(
                        light,
                        chroma.each_ref().map(|one| match is_level {
                            true => one.level(column, row),
                            false => one.chroma(column >> across, row >> down),
                        }),
                    ),
                };
                bytes.extend(colour.map(byte));
            }
        }
        bytes
    }
}

/// What a picture says of its colours: the numbers of primaries, transfer and matrix. Of reserved numbers the decoder's interface
/// makes a panic.
fn numbers(picture: &Picture) -> [u8; 3] {
    let ask: [&dyn Fn() -> u8; 3] =
        [&|| picture.color_primaries() as u8, &|| picture.transfer_characteristic() as u8, &|| {
            picture.matrix_coefficients() as u8
        }];
    ask.map(|number| catch_unwind(AssertUnwindSafe(number)).unwrap_or(UNSPECIFIED))
}

/// One component of a picture.
struct Samples {
    plane: Plane,
    /// Bytes.
    stride: usize,
    wide: bool,
    /// How many samples of this depth there are to one of eight bits.
    step: f32,
    range: YUVRange,
}

impl Samples {
    fn of(picture: &Picture, component: Component, range: YUVRange) -> Self {
        let BitsPerComponent(bits) = picture.bits_per_component().unwrap_or(BitsPerComponent(8));
        let (plane, stride) = (picture.plane(component), picture.stride(component) as usize);
        Self { plane, stride, wide: bits > 8, step: (1 << (bits - 8)) as f32, range }
    }

    fn sample(&self, column: usize, row: usize) -> f32 {
        let start = row * self.stride;
        match self.wide {
            false => f32::from(self.plane[start + column]),
            true => f32::from(u16::from_ne_bytes([self.plane[start + 2 * column], self.plane[start + 2 * column + 1]])),
        }
    }

    /// From 0, dark, to 1.
    fn level(&self, column: usize, row: usize) -> f32 {
        let sample = self.sample(column, row);
        match self.range {
            YUVRange::Full => sample / (256.0 * self.step - 1.0),
            YUVRange::Limited => (sample - 16.0 * self.step) / (219.0 * self.step),
        }
    }

    /// From -0.5 to 0.5; 0 is none.
    fn chroma(&self, column: usize, row: usize) -> f32 {
        let all = if self.range == YUVRange::Full { 256.0 * self.step - 1.0 } else { 224.0 * self.step };
        (self.sample(column, row) - 128.0 * self.step) / all
    }
}

/// The luma of a picture, a byte a pixel.
fn luma(picture: &Picture) -> Vec<u8> {
    let samples = Samples::of(picture, Component::Y, picture.color_range());
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut bytes = Vec::with_capacity(width * height);
    for row in 0..height {
        bytes.extend((0..width).map(|column| byte(samples.level(column, row))));
    }
    bytes
}

fn byte(level: f32) -> u8 {
    (255.0 * level).round() as u8
}

/// Colours with their alpha.
fn with_alpha(colours: &[u8], alpha: &[u8], premultiplied: bool) -> Vec<u8> {
    let plain = |value: u8, alpha: u8| match premultiplied && alpha > 0 {
        true => ((u32::from(value) * 255 + u32::from(alpha) / 2) / u32::from(alpha)).min(255) as u8,
        false => value,
    };
    let mut bytes = Vec::with_capacity(4 * alpha.len());
    for (pixel, &alpha) in colours.chunks_exact(3).zip(alpha) {
        bytes.extend([plain(pixel[0], alpha), plain(pixel[1], alpha), plain(pixel[2], alpha), alpha]);
    }
    bytes
}
