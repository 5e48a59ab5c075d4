//! The plates: one function a picture, a few pictures a module, gathered here into the list that the press prints.

mod bridge;
mod city;
mod craft;
mod desert;
mod earth;
mod field;
mod market;
mod river;
mod tree;
mod water;
mod writing;

use crate::palette::{INDIGO, Ink, LATERITE, NIGHT, OCHRE, PAPER, SAND};
use crate::sheet::Sheet;

/// One picture: its name (the file's, without extension), its size, and how it is drawn.
pub(crate) struct Plate {
    /// The file's name without extension.
    pub(crate) name: &'static str,
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// Where its chance begins.
    pub(crate) seed: u64,
    /// The ink under everything.
    pub(crate) ground: Ink,
    /// What draws it.
    pub(crate) draw: fn(&mut Sheet),
}

const fn wide(name: &'static str, seed: u64, ground: Ink, draw: fn(&mut Sheet)) -> Plate {
    Plate { name, width: 1200, height: 675, seed, ground, draw }
}

const fn tall(name: &'static str, seed: u64, ground: Ink, draw: fn(&mut Sheet)) -> Plate {
    Plate { name, width: 900, height: 1125, seed, ground, draw }
}

const fn squarer(name: &'static str, seed: u64, ground: Ink, draw: fn(&mut Sheet)) -> Plate {
    Plate { name, width: 1200, height: 800, seed, ground, draw }
}

/// Every picture of the demonstration edition.
pub(crate) const ALL: &[Plate] = &[
    wide("agadez", 1, SAND, earth::agadez),
    wide("baobab", 2, SAND, tree::baobab),
    squarer("bassin-du-niger", 3, SAND, river::basin),
    wide("bogolan", 4, PAPER, craft::bogolan),
    wide("boucle-du-niger", 5, SAND, river::bend),
    wide("cacao", 6, INDIGO, tree::cocoa),
    wide("caravane-de-sel", 7, PAPER, desert::caravan),
    wide("champ-de-mil", 8, PAPER, field::millet),
    wide("ennedi", 9, NIGHT, desert::arch),
    wide("faso-danfani", 10, PAPER, craft::danfani),
    wide("girafes", 11, OCHRE, field::giraffes),
    tall("kora", 12, LATERITE, craft::kora),
    wide("lac-tchad", 13, INDIGO, water::lake_chad),
    wide("marche", 14, SAND, market::parasols),
    wide("moscou-sous-la-neige", 15, NIGHT, city::moscow),
    wide("mosquee-de-djenne", 16, INDIGO, earth::djenne),
    wide("pirogues", 17, OCHRE, water::dusk),
    wide("pont-kennedy", 18, SAND, bridge::kennedy),
    wide("stade", 19, NIGHT, city::stadium),
    wide("tablette", 20, INDIGO, writing::board),
];
