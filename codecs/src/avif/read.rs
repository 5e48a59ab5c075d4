//! Pixels out of an AVIF file: AV1 through `re_rav1d`, then from brightness and hue to red, green and blue.

use super::container::{Avif, Grid};
use crate::Pixels;
use mp4_atom::Colr;
use re_rav1d::dav1d::{
    BitsPerComponent, Decoder, Picture, PixelLayout, PlanarImageComponent as Component, Settings, pixel::YUVRange,
};

/// A picture as its file has it: not turned, and in its own colours.
#[derive(Clone, Debug)]
pub struct Still {
    /// Eight bits a channel, however many the file has.
    pub pixels: Pixels,
    /// Whether it has no hue.
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
    /// Reads the pixels.
    ///
    /// # Errors
    /// In words: it is damaged, or wants what is not known here.
    pub fn still(&self) -> Result<Still, String> {
        let item = self.primary();
        let mut told = None;
        let mut grey = false;
        let mut bytes = self.item(item, 3, &mut |picture| {
            let meaning = Meaning::of(self, picture)?;
            told = Some((meaning.primaries, meaning.transfer));
            grey = picture.pixel_layout() == PixelLayout::I400;
            Ok(meaning.rgb(picture))
        })?;
        let (width, height) = self.size();
        let clear = self.clear();
        if let Some((clear, counted_in)) = clear {
            if self.size_of(clear)? != (width, height) {
                return Err("it is not as large as what says how much of it is seen through".into());
            }
            let alpha = self.item(clear, 1, &mut |picture| Ok(brightness(picture)))?;
            bytes = with_alpha(&bytes, &alpha, counted_in);
        }
        let (primaries, transfer) = told.unwrap_or_default();
        let profile = self.colours().find_map(|colours| match colours {
            Colr::Prof { profile } | Colr::Ricc { profile } => Some(Colours::Profile(profile.clone())),
            _ => None,
        });
        let colours = profile.unwrap_or(Colours::Numbers(primaries, transfer));
        Ok(Still { pixels: Pixels { width, height, alpha: clear.is_some(), bytes }, grey, colours })
    }

    /// The pixels of an item, so many bytes each, as `look` makes them of a picture.
    fn item(
        &self,
        item: u32,
        channels: usize,
        look: &mut dyn FnMut(&Picture) -> Result<Vec<u8>, String>,
    ) -> Result<Vec<u8>, String> {
        let (width, height) = self.size_of(item)?;
        let Some(grid) = self.grid(item)? else { return look(&decode(self.content(item)?, (width, height))?) };
        if (grid.width, grid.height) != (width, height) {
            return Err("its grid has another size than it".into());
        }
        let mut all = vec![0; channels * width as usize * height as usize];
        for (place, &tile) in grid.tiles.iter().enumerate() {
            let size = self.size_of(tile)?;
            let part = look(&decode(self.content(tile)?, size)?)?;
            grid.put(&mut all, place, &part, size, channels);
        }
        Ok(all)
    }
}

impl Grid {
    /// Puts a part to its place; what is beyond the picture's edges is cut off.
    fn put(&self, all: &mut [u8], place: usize, part: &[u8], (width, height): (u32, u32), channels: usize) {
        let (width, height) = (width as usize, height as usize);
        let (across, down) = (self.width as usize, self.height as usize);
        let (left, top) = (place % self.columns * width, place / self.columns * height);
        if left >= across {
            return;
        }
        let seen = width.min(across - left) * channels;
        for (row, line) in part.chunks_exact(width * channels).enumerate().take(down.saturating_sub(top).min(height)) {
            let start = ((top + row) * across + left) * channels;
            all[start..start + seen].copy_from_slice(&line[..seen]);
        }
    }
}

