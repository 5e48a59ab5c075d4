//! What lies where in an AVIF file (AV1 Image File Format 1.1, on ISO/IEC 23008-12, HEIF).

use mp4_atom::{
    Any, Atom as _, Auxc, Buf as _, Colr, DecodeAtom as _, DecodeMaybe as _, FourCC, Ftyp, Header, Idat, Iinf, Iloc,
    Imir, Ipma, Iprp, Iref, Irot, Ispe, Meta, Pitm,
};

/// What items are for that say how much of each pixel is there (AVIF 1.1, 4.1).
const CLEAR: &str = "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha";

/// An AVIF file: its head is read, its pixels are not.
#[derive(Debug)]
pub struct Avif<'f> {
    file: &'f [u8],
    meta: Meta,
    primary: u32,
    moves: bool,
    size: (u32, u32),
}

/// A picture that is put together of others of one size (HEIF, 6.6.2.3.2).
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) columns: usize,
    pub(super) width: u32,
    pub(super) height: u32,
    /// Row by row.
    pub(super) tiles: Vec<u32>,
}

impl<'f> Avif<'f> {
    /// Reads the head of a file.
    ///
    /// # Errors
    /// In words: it is damaged, or wants what is not known here.
    pub fn parse(file: &'f [u8]) -> Result<Self, String> {
        let (meta, moves) = head(file)?;
        let primary = meta.get::<Pitm>().ok_or("it has no picture")?.item_id;
        let mut avif = Self { file, meta, primary, moves, size: (0, 0) };
        avif.size = avif.size_of(primary)?;
        Ok(avif)
    }

    /// Pixels in a row, and rows, before it is turned.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Whether it is a sequence of pictures; the one that is read is then the first.
    pub fn moves(&self) -> bool {
        self.moves
    }

    /// How it is to be turned, from 1 to 8 as Exif says it (Exif 2.3, Orientation).
    pub fn orientation(&self) -> u8 {
        // Turned against the clock by quarters (HEIF, 6.5.10), then mirrored: its rows (0) or its columns (6.5.12).
        let quarters = self.property::<Irot>(self.primary).map_or(0, |turn| usize::from(turn.angle % 4));
        match self.property::<Imir>(self.primary).map(|mirror| mirror.axis % 2) {
            None => [1, 8, 3, 6][quarters],
            Some(0) => [4, 5, 2, 7][quarters],
            Some(_) => [2, 7, 4, 5][quarters],
        }
    }

    /// The item of the picture itself.
    pub(super) fn primary(&self) -> u32 {
        self.primary
    }

    /// The item that says how much of each pixel is there, and whether that is counted in with the colours already.
    pub(super) fn clear(&self) -> Option<(u32, bool)> {
        let references = &self.meta.get::<Iref>()?.references;
        let leads = |kind: &[u8; 4], from: u32, to: u32| {
            let kind = FourCC::from(*kind);
            references
                .iter()
                .any(|link| link.reference_type == kind && link.from_item_id == from && link.to_item_ids.contains(&to))
        };
        let is_clear = |item: &u32| {
            leads(b"auxl", *item, self.primary)
                && self.property::<Auxc>(*item).is_some_and(|kind| kind.aux_type.trim_end_matches('\0') == CLEAR)
        };
        let item = references.iter().map(|link| link.from_item_id).find(is_clear)?;
        Some((item, leads(b"prem", self.primary, item)))
    }

    /// What its colours mean: of several, the profile and the numbers.
    pub(super) fn colours(&self) -> impl Iterator<Item = &Colr> {
        self.properties(self.primary).filter_map(|(property, _)| match property {
            Any::Colr(colours) => Some(colours),
            _ => None,
        })
    }

    /// The grid that an item is, if it is one and not a picture.
    pub(super) fn grid(&self, item: u32) -> Result<Option<Grid>, String> {
        let entries = &self.meta.get::<Iinf>().ok_or("its items are not named")?.item_infos;
        let kind = entries.iter().find(|entry| entry.item_id == item).and_then(|entry| entry.item_type);
        match kind.map(<[u8; 4]>::from) {
            Some(kind) if kind == *b"av01" => return Ok(None),
            Some(kind) if kind == *b"grid" => {}
            _ => return Err("it is neither one picture nor a grid of them".into()),
        }
        let content = self.content(item)?;
        // Version, flags, rows and columns less one, then the size in two bytes each, or in four.
        let (&[_, flags, rows, columns], size) = content.split_first_chunk().ok_or("its grid is cut off")?;
        let number = |bytes: &[u8]| bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
        let length = if flags & 1 == 0 { 2 } else { 4 };
        let (width, height) = (size.get(..length), size.get(length..2 * length));
        let (Some(width), Some(height)) = (width.map(number), height.map(number)) else {
            return Err("its grid is cut off".into());
        };
        let (rows, columns) = (usize::from(rows) + 1, usize::from(columns) + 1);
        let references = self.meta.get::<Iref>().map(|iref| iref.references.as_slice()).unwrap_or_default();
        let parts = references
            .iter()
            .find(|link| link.from_item_id == item && <[u8; 4]>::from(link.reference_type) == *b"dimg");
        let tiles = parts.map(|link| link.to_item_ids.clone()).unwrap_or_default();
        match tiles.len() == rows * columns {
            true => Ok(Some(Grid { columns, width, height, tiles })),
            false => Err("parts of its grid are missing".into()),
        }
    }

