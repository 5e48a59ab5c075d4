//! What lies where in an AVIF file (AV1 Image File Format 1.1, on ISO/IEC 23008-12, HEIF, and ISO/IEC 14496-12).
//!
//! Of its head only those boxes are read that say something of the picture: `mp4-atom` reads each box into all that lies in
//! it, however deep, and `iloc` by itself, where ten bytes can ask for a megabyte, is read here.

use mp4_atom::{
    Atom, Auxc, Clap, Colr, Decode as _, DecodeMaybe as _, FourCC, Ftyp, Header, Iinf, Imir, Ipma, Iref, Irot, Ispe,
    Pitm,
};
use std::{collections::BTreeMap, iter, ops::Range};

/// The types of an auxiliary item that is alpha (AVIF 1.1, 4.1; the second is HEVC's, which some programs write).
const ALPHA: [&str; 2] = ["urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1"];

/// The least side of a tile, pixels (ISO/IEC 23000-22, MIAF, 7.3.11.4.2).
const LEAST_TILE: u32 = 64;

/// The largest head that is read, bytes: with a profile of colours and thousands of tiles there are two millions.
const LARGEST_HEAD: usize = 8_000_000;

/// An AVIF file: its head is read, its pixels are not.
#[derive(Debug)]
pub struct Avif<'f> {
    file: &'f [u8],
    /// Content that stands in the head itself (`idat`).
    within: &'f [u8],
    primary: u32,
    kinds: BTreeMap<u32, FourCC>,
    places: BTreeMap<u32, Place>,
    properties: Vec<Property>,
    /// For each item its properties, numbered from one, and whether it cannot be shown without them.
    associations: BTreeMap<u32, Vec<(usize, bool)>>,
    references: Vec<mp4_atom::Reference>,
    size: (u32, u32),
}

/// Where an item's bytes lie.
#[derive(Debug)]
struct Place {
    /// 0: in the file. 1: in the head. 2: in other items.
    method: u8,
    /// Offset and length; no length is to the end.
    extents: Vec<(u64, u64)>,
}

/// What is said of an item.
#[derive(Debug)]
enum Property {
    Auxiliary(Auxc),
    Colour(Colr),
    Crop(Clap),
    Mirror(Imir),
    Rotation(Irot),
    Size(Ispe),
    /// Needs no doing: the decoder is told it by the content as well.
    Repeated,
    Unknown,
}

/// A picture that is put together of others of one size (HEIF, 6.6.2.3.2).
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Row by row.
    pub(super) tiles: Vec<u32>,
    /// Pixels of each.
    pub(super) tile: (u32, u32),
}

impl<'f> Avif<'f> {
    /// Whether a file says that it is AVIF, one picture or a sequence of them.
    pub fn is(file: &[u8]) -> bool {
        let brands = Ftyp::decode(&mut &*file).ok();
        brands.is_some_and(|Ftyp { major_brand, compatible_brands, .. }| {
            compatible_brands.iter().chain([&major_brand]).any(|brand| matches!(brand.as_ref(), b"avif" | b"avis"))
        })
    }

