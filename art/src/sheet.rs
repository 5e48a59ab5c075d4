//! The sheet of paper and the ways of putting ink on it: hand-cut stencils, brush lines, the gouge's hatching.

use tiny_skia::{FillRule, LineCap, LineJoin, Mask, Path, Pixmap, Stroke, Transform};

use crate::palette::{Ink, PAPER};
use crate::rng::Rng;
use crate::shape::{self, Pt};

/// How far a knife strays from a straight cut, in pixels, and how long it goes straight.
const KNIFE_STRAY: f32 = 0.7;
const KNIFE_STEP: f32 = 26.0;

/// A sheet being printed.
pub(crate) struct Sheet {
    pixmap: Pixmap,
    stencil: Option<Mask>,
    /// The chance at work on this sheet.
    pub(crate) rng: Rng,
}

impl Sheet {
    /// A sheet of `width` by `height` pixels, evenly inked with `ground`. `None` when a side is zero.
    pub(crate) fn new(width: u32, height: u32, seed: u64, ground: Ink) -> Option<Self> {
        let mut pixmap = Pixmap::new(width, height)?;
        pixmap.fill(ground.color());
        Some(Self { pixmap, stencil: None, rng: Rng::new(seed) })
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> Pt {
        (self.pixmap.width() as f32, self.pixmap.height() as f32)
    }

    /// The finished picture.
    pub(crate) fn into_pixmap(self) -> Pixmap {
        self.pixmap
    }

    /// Fills an outline. Nothing to fill prints nothing.
    pub(crate) fn fill(&mut self, path: Option<Path>, ink: Ink) {
        if let Some(path) = path {
            let (paint, mask) = (ink.paint(), self.stencil.as_ref());
            self.pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), mask);
        }
    }

    /// Draws along an outline with a round pen.
    pub(crate) fn draw(&mut self, path: Option<Path>, width: f32, ink: Ink) {
        if let Some(path) = path {
            let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
            let (paint, mask) = (ink.paint(), self.stencil.as_ref());
            self.pixmap.stroke_path(&path, &paint, &stroke, Transform::identity(), mask);
        }
    }

    /// A polygon cut by hand: its straight sides waver a little.
    pub(crate) fn cut(&mut self, points: &[Pt], ink: Ink) {
        let mut wavering = Vec::with_capacity(points.len() * 4);
        for (i, &a) in points.iter().enumerate() {
            let b = points[(i + 1) % points.len()];
            let steps = ((b.0 - a.0).hypot(b.1 - a.1) / KNIFE_STEP).ceil().max(1.0) as usize;
            for step in 0..steps {
                let p = shape::lerp(a, b, step as f32 / steps as f32);
                let stray = (self.rng.about(KNIFE_STRAY), self.rng.about(KNIFE_STRAY));
                wavering.push((p.0 + stray.0, p.1 + stray.1));
            }
        }
        self.fill(shape::polygon(&wavering), ink);
    }

    /// A soft closed shape through `points`.
    pub(crate) fn blob(&mut self, points: &[Pt], ink: Ink) {
        self.fill(shape::smooth(points), ink);
    }

    /// A disc.
    pub(crate) fn disc(&mut self, center: Pt, radius: f32, ink: Ink) {
        self.fill(shape::oval(center, radius, radius), ink);
    }

    /// A smooth line of even width.
    pub(crate) fn line(&mut self, points: &[Pt], width: f32, ink: Ink) {
        self.draw(shape::thread(points), width, ink);
    }

    /// A brush stroke that goes from one width to another.
    pub(crate) fn stroke(&mut self, points: &[Pt], from: f32, to: f32, ink: Ink) {
        self.fill(shape::polygon(&shape::ribbon(points, |t| from + (to - from) * t)), ink);
    }

    /// A gouge mark: pointed at both ends, `width` in its middle.
    pub(crate) fn gouge(&mut self, points: &[Pt], width: f32, ink: Ink) {
        let swell = |t: f32| width * (t * std::f32::consts::PI).sin().max(0.0).sqrt();
        self.fill(shape::polygon(&shape::ribbon(points, swell)), ink);
    }

    /// Everything that lies below a skyline, down to the foot of the sheet.
    pub(crate) fn ground(&mut self, skyline: &[Pt], ink: Ink) {
        let (width, height) = self.size();
        let mut points = shape::along(skyline, 16);
        points.extend([(width + 4.0, height + 4.0), (-4.0, height + 4.0)]);
        self.fill(shape::polygon(&points), ink);
    }

    /// Prints what `work` does only inside of `path`.
    pub(crate) fn through(&mut self, path: Option<Path>, work: impl FnOnce(&mut Self)) {
        let mask = Mask::new(self.pixmap.width(), self.pixmap.height());
        if let (Some(path), Some(mut mask)) = (path, mask) {
            mask.fill_path(&path, FillRule::Winding, true, Transform::identity());
            let outer = self.stencil.replace(mask);
            work(self);
            self.stencil = outer;
        }
    }

    /// A person from afar, seen upright in a long garment; `feet` is where they stand, `tall` their height.
    pub(crate) fn figure(&mut self, feet: Pt, tall: f32, garment: Ink, skin: Ink) {
        let outline = [
            (-0.16, 0.0),
            (0.16, 0.0),
            (0.13, -0.5),
            (0.11, -0.74),
            (0.04, -0.8),
            (-0.04, -0.8),
            (-0.11, -0.74),
            (-0.13, -0.5),
        ];
        self.fill(shape::polygon(&shape::place(&outline, feet, (tall, tall))), garment);
        self.disc((feet.0, feet.1 - tall * 0.89), tall * 0.1, skin);
    }

    /// A few flecks where the ink did not take. Kept rare: each costs bytes.
    pub(crate) fn flecks(&mut self, count: usize) {
        let (width, height) = self.size();
        for _ in 0..count {
            let at = (self.rng.within(0.0, width), self.rng.within(0.0, height));
            let radius = self.rng.within(0.6, 1.7);
            let strength = self.rng.within(0.15, 0.5);
            self.disc(at, radius, PAPER.thin(strength));
        }
    }
}
