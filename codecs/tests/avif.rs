//! AVIF files of other programs. Those of `avif/` were written by libavif's `avifenc`: four quarters, red and green above blue
//! and white, 128 by 128 pixels, the turned ones 128 by 96. `ten-bits` shows half of its blue and nothing of its white.

use codecs::{Avif, Colours, Still};

const MOST: u64 = 1_000_000;
const FOUR: [[i16; 3]; 4] = [[220, 40, 40], [40, 160, 60], [40, 60, 200], [240, 240, 240]];

macro_rules! file {
    ($name:literal) => {
        include_bytes!(concat!("avif/", $name, ".avif"))
    };
}

fn still(file: &[u8]) -> Result<Still, String> {
    Avif::parse(file)?.still(MOST)
}

/// The first bytes that are these replaced by others.
fn with(file: &[u8], these: &[u8], others: &[u8]) -> Vec<u8> {
    let at = file.windows(these.len()).position(|bytes| bytes == these).expect("it has them");
    [&file[..at], others, &file[at + these.len()..]].concat()
}

/// The middles of the quarters, in the order of reading.
fn quarters(still: &Still) -> Vec<Vec<u8>> {
    let (width, height) = (still.pixels.width as usize, still.pixels.height as usize);
    let step = if still.pixels.alpha { 4 } else { 3 };
    let middle = |(column, row): (usize, usize)| {
        let start = (height * row / 4 * width + width * column / 4) * step;
        still.pixels.bytes[start..start + step].to_vec()
    };
    [(1, 1), (3, 1), (1, 3), (3, 3)].map(middle).to_vec()
}

#[test]
fn colours_are_read_however_they_were_written() {
    let plain = file!("bt709");
    let grey = [94, 113, 70, 240].map(|level| [level; 3]);
    for (name, file, four, numbers) in [
        ("BT.709, halved chroma", plain.to_vec(), FOUR, (1, 13)),
        // Then the picture itself says so.
        ("without `colr`", with(plain, b"colr", b"free"), FOUR, (1, 13)),
        ("BT.601, tiles, limited range", file!("grid").to_vec(), FOUR, (1, 13)),
        ("quartered", file!("wide").to_vec(), FOUR, (12, 13)),
        ("twelve bits without chroma", file!("grey").to_vec(), grey, (1, 13)),
        ("YCgCo", file!("halves").to_vec(), FOUR, (1, 13)),
        ("red, green and blue", file!("identity").to_vec(), FOUR, (1, 13)),
        ("without `colr`, with reserved primaries", file!("reserved").to_vec(), FOUR, (2, 14)),
        ("another brand first", with(plain, b"ftypavif", b"ftypmif1"), FOUR, (1, 13)),
        ("with something behind it", [plain, b"a letter, by mistake".as_slice()].concat(), FOUR, (1, 13)),
    ] {
        assert!(Avif::is(&file), "{name}");
        let still = still(&file).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        let found = quarters(&still);
        let near = |found: &[u8], four: [i16; 3]| found.iter().zip(four).all(|(a, b)| (i16::from(*a) - b).abs() < 4);
        assert!(found.iter().zip(four).all(|(found, four)| near(found, four)), "{name}: {found:?}");
        assert_eq!(still.colours, Colours::Numbers(numbers.0, numbers.1), "{name}");
        assert_eq!(still.grey, name.contains("without chroma"), "{name}");
    }
}

#[test]
fn alpha_is_read_and_colours_are_as_if_there_were_none() {
    let avifs = file!("ten-bits");
    // HEVC's name for it, which some programs write.
    let mut hevc = b"urn:mpeg:hevc:2015:auxid:1".to_vec();
    hevc.resize(b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha".len(), 0);
    for file in [avifs.to_vec(), with(avifs, b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", &hevc)] {
        let found = quarters(&still(&file).expect("it is read"));
        assert_eq!(found.iter().map(|pixel| pixel[3]).collect::<Vec<_>>(), [255, 255, 128, 0]);
        let blue = [40, 60, 200].iter().zip(&found[2]).all(|(blue, found)| (blue - i16::from(*found)).abs() < 4);
        assert!(blue, "{found:?}");
    }
}

#[test]
fn a_picture_is_turned_as_it_asks() {
    let (turned, mirrored) = (file!("turned"), file!("mirrored"));
    let (turn, mirror) = (b"\0\0\0\x09irot\x01", b"\0\0\0\x09imir\0");
    for (angle, upright, rows, columns) in [(0, 1, 4, 2), (1, 8, 5, 7), (2, 3, 2, 4), (3, 6, 7, 5)] {
        let by = |file: &[u8]| with(file, turn, &[&turn[..8], &[angle]].concat());
        let orientation = |file: &[u8]| Avif::parse(file).expect("it is read").orientation();
        assert_eq!(orientation(&by(turned)), upright);
        assert_eq!(orientation(&by(mirrored)), rows);
        assert_eq!(orientation(&with(&by(mirrored), mirror, &[&mirror[..8], &[1]].concat())), columns);
    }
    assert_eq!(Avif::parse(file!("grid")).expect("it is read").orientation(), 1);
}

#[test]
fn what_would_show_more_or_less_than_is_meant_is_refused() {
    let fault = |file: &[u8]| still(file).expect_err("it is refused");
    assert_eq!(fault(file!("moving")), "it moves, which only a GIF, PNG or WebP can here");
    let (cropped, gist) = (file!("cropped"), "it hides a part of itself that anybody could take out of it");
    assert_eq!(fault(cropped), gist);
    // The same where a reader may leave the crop alone: the bits of `ipma` that say otherwise.
    let mut may = cropped.to_vec();
    let at = may.windows(4).position(|kind| kind == b"ipma").expect("it has one") + 15;
    may[at..at + 8].iter_mut().for_each(|byte| *byte &= 0x7f);
    assert_eq!(fault(&may), gist);
    // One that hides nothing: 128 by 128 pixels of as many.
    let (part, all) = ([0, 0, 0, 64, 0, 0, 0, 1, 0, 0, 0, 64], [0, 0, 0, 128, 0, 0, 0, 1, 0, 0, 0, 128]);
    assert!(still(&with(cropped, &part, &all)).is_ok());
}

fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes(), kind.as_slice(), content].concat()
}

