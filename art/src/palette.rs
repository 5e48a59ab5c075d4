//! The inks. Every picture is printed with these and no others: a limited, warm range, as a silkscreen shop would
//! mix it.

use tiny_skia::{BlendMode, Color, Paint, Shader};

/// One ink: a colour, how thickly it lies, and whether it darkens what is printed under it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ink {
    rgb: [u8; 3],
    alpha: f32,
    overprint: bool,
}

impl Ink {
    const fn hex(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self { rgb: [r, g, b], alpha: 1.0, overprint: false }
    }

    /// The same ink laid thinly: `alpha` 0 is nothing, 1 is opaque.
    pub(crate) const fn thin(self, alpha: f32) -> Self {
        Self { alpha, ..self }
    }

    /// The same ink as a transparent one, multiplied with what lies under it.
    pub(crate) const fn over(self, alpha: f32) -> Self {
        Self { alpha, overprint: true, ..self }
    }

    /// The colour between this ink and `other`, at `t` from 0 to 1.
    pub(crate) fn mix(self, other: Self, t: f32) -> Self {
        let mut rgb = self.rgb;
        for (channel, target) in rgb.iter_mut().zip(other.rgb) {
            let value = f32::from(*channel) * (1.0 - t) + f32::from(target) * t;
            *channel = value.round().clamp(0.0, 255.0) as u8;
        }
        Self { rgb, ..self }
    }

    /// The colour for a whole ground.
    pub(crate) fn color(self) -> Color {
        let [r, g, b] = self.rgb;
        let mut color = Color::from_rgba8(r, g, b, 255);
        color.apply_opacity(self.alpha);
        color
    }

    /// What the renderer fills with.
    pub(crate) fn paint(self) -> Paint<'static> {
        Paint {
            shader: Shader::SolidColor(self.color()),
            blend_mode: if self.overprint { BlendMode::Multiply } else { BlendMode::SourceOver },
            anti_alias: true,
            ..Paint::default()
        }
    }
}

/// Unprinted, warm paper.
pub(crate) const PAPER: Ink = Ink::hex(0xf6ead4);
/// Dry sand in full light.
pub(crate) const SAND: Ink = Ink::hex(0xe8cd9c);
/// Ochre, the colour of millet and of earthen walls.
pub(crate) const OCHRE: Ink = Ink::hex(0xd9982f);
/// Burnt orange, between ochre and laterite.
pub(crate) const EMBER: Ink = Ink::hex(0xc4692b);
/// The red-brown of laterite, the house's accent.
pub(crate) const LATERITE: Ink = Ink::hex(0x9c3f1e);
/// Laterite in the shade.
pub(crate) const BARK: Ink = Ink::hex(0x5d2616);
/// The blue of dyed cotton.
pub(crate) const INDIGO: Ink = Ink::hex(0x2c3f70);
/// Indigo at night.
pub(crate) const NIGHT: Ink = Ink::hex(0x172040);
/// A thin wash of indigo: pale water, winter light.
pub(crate) const MIST: Ink = Ink::hex(0x8fa3b5);
/// Deep leaf green.
pub(crate) const GREEN: Ink = Ink::hex(0x2b5442);
/// Young leaf, dry grass.
pub(crate) const OLIVE: Ink = Ink::hex(0x7e8838);
/// Printer's ink: a warm black.
pub(crate) const INK: Ink = Ink::hex(0x211a17);
