//! Geometry: points in, outlines out. Nothing here knows of ink or paper.

use tiny_skia::{Path, PathBuilder, Rect};

/// A point of the sheet, in pixels from its top left corner.
pub(crate) type Pt = (f32, f32);

/// The point at `t` (0 to 1) on the way from `a` to `b`.
pub(crate) fn lerp(a: Pt, b: Pt, t: f32) -> Pt {
    (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t)
}

/// The point at `angle` (radians, clockwise from the right) and `radius` from `center`.
pub(crate) fn polar(center: Pt, radius: f32, angle: f32) -> Pt {
    (center.0 + radius * angle.cos(), center.1 + radius * angle.sin())
}

/// `points` given in units of a small drawing, scaled by `scale` and set down at `origin`. A negative `scale.0`
/// mirrors.
pub(crate) fn place(points: &[Pt], origin: Pt, scale: (f32, f32)) -> Vec<Pt> {
    points.iter().map(|p| (origin.0 + p.0 * scale.0, origin.1 + p.1 * scale.1)).collect()
}

/// The four corners of an upright rectangle.
pub(crate) fn rect(x: f32, y: f32, w: f32, h: f32) -> [Pt; 4] {
    [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
}

/// A closed outline with straight sides. `None` when there is nothing to enclose.
pub(crate) fn polygon(points: &[Pt]) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    let mut builder = PathBuilder::new();
    builder.move_to(first.0, first.1);
    for p in rest {
        builder.line_to(p.0, p.1);
    }
    builder.close();
    builder.finish()
}

/// A closed outline that passes smoothly through every point.
pub(crate) fn smooth(points: &[Pt]) -> Option<Path> {
    let n = points.len();
    let first = points.first()?;
    let mut builder = PathBuilder::new();
    builder.move_to(first.0, first.1);
    for i in 0..n {
        let around = [points[(i + n - 1) % n], points[i], points[(i + 1) % n], points[(i + 2) % n]];
        curve(&mut builder, around);
    }
    builder.close();
    builder.finish()
}

/// An open line that passes smoothly through every point.
pub(crate) fn thread(points: &[Pt]) -> Option<Path> {
    let first = points.first()?;
    let last = points.len().checked_sub(1)?;
    let mut builder = PathBuilder::new();
    builder.move_to(first.0, first.1);
    for i in 0..last {
        curve(&mut builder, [points[i.saturating_sub(1)], points[i], points[i + 1], points[(i + 2).min(last)]]);
    }
    builder.finish()
}

/// One Catmull-Rom span, from the second point to the third, as a cubic.
fn curve(builder: &mut PathBuilder, [a, b, c, d]: [Pt; 4]) {
    let leave = (b.0 + (c.0 - a.0) / 6.0, b.1 + (c.1 - a.1) / 6.0);
    let arrive = (c.0 - (d.0 - b.0) / 6.0, c.1 - (d.1 - b.1) / 6.0);
    builder.cubic_to(leave.0, leave.1, arrive.0, arrive.1, c.0, c.1);
}

/// An ellipse.
pub(crate) fn oval(center: Pt, rx: f32, ry: f32) -> Option<Path> {
    PathBuilder::from_oval(Rect::from_xywh(center.0 - rx, center.1 - ry, rx * 2.0, ry * 2.0)?)
}

/// Points along the smooth line through `points`, `steps` to each span.
pub(crate) fn along(points: &[Pt], steps: usize) -> Vec<Pt> {
    let Some(last) = points.len().checked_sub(1) else { return Vec::new() };
    let mut line = Vec::with_capacity(last * steps + 1);
    for i in 0..last {
        let (a, b) = (points[i.saturating_sub(1)], points[i]);
        let (c, d) = (points[i + 1], points[(i + 2).min(last)]);
        for step in 0..steps {
            let t = step as f32 / steps as f32;
            line.push((catmull(a.0, b.0, c.0, d.0, t), catmull(a.1, b.1, c.1, d.1, t)));
        }
    }
    line.push(points[last]);
    line
}

fn catmull(a: f32, b: f32, c: f32, d: f32, t: f32) -> f32 {
    let (t2, t3) = (t * t, t * t * t);
    0.5 * (2.0 * b + (c - a) * t + (2.0 * a - 5.0 * b + 4.0 * c - d) * t2 + (3.0 * b - a - 3.0 * c + d) * t3)
}

/// The outline of a band around the smooth line through `points`; `width` gives its full width at `t` from 0 to 1.
pub(crate) fn ribbon(points: &[Pt], width: impl Fn(f32) -> f32) -> Vec<Pt> {
    let line = along(points, 12);
    let n = line.len();
    let mut left = Vec::with_capacity(n * 2);
    let mut right = Vec::with_capacity(n);
    for (i, p) in line.iter().enumerate() {
        let (before, after) = (line[i.saturating_sub(1)], line[(i + 1).min(n - 1)]);
        let (dx, dy) = (after.0 - before.0, after.1 - before.1);
        let length = dx.hypot(dy).max(0.001);
        let half = width(i as f32 / (n.max(2) - 1) as f32) / 2.0;
        left.push((p.0 - dy / length * half, p.1 + dx / length * half));
        right.push((p.0 + dy / length * half, p.1 - dx / length * half));
    }
    left.extend(right.into_iter().rev());
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ribbon_keeps_its_width() {
        let outline = ribbon(&[(0.0, 0.0), (10.0, 0.0)], |_| 4.0);
        assert!(outline.iter().all(|p| (p.1.abs() - 2.0).abs() < 1e-3));
    }

    #[test]
    fn a_line_starts_and_ends_at_its_ends() {
        let line = along(&[(0.0, 0.0), (3.0, 5.0), (9.0, 1.0)], 4);
        assert_eq!((line.first(), line.last()), (Some(&(0.0, 0.0)), Some(&(9.0, 1.0))));
    }
}