/// A file of one item with this size and this `iloc`, and what else is in its head.
fn made(size: u32, iloc: &[u8], more: &[u8]) -> Vec<u8> {
    let ispe = boxed(b"ispe", &[[0; 4], size.to_be_bytes(), size.to_be_bytes()].concat());
    let ipma = boxed(b"ipma", b"\0\0\0\0\0\0\0\x01\0\x01\x01\x01");
    let parts = [
        boxed(b"pitm", b"\0\0\0\0\0\x01"),
        boxed(b"iinf", &[b"\0\0\0\0\0\x01".as_slice(), &boxed(b"infe", b"\x02\0\0\0\0\x01\0\0av01\0")].concat()),
        boxed(b"iprp", &[boxed(b"ipco", &ispe), ipma].concat()),
        boxed(b"iloc", iloc),
        more.to_vec(),
    ];
    let meta = boxed(b"meta", &[b"\0\0\0\0".as_slice(), &parts.concat()].concat());
    [boxed(b"ftyp", b"avif\0\0\0\0avif"), meta].concat()
}

#[test]
fn a_head_that_asks_for_more_than_there_is_is_refused_at_once() {
    // One extent: all of the file.
    let all = b"\0\0\0\0\x44\0\0\x01\0\x01\0\0\0\x01\0\0\0\0\0\0\0\0";
    let fault = |file: &[u8]| still(file).expect_err("it is refused");
    // Sound, but that there is no AV1 in it: the others are refused for what they have besides.
    assert_eq!(fault(&made(64, all, &[])), "it is cut off");
    assert_eq!(fault(&made(u32::MAX, all, &[])), "it has more than 1000000 pixels");
    let many = [b"\0\0\0\0\x44\0\0\x01\0\x01\0\0\xff\xff".as_slice(), &[0; 8 * 0xffff]].concat();
    assert_eq!(fault(&made(64, &many, &[])), "its content is larger than it");
    let nowhere = b"\x02\0\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\0\xff\xff";
    assert_eq!(fault(&made(64, nowhere, &[])), "its head is damaged: parts that lie nowhere");
    assert_eq!(fault(&made(64, b"\0\0\0\0\x44\0\0\0", &[])), "it is cut off");
    assert_eq!(fault(&made(64, all, &[0; 8_000_001])), "its head is too large");
    // Boxes in boxes, which nobody asks for.
    let deep: Vec<u8> =
        (1..=200_000_u32).rev().flat_map(|left| [(8 * left).to_be_bytes(), *b"ipco"].concat()).collect();
    assert_eq!(fault(&made(64, all, &deep)), "it is cut off");
}

#[test]
fn a_grid_whose_tiles_do_not_make_the_picture_is_refused() {
    let grid = file!("grid");
    let fault = |file: &[u8]| still(file).expect_err("it is refused");
    let gist = "the tiles of its grid do not make the picture";
    // Two columns and two rows of 64 pixels, as the grid itself says, behind its version and flags.
    let told = [0, 0, 1, 1, 0, 128, 0, 128];
    for other in [[0, 0, 1, 0, 0, 128, 0, 128], [0, 0, 1, 1, 0, 64, 0, 128], [0, 0, 1, 1, 0, 129, 0, 128]] {
        assert_eq!(fault(&with(grid, &told, &other)), gist);
    }
    // Tiles of 32 pixels.
    let size = [0, 0, 0, 64, 0, 0, 0, 64];
    assert_eq!(fault(&with(grid, &size, &[0, 0, 0, 32, 0, 0, 0, 32])), gist);
    assert_eq!(fault(&with(grid, &size, &[0, 0, 0x7f, 64, 0, 0, 0x7f, 64])), gist);
}