    /// Reads the head of a file.
    ///
    /// # Errors
    /// In words: it is damaged, or wants what is not known here.
    pub fn parse(file: &'f [u8]) -> Result<Self, String> {
        if Ftyp::decode(&mut &*file).is_ok_and(|brands| brands.major_brand.as_ref() == b"avis") {
            return Err("it moves, which only a GIF, PNG or WebP can here".into());
        }
        // What follows is of no interest here, and may be of no kind at all.
        let is_head = |found: &Result<([u8; 4], &[u8]), _>| !matches!(found, Ok((kind, _)) if kind != b"meta");
        let (_, head) = boxes(file).find(is_head).ok_or("it has no picture")??;
        if head.len() > LARGEST_HEAD {
            return Err("its head is too large".into());
        }
        // A full box: its version and flags stand before what is in it.
        let parts: BTreeMap<[u8; 4], &[u8]> = boxes(head.get(4..).ok_or_else(cut_off)?).collect::<Result<_, _>>()?;
        let part = |kind: &[u8; 4]| parts.get(kind).copied();
        let mut avif = Self {
            file,
            within: part(b"idat").unwrap_or_default(),
            primary: part(b"pitm").map(read::<Pitm>).transpose()?.ok_or("it has no picture")?.item_id,
            kinds: BTreeMap::new(),
            places: part(b"iloc").map(places).transpose()?.unwrap_or_default(),
            properties: Vec::new(),
            associations: BTreeMap::new(),
            references: part(b"iref").map(read::<Iref>).transpose()?.map(|links| links.references).unwrap_or_default(),
            size: (0, 0),
        };
        let entries = part(b"iinf").map(read::<Iinf>).transpose()?.map(|list| list.item_infos).unwrap_or_default();
        avif.kinds = entries.into_iter().filter_map(|entry| Some((entry.item_id, entry.item_type?))).collect();
        for found in boxes(part(b"iprp").unwrap_or_default()) {
            let (kind, content) = found?;
            match &kind {
                b"ipco" => avif.properties = boxes(content).map(|one| Property::of(one?)).collect::<Result<_, _>>()?,
                b"ipma" => {
                    for of in read::<Ipma>(content)?.item_properties {
                        let numbers =
                            of.associations.iter().map(|one| (usize::from(one.property_index), one.essential));
                        avif.associations.entry(of.item_id).or_default().extend(numbers);
                    }
                }
                _ => {}
            }
        }
        avif.size = avif.size_of(avif.primary)?;
        Ok(avif)
    }

    /// Pixels in a row, and rows, before it is turned.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// How it is to be turned, from 1 to 8 as Exif says it (Exif 2.3, Orientation).
    pub fn orientation(&self) -> u8 {
        let of = |property: &Property| match property {
            Property::Rotation(rotation) => (Some(usize::from(rotation.angle % 4)), None),
            Property::Mirror(mirror) => (None, Some(mirror.axis % 2)),
            _ => (None, None),
        };
        let told: Vec<_> = self.properties_of(self.primary).map(|(property, _)| of(property)).collect();
        // First turned against the clock by quarters (HEIF, 6.5.10), then mirrored: its rows (0) or its columns (6.5.12).
        let quarters = told.iter().find_map(|(quarters, _)| *quarters).unwrap_or(0);
        match told.iter().find_map(|(_, axis)| *axis) {
            None => [1, 8, 3, 6][quarters],
            Some(0) => [4, 5, 2, 7][quarters],
            Some(_) => [2, 7, 4, 5][quarters],
        }
    }

    /// Where in the file items of a kind lie, such as what is said of the picture and not seen, `Exif` and `mime`.
    pub fn items(&self, kind: &[u8; 4]) -> Vec<Range<usize>> {
        let of_kind = self.kinds.iter().filter(|(_, one)| one.as_ref() == kind);
        let places = of_kind.filter_map(|(item, _)| self.places.get(item)).filter(|place| place.method == 0);
        let range = |&(offset, length): &(u64, u64)| {
            let start = usize::try_from(offset).unwrap_or(usize::MAX).min(self.file.len());
            let rest = self.file.len() - start;
            let length = if length == 0 { rest } else { usize::try_from(length).unwrap_or(rest).min(rest) };
            start..start + length
        };
        places.flat_map(|place| &place.extents).map(range).collect()
    }

    /// The item of the picture itself.
    pub(super) fn primary(&self) -> u32 {
        self.primary
    }

    /// The item that is its alpha, and whether the colours are premultiplied by it.
    pub(super) fn alpha(&self) -> Option<(u32, bool)> {
        let leads =
            |kind: &'static [u8; 4]| self.references.iter().filter(move |link| link.reference_type.as_ref() == kind);
        let is_alpha = |item: u32| {
            self.properties_of(item).any(|(property, _)| match property {
                Property::Auxiliary(kind) => ALPHA.contains(&kind.aux_type.trim_end_matches('\0')),
                _ => false,
            })
        };
        let mut of_it = leads(b"auxl").filter(|link| link.to_item_ids.contains(&self.primary));
        let item = of_it.find(|link| is_alpha(link.from_item_id))?.from_item_id;
        let mut by = leads(b"prem").filter(|link| link.from_item_id == self.primary);
        Some((item, by.any(|link| link.to_item_ids.contains(&item))))
    }

