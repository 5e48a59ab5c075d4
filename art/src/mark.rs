//! The project's mark, for icons: a D whose left side is cut by an arrow, a dispatch leaving. The same drawing as
//! `public/favicon.svg`, on the same grid of 32 units.

use tiny_skia::{FillRule, PathBuilder, Pixmap, Transform};

use crate::palette::{LATERITE, PAPER};
use crate::shape;

/// The icons' sides, in pixels.
pub(crate) const SIZES: [u32; 2] = [180, 512];

/// The mark on its block, `size` pixels a side. `None` when `size` is zero.
pub(crate) fn draw(size: u32) -> Option<Pixmap> {
    let mut pixmap = Pixmap::new(size, size)?;
    let scale = Transform::from_scale(size as f32 / 32.0, size as f32 / 32.0);
    pixmap.fill(LATERITE.color());
    let mut bowl = PathBuilder::new();
    bowl.move_to(7.0, 5.0);
    bowl.line_to(15.0, 5.0);
    bowl.cubic_to(22.0, 5.0, 27.0, 9.5, 27.0, 16.0);
    bowl.cubic_to(27.0, 22.5, 22.0, 27.0, 15.0, 27.0);
    bowl.line_to(7.0, 27.0);
    bowl.close();
    pixmap.fill_path(&bowl.finish()?, &PAPER.paint(), FillRule::Winding, scale, None);
    let arrow = [(7.0, 14.0), (14.5, 14.0), (14.5, 9.5), (22.0, 16.0), (14.5, 22.5), (14.5, 18.0), (7.0, 18.0)];
    pixmap.fill_path(&shape::polygon(&arrow)?, &LATERITE.paint(), FillRule::Winding, scale, None);
    Some(pixmap)
}