/// Decodes one picture, which has to have this size.
fn decode(content: Vec<u8>, size: (u32, u32)) -> Result<Picture, String> {
    let failed = |error: re_rav1d::dav1d::Error| match error.is_again() {
        true => "it is cut off".to_owned(),
        false => format!("AV1: {error}"),
    };
    let mut settings = Settings::new();
    // Threads of its own would not be worth it, and this version has races between them.
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(size.0.saturating_mul(size.1));
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

/// How brightness and hue are made of red, green and blue (H.273, table 4).
enum Matrix {
    /// They are not: they are green, blue and red themselves.
    Identity,
    /// The shares of red and of blue in brightness.
    Shares(f32, f32),
}

impl Meaning {
    /// What the file says, and where it says nothing, what the picture in it does.
    fn of(file: &Avif, picture: &Picture) -> Result<Self, String> {
        let told = file.colours().find_map(|colours| match colours {
            Colr::Nclx { colour_primaries, transfer_characteristics, matrix_coefficients, full_range_flag } => {
                let numbers = [*colour_primaries, *transfer_characteristics, *matrix_coefficients];
                Some((numbers.map(|number| u8::try_from(number).unwrap_or(2)), *full_range_flag))
            }
            _ => None,
        });
        let ([primaries, transfer, matrix], full) = told.unwrap_or_else(|| {
            let numbers = [
                picture.color_primaries() as u8,
                picture.transfer_characteristic() as u8,
                picture.matrix_coefficients() as u8,
            ];
            (numbers, picture.color_range() == YUVRange::Full)
        });
        let matrix = match matrix {
            0 if picture.pixel_layout() == PixelLayout::I444 => Matrix::Identity,
            1 => Matrix::Shares(0.2126, 0.0722),
            0 | 2 | 5 | 6 => Matrix::Shares(0.299, 0.114),
            4 => Matrix::Shares(0.30, 0.11),
            7 => Matrix::Shares(0.212, 0.087),
            9 => Matrix::Shares(0.2627, 0.0593),
            other => return Err(format!("its colours are told in a way that is not known here (matrix {other})")),
        };
        let range = if full { YUVRange::Full } else { YUVRange::Limited };
        Ok(Self { primaries, transfer, matrix, range })
    }

    /// A picture in red, green and blue.
    fn rgb(&self, picture: &Picture) -> Vec<u8> {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let first = Samples::of(picture, Component::Y);
        // Each hue stands for the pixels it was taken from: who halves it again gets the same.
        let (halved, lower) = match picture.pixel_layout() {
            PixelLayout::I420 => (1, 1),
            PixelLayout::I422 => (1, 0),
            PixelLayout::I444 | PixelLayout::I400 => (0, 0),
        };
        let hues = (picture.pixel_layout() != PixelLayout::I400)
            .then(|| [Component::U, Component::V].map(|component| Samples::of(picture, component)));
        let mut bytes = Vec::with_capacity(3 * width * height);
        for row in 0..height {
            for column in 0..width {
                let light = first.level(column, row, self.range);
                let hue = hues.as_ref().map(|hues| hues.each_ref().map(|hue| (hue, column >> halved, row >> lower)));
                bytes.extend(self.matrix.rgb(light, hue, self.range).map(|value| (255.0 * value).round() as u8));
            }
        }
        bytes
    }
}

impl Matrix {
    /// Red, green and blue from 0 to 1, a little more or less where the file goes beyond them.
    fn rgb(&self, light: f32, hue: Option<[(&Samples, usize, usize); 2]>, range: YUVRange) -> [f32; 3] {
        let Some(hue) = hue else { return [light; 3] };
        match self {
            Self::Identity => {
                let [blue, red] = hue.map(|(samples, column, row)| samples.level(column, row, range));
                [red, light, blue]
            }
            Self::Shares(of_red, of_blue) => {
                let [bluer, redder] = hue.map(|(samples, column, row)| samples.hue(column, row, range));
                let red = light + 2.0 * (1.0 - of_red) * redder;
                let blue = light + 2.0 * (1.0 - of_blue) * bluer;
                [red, (light - of_red * red - of_blue * blue) / (1.0 - of_red - of_blue), blue]
            }
        }
    }
}

/// One component of a picture.
struct Samples {
    plane: re_rav1d::dav1d::Plane,
    /// Bytes.
    stride: usize,
    /// In one sample.
    bits: usize,
}

impl Samples {
    fn of(picture: &Picture, component: Component) -> Self {
        let BitsPerComponent(bits) = picture.bits_per_component().unwrap_or(BitsPerComponent(8));
        Self { plane: picture.plane(component), stride: picture.stride(component) as usize, bits }
    }

    fn sample(&self, column: usize, row: usize) -> f32 {
        let start = row * self.stride;
        match self.bits {
            8 => f32::from(self.plane[start + column]),
            _ => f32::from(u16::from_ne_bytes([self.plane[start + 2 * column], self.plane[start + 2 * column + 1]])),
        }
    }

    /// From 0, dark, to 1.
    fn level(&self, column: usize, row: usize, range: YUVRange) -> f32 {
        let (sample, step) = (self.sample(column, row), self.step());
        match range {
            YUVRange::Full => sample / (256.0 * step - 1.0),
            YUVRange::Limited => (sample - 16.0 * step) / (219.0 * step),
        }
    }

    /// From -0.5 to 0.5; 0 is none.
    fn hue(&self, column: usize, row: usize, range: YUVRange) -> f32 {
        let (sample, step) = (self.sample(column, row), self.step());
        let across = if range == YUVRange::Full { 256.0 * step - 1.0 } else { 224.0 * step };
        (sample - 128.0 * step) / across
    }

    /// How many samples of this depth there are to one of eight bits.
    fn step(&self) -> f32 {
        (1 << (self.bits - 8)) as f32
    }
}

/// The brightness of a picture, a byte a pixel.
fn brightness(picture: &Picture) -> Vec<u8> {
    let samples = Samples::of(picture, Component::Y);
    let range = picture.color_range();
    let rows = 0..picture.height() as usize;
    let level = |row, column| (255.0 * samples.level(column, row, range)).round() as u8;
    rows.flat_map(|row| (0..picture.width() as usize).map(move |column| (row, column)))
        .map(|(row, column)| level(row, column))
        .collect()
}

/// Colours with how much of them is there. `counted_in`: the colours are darker for it already.
fn with_alpha(colours: &[u8], alpha: &[u8], counted_in: bool) -> Vec<u8> {
    let bright = |value: u8, alpha: u8| match counted_in && alpha > 0 {
        true => (u32::from(value) * 255 / u32::from(alpha)).min(255) as u8,
        false => value,
    };
    let pixels = colours.chunks_exact(3).zip(alpha);
    pixels
        .flat_map(|(pixel, &alpha)| [bright(pixel[0], alpha), bright(pixel[1], alpha), bright(pixel[2], alpha), alpha])
        .collect()
}