    /// The bytes of an item.
    pub(super) fn content(&self, item: u32) -> Result<Vec<u8>, String> {
        let cut_off = || "it is cut off".to_owned();
        let places = &self.meta.get::<Iloc>().ok_or_else(cut_off)?.item_locations;
        let place = places.iter().find(|place| place.item_id == item).ok_or_else(cut_off)?;
        let source = match place.construction_method {
            0 => self.file,
            1 => self.meta.get::<Idat>().map(|data| data.data.as_slice()).unwrap_or_default(),
            _ => return Err("its parts are made of other parts".into()),
        };
        let mut content = Vec::new();
        for extent in &place.extents {
            let from = place.base_offset.checked_add(extent.offset).and_then(|from| usize::try_from(from).ok());
            let rest = from.and_then(|from| source.get(from..)).ok_or_else(cut_off)?;
            // No length: to the end (ISO/IEC 14496-12, 8.11.3).
            let length = if extent.length == 0 { Ok(rest.len()) } else { usize::try_from(extent.length) };
            content.extend(length.ok().and_then(|length| rest.get(..length)).ok_or_else(cut_off)?);
        }
        Ok(content)
    }

    /// The size that an item says it has.
    pub(super) fn size_of(&self, item: u32) -> Result<(u32, u32), String> {
        if self.properties(item).any(|(property, essential)| essential && !is_known(property)) {
            return Err("it is cropped, layered or changed in a way that is not known here".into());
        }
        let size = self.property::<Ispe>(item).map(|size| (size.width, size.height));
        size.filter(|(width, height)| *width > 0 && *height > 0).ok_or_else(|| "it does not say its size".into())
    }

    fn property<P: Property>(&self, item: u32) -> Option<&P> {
        self.properties(item).find_map(|(property, _)| P::of(property))
    }

    /// The properties of an item, and whether it cannot be shown without them.
    fn properties(&self, item: u32) -> impl Iterator<Item = (&Any, bool)> {
        let iprp = self.meta.get::<Iprp>();
        let associations = iprp.into_iter().flat_map(|iprp| &iprp.ipma).flat_map(|ipma: &Ipma| &ipma.item_properties);
        associations.filter(move |of| of.item_id == item).flat_map(|of| &of.associations).filter_map(move |one| {
            // Numbered from one; zero is none.
            let place = usize::from(one.property_index).checked_sub(1)?;
            Some((iprp?.ipco.properties.get(place)?, one.essential))
        })
    }
}

/// A property that is read here.
trait Property: Sized {
    fn of(property: &Any) -> Option<&Self>;
}

macro_rules! properties {
    ($($kind:ident),*) => {
        $(impl Property for $kind {
            fn of(property: &Any) -> Option<&Self> {
                match property {
                    Any::$kind(property) => Some(property),
                    _ => None,
                }
            }
        })*
    };
}

properties!(Auxc, Imir, Irot, Ispe);

/// Whether what a property says is done here, or needs no doing.
fn is_known(property: &Any) -> bool {
    matches!(
        property,
        Any::Auxc(_) | Any::Av1c(_) | Any::Colr(_) | Any::Imir(_) | Any::Irot(_) | Any::Ispe(_) | Any::Pixi(_)
    )
}

/// The box that says what lies where, and whether the pictures are a sequence.
fn head(file: &[u8]) -> Result<(Meta, bool), String> {
    let damaged = |error: mp4_atom::Error| format!("its head is damaged: {error}");
    let (mut rest, mut moves) = (file, false);
    while let Some(header) = Header::decode_maybe(&mut rest).map_err(damaged)? {
        let size = header.size.unwrap_or(rest.remaining());
        let mut body = rest.get(..size).ok_or("it is cut off")?;
        if header.kind == Ftyp::KIND {
            let brands = Ftyp::decode_atom(&header, &mut body).map_err(damaged)?;
            moves = brands.major_brand == FourCC::new(b"avis");
        } else if header.kind == Meta::KIND {
            return Ok((Meta::decode_atom(&header, &mut body).map_err(damaged)?, moves));
        }
        rest = &rest[size..];
    }
    Err("it has no picture".into())
}
