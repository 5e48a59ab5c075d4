//! What is laid on sheets as often as it occurs, such as a letter: its pixels, and its rows as a PNG holds them, packed.

use super::deflate::Piece;
use std::{iter, ops::Range};

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

    pub(super) const fn levels(self) -> u8 {
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

/// Something to be laid on a sheet.
pub(super) struct Stamp {
    /// Bytes a row.
    width: usize,
    /// Two pixels a byte, as PNG has them: each is a place of the palette, the left one in the upper half.
    pixels: Vec<u8>,
    /// One more than the stamp is high: the last is the paper below it.
    rows: Vec<Row>,
    /// What the rows' pieces were packed with.
    words: Vec<u64>,
}

/// What a row of a stamp does to a sheet.
#[derive(Clone, Copy)]
pub(super) struct Row {
    // Where it or the one above it has ink, bytes.
    pub(super) start: u16,
    pub(super) end: u16,
    pub(super) change: Change,
}

/// What a row changes of the one above it.
#[derive(Clone, Copy)]
pub(super) struct Change {
    /// Where the change begins, bytes.
    pub(super) start: u16,
    /// The difference of the bytes that differ, as PNG's filter "Up" has it.
    pub(super) piece: Piece,
}

impl Change {
    pub(super) fn new(line: &[u8], above: &[u8], words: &mut Vec<u64>) -> Self {
        let bytes: Vec<u8> = line.iter().zip(above).map(|(line, above)| line.wrapping_sub(*above)).collect();
        let range = extent(&bytes);
        Self { start: range.start as u16, piece: Piece::new(&bytes[range], words) }
    }
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
        Self::of(packed, pixels)
    }

    /// A rectangle of one colour, `width` bytes wide.
    pub(super) fn filled(width: usize, height: usize, colour: u8) -> Self {
        Self::of(width, vec![colour << 4 | colour; width * height])
    }

    fn of(width: usize, pixels: Vec<u8>) -> Self {
        let paper = vec![0; width];
        let lines = || pixels.chunks_exact(width.max(1));
        let from_above = iter::once(paper.as_slice()).chain(lines());
        let mut words = Vec::new();
        let row = |(line, above): (&[u8], &[u8])| {
            let either: Vec<u8> = line.iter().zip(above).map(|(line, above)| line | above).collect();
            let Range { start, end } = extent(&either);
            Row { start: start as u16, end: end as u16, change: Change::new(line, above, &mut words) }
        };
        let rows = lines().chain([paper.as_slice()]).zip(from_above).map(row).collect();
        words.shrink_to_fit();
        Self { width, pixels, rows, words }
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What the rows' pieces were packed with.
    pub(super) fn words(&self) -> &[u64] {
        &self.words
    }

    /// Lays a row of it on one of a sheet, its left side at a byte; what hangs over is cut off.
    pub(super) fn lay(&self, row: usize, below: &mut [u8], left: i32) {
        // What hangs over on the left, and where the rest begins.
        let (hidden, start) = (left.min(0).unsigned_abs() as usize, left.max(0) as usize);
        let line = self.pixels.get(row * self.width..(row + 1) * self.width).and_then(|line| line.get(hidden..));
        let (Some(line), Some(below)) = (line, below.get_mut(start..)) else { return };
        for (below, above) in below.iter_mut().zip(line) {
            // Letters may touch each other: the darker has the pixel.
            *below = (*below & 0xf0).max(above & 0xf0) | (*below & 0x0f).max(above & 0x0f);
        }
    }
}

/// From the first byte that is not zero to the last.
fn extent(bytes: &[u8]) -> Range<usize> {
    let is_something = |byte: &u8| *byte != 0;
    let start = bytes.iter().position(is_something).unwrap_or(bytes.len());
    start..bytes.iter().rposition(is_something).map_or(start, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_pixels_share_a_byte_and_the_darker_one_stays() {
        let mask = [255, 0, 128];
        let (even, odd) = (Stamp::new(&mask, 3, false, Ink::Text), Stamp::new(&mask, 3, true, Ink::Accent));
        let mut row = [0; 4];
        even.lay(0, &mut row, 0);
        assert_eq!(row, [0x80, 0x40, 0, 0]);
        odd.lay(0, &mut row, 1);
        assert_eq!(row, [0x80, 0x4d, 0x0b, 0]);
        even.lay(0, &mut row, 1);
        assert_eq!(row, [0x80, 0x8d, 0x4b, 0]);
    }
}