    /// What its colours mean: of several, the profile and the numbers.
    pub(super) fn colours(&self) -> impl Iterator<Item = &Colr> {
        self.properties_of(self.primary).filter_map(|(property, _)| match property {
            Property::Colour(colours) => Some(colours),
            _ => None,
        })
    }

    /// The grid that an item is; none if it is a picture.
    pub(super) fn grid(&self, item: u32) -> Result<Option<Grid>, String> {
        match self.kinds.get(&item).map(AsRef::as_ref) {
            Some(b"av01") => return Ok(None),
            Some(b"grid") => {}
            _ => return Err("it is neither one picture nor a grid of them".into()),
        }
        let content = self.content(item)?;
        // Version, flags, rows and columns less one, then the size in two bytes each, or in four.
        let (&[_, flags, rows, columns], size) = content.split_first_chunk().ok_or_else(cut_off)?;
        let mut size = Bytes(size);
        let length = if flags & 1 == 0 { 2 } else { 4 };
        let (width, height) = (size.number(length)? as u32, size.number(length)? as u32);
        let (rows, columns) = (u32::from(rows) + 1, u32::from(columns) + 1);
        let parts =
            self.references.iter().find(|link| link.from_item_id == item && link.reference_type.as_ref() == b"dimg");
        let tiles = parts.map(|link| link.to_item_ids.clone()).unwrap_or_default();
        let first = *tiles.first().ok_or("its grid has no tiles")?;
        let tile = self.size_of(first)?;
        // The last tile of a row, and of a column, begins within the picture and reaches its edge.
        let fits = |tile: u32, count: u32, whole: u32| {
            let (tile, count, whole) = (u64::from(tile), u64::from(count), u64::from(whole));
            tile * (count - 1) < whole && whole <= tile * count
        };
        let sound = tiles.len() == (rows * columns) as usize
            && tile.0.min(tile.1) >= LEAST_TILE
            && (width, height) == self.size_of(item)?
            && fits(tile.0, columns, width)
            && fits(tile.1, rows, height);
        match sound {
            true => Ok(Some(Grid { columns: columns as usize, width, height, tiles, tile })),
            false => Err("the tiles of its grid do not make the picture".into()),
        }
    }

    /// The bytes of an item.
    pub(super) fn content(&self, item: u32) -> Result<Vec<u8>, String> {
        let place = self.places.get(&item).ok_or_else(cut_off)?;
        let source = match place.method {
            0 => self.file,
            1 => self.within,
            _ => return Err("its content is put together of other content".into()),
        };
        let mut content = Vec::new();
        for &(offset, length) in &place.extents {
            let rest = usize::try_from(offset).ok().and_then(|offset| source.get(offset..)).ok_or_else(cut_off)?;
            let length = if length == 0 { Ok(rest.len()) } else { usize::try_from(length) };
            content.extend(length.ok().and_then(|length| rest.get(..length)).ok_or_else(cut_off)?);
            // Parts that lie over each other could be more than all there is.
            if content.len() > source.len() {
                return Err("its content is larger than it".into());
            }
        }
        if content.is_empty() { Err(cut_off()) } else { Ok(content) }
    }

    /// The size that an item says it has.
    pub(super) fn size_of(&self, item: u32) -> Result<(u32, u32), String> {
        let (mut size, mut shown) = (None, None);
        for (property, essential) in self.properties_of(item) {
            match property {
                Property::Crop(crop) => shown = Some(crop),
                Property::Size(told) => size = size.or(Some((told.width, told.height))),
                Property::Unknown if essential => {
                    return Err("it is layered or changed in a way that is not known here".into());
                }
                _ => {}
            }
        }
        let (width, height) =
            size.filter(|(width, height)| *width > 0 && *height > 0).ok_or("it does not say its size")?;
        // What was cut off is still in the file, and nobody else is to see it.
        let is_all = |part: u32, of: u32, all: u32| of > 0 && u64::from(part) >= u64::from(of) * u64::from(all);
        let hides = |crop: &Clap| {
            !is_all(crop.clean_aperture_width_n, crop.clean_aperture_width_d, width)
                || !is_all(crop.clean_aperture_height_n, crop.clean_aperture_height_d, height)
        };
        match shown.is_some_and(hides) {
            true => Err("it hides a part of itself that anybody could take out of it".into()),
            false => Ok((width, height)),
        }
    }

    fn properties_of(&self, item: u32) -> impl Iterator<Item = (&Property, bool)> {
        let numbers = self.associations.get(&item).map(Vec::as_slice).unwrap_or_default();
        // Zero is none.
        let property = |number: usize| number.checked_sub(1).and_then(|place| self.properties.get(place));
        numbers.iter().filter_map(move |&(number, essential)| Some((property(number)?, essential)))
    }
}

impl Property {
    fn of((kind, content): ([u8; 4], &[u8])) -> Result<Self, String> {
        Ok(match &kind {
            b"auxC" => Self::Auxiliary(read(content)?),
            b"colr" => Self::Colour(read(content)?),
            b"clap" => Self::Crop(read(content)?),
            b"imir" => Self::Mirror(read(content)?),
            b"irot" => Self::Rotation(read(content)?),
            b"ispe" => Self::Size(read(content)?),
            b"av1C" | b"pixi" => Self::Repeated,
            _ => Self::Unknown,
        })
    }
}

fn cut_off() -> String {
    "it is cut off".into()
}

fn damaged(error: mp4_atom::Error) -> String {
    format!("its head is damaged: {error}")
}

/// The boxes that lie one behind the other, each with its kind and what is in it.
fn boxes(content: &[u8]) -> impl Iterator<Item = Result<([u8; 4], &[u8]), String>> {
    let mut rest = content;
    iter::from_fn(move || {
        let header = Header::decode_maybe(&mut rest).map_err(damaged).transpose()?;
        let found = header.and_then(|header| {
            let (inside, after) = rest.split_at_checked(header.size.unwrap_or(rest.len())).ok_or_else(cut_off)?;
            rest = after;
            Ok((header.kind.into(), inside))
        });
        if found.is_err() {
            rest = &[];
        }
        Some(found)
    })
}

/// What a box says that has no others of all kinds in it.
fn read<A: Atom>(mut content: &[u8]) -> Result<A, String> {
    A::decode_body(&mut content).map_err(damaged)
}

/// Where the items lie (ISO/IEC 14496-12, 8.11.3).
fn places(content: &[u8]) -> Result<BTreeMap<u32, Place>, String> {
    let mut bytes = Bytes(content);
    let version = bytes.number(1)?;
    bytes.number(3)?;
    let sizes = bytes.number(2)?;
    let [of_offset, of_length, of_base, of_index] = [12, 8, 4, 0].map(|place| (sizes >> place & 15) as usize);
    let of_index = if version == 0 { 0 } else { of_index };
    let of_item = if version < 2 { 2 } else { 4 };
    let mut places = BTreeMap::new();
    for _ in 0..bytes.number(of_item)? {
        let item = bytes.number(of_item)? as u32;
        let method = if version == 0 { 0 } else { bytes.number(2)? as u8 & 15 };
        // The file that it lies in: this one.
        bytes.number(2)?;
        let base = bytes.number(of_base)?;
        let count = bytes.number(2)?;
        if count > 1 && of_offset + of_length == 0 {
            return Err("its head is damaged: parts that lie nowhere".into());
        }
        let mut extents = Vec::new();
        for _ in 0..count {
            bytes.number(of_index)?;
            let offset = base.checked_add(bytes.number(of_offset)?).ok_or_else(cut_off)?;
            extents.push((offset, bytes.number(of_length)?));
        }
        places.insert(item, Place { method, extents });
    }
    Ok(places)
}

/// Bytes that are read one after the other.
struct Bytes<'b>(&'b [u8]);

impl Bytes<'_> {
    /// A number of so many bytes, the high ones first; zero of none.
    fn number(&mut self, length: usize) -> Result<u64, String> {
        let (number, rest) = self.0.split_at_checked(length).ok_or_else(cut_off)?;
        self.0 = rest;
        Ok(number.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}
