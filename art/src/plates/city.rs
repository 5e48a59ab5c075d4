//! Moscow under snow, and a stadium on the evening of a match.

use std::f32::consts::{FRAC_PI_2, PI, TAU};

use crate::palette::{BARK, EMBER, GREEN, INDIGO, INK, Ink, LATERITE, MIST, NIGHT, OCHRE, OLIVE, PAPER, SAND};
use crate::shape::{self, Pt, lerp, polar, rect};
use crate::sheet::Sheet;

/// What covers an onion dome.
#[derive(Clone, Copy)]
enum Coat {
    /// So many ribs, turning by so many radians on their way up.
    Ribs(usize, f32),
    /// So many zigzag bands.
    Zigzag(usize),
    /// Rows of pyramids.
    Studs,
}

/// An onion dome: round, so that a pattern laid on it narrows towards its sides.
struct Dome {
    base: Pt,
    radius: f32,
    height: f32,
}

impl Dome {
    /// Half width at each height, from the neck to the tip, in radii.
    const PROFILE: [Pt; 10] = [
        (0.0, 0.60),
        (0.05, 0.70),
        (0.15, 0.92),
        (0.28, 1.0),
        (0.42, 0.93),
        (0.55, 0.72),
        (0.67, 0.43),
        (0.78, 0.21),
        (0.89, 0.08),
        (1.0, 0.01),
    ];

    /// The point of the surface at `angle` (0 faces us, a quarter turn is the edge) and `rise` from 0 to 1.
    fn at(&self, angle: f32, rise: f32) -> Pt {
        let rise = rise.clamp(0.0, 1.0);
        let upper = Self::PROFILE.iter().position(|p| p.0 >= rise).unwrap_or(9).max(1);
        let (a, b) = (Self::PROFILE[upper - 1], Self::PROFILE[upper]);
        let half = a.1 + (b.1 - a.1) * (rise - a.0) / (b.0 - a.0);
        let side = angle.clamp(-FRAC_PI_2, FRAC_PI_2).sin();
        (self.base.0 + self.radius * half * side, self.base.1 - self.height * rise)
    }

    /// The strip of surface between two meridians.
    fn strip(&self, from: impl Fn(f32) -> f32, to: impl Fn(f32) -> f32) -> Vec<Pt> {
        let rises = (0..=36).map(|i| i as f32 / 36.0);
        let up = rises.clone().map(|v| self.at(from(v), v));
        up.chain(rises.rev().map(|v| self.at(to(v), v))).collect()
    }

    fn print(&self, s: &mut Sheet, coat: Coat, skin: Ink, pattern: Ink) {
        s.fill(shape::polygon(&self.strip(|_| -FRAC_PI_2, |_| FRAC_PI_2)), skin);
        match coat {
            Coat::Ribs(count, turn) => {
                let step = PI / count as f32;
                for k in -(count as i32) * 2..=count as i32 * 2 {
                    let start = k as f32 * step * 2.0;
                    let strip = self.strip(|v| start + turn * v, |v| start + step + turn * v);
                    s.fill(shape::polygon(&strip), pattern);
                }
            }
            Coat::Zigzag(bands) => {
                for band in 0..bands {
                    let low = 0.06 + 0.78 * band as f32 / bands as f32;
                    let high = low + 0.36 / bands as f32;
                    let edge = |rise: f32| {
                        (0..=16).map(move |i| (i as f32 * PI / 16.0 - FRAC_PI_2, rise + 0.05 * (i % 2) as f32))
                    };
                    let there = edge(low).map(|p| self.at(p.0, p.1));
                    let back = edge(high).collect::<Vec<_>>().into_iter().rev().map(|p| self.at(p.0, p.1));
                    s.fill(shape::polygon(&there.chain(back).collect::<Vec<_>>()), pattern);
                }
            }
            Coat::Studs => {
                for row in 0..7 {
                    for column in -5..=5 {
                        let angle = (column as f32 + 0.5 * (row % 2) as f32) * 0.36;
                        let rise = 0.07 + 0.105 * row as f32;
                        let corners = [(0.0, -0.05), (0.16, 0.0), (0.0, 0.05), (-0.16, 0.0)];
                        let stud: Vec<Pt> = corners.iter().map(|c| self.at(angle + c.0, rise + c.1)).collect();
                        s.fill(shape::polygon(&stud), pattern);
                    }
                }
            }
        }
        s.fill(shape::polygon(&self.strip(|_| 0.75, |_| FRAC_PI_2)), NIGHT.over(0.42));
        let snow = self.strip(|_| -FRAC_PI_2, |v| -FRAC_PI_2 + 0.75 * ((v - 0.26) * 1.9).clamp(0.0, 1.0));
        s.fill(shape::polygon(&snow), PAPER);
        let tip = (self.base.0, self.base.1 - self.height);
        s.stroke(&[(tip.0, tip.1 + 8.0), (tip.0, tip.1 - self.radius * 0.5)], 4.0, 1.5, OCHRE);
        s.disc((tip.0, tip.1 - 2.0), self.radius * 0.09, OCHRE);
    }
}

/// A round-headed opening or gable standing on `foot`.
fn arch(s: &mut Sheet, foot: Pt, width: f32, height: f32, ink: Ink) {
    let r = width / 2.0;
    let mut points = vec![(foot.0 + r, foot.1)];
    points.extend((0..=14).map(|i| polar((foot.0, foot.1 - height + r), r, -PI * i as f32 / 14.0)));
    points.push((foot.0 - r, foot.1));
    s.fill(shape::polygon(&points), ink);
}

/// A tower and its dome: shaft, gables, drum; `ground` is where its foot stands.
fn tower(s: &mut Sheet, dome: &Dome, ground: f32, wall: Ink, coat: Coat, skin: Ink, pattern: Ink) {
    let (x, y) = dome.base;
    let half = dome.radius * 0.78;
    let shoulder = y + dome.radius * 1.15;
    s.cut(&rect(x - half, shoulder, half * 2.0, ground - shoulder), wall);
    s.cut(&rect(x + half * 0.35, shoulder, half * 0.65, ground - shoulder), NIGHT.over(0.4));
    for level in 0..3 {
        let foot = shoulder + 70.0 + 92.0 * level as f32;
        for side in [-0.5, 0.0, 0.5] {
            arch(s, (x + half * side, foot), half * 0.3, 52.0, BARK);
        }
        s.cut(&rect(x - half - 4.0, foot + 10.0, half * 2.0 + 8.0, 7.0), PAPER);
    }
    for (size, side) in [(1.0, -0.62), (1.0, 0.62), (1.1, 0.0)] {
        arch(s, (x + half * side, shoulder + 4.0), half * 0.78 * size, half * 0.62 * size, PAPER);
        arch(s, (x + half * side, shoulder + 4.0), half * 0.5 * size, half * 0.42 * size, wall);
    }
    let neck = dome.radius * 0.62;
    s.cut(&rect(x - neck, y - 2.0, neck * 2.0, shoulder - y - half * 0.5), wall);
    for i in -1..=1 {
        arch(s, (x + neck * 0.56 * i as f32, y + dome.radius * 0.55), neck * 0.32, dome.radius * 0.4, BARK);
    }
    s.cut(&rect(x + neck * 0.4, y - 2.0, neck * 0.6, shoulder - y - half * 0.5), NIGHT.over(0.4));
    s.cut(&rect(x - neck - 5.0, y - 4.0, neck * 2.0 + 10.0, 8.0), PAPER);
    dome.print(s, coat, skin, pattern);
}

/// The wall and its gate tower, far right.
fn wall(s: &mut Sheet, ground: f32) {
    for i in 0..16 {
        let x = 915.0 + 20.0 * i as f32;
        s.cut(&[(x, 520.0), (x, 494.0), (x + 6.0, 501.0), (x + 12.0, 494.0), (x + 12.0, 520.0)], LATERITE);
    }
    s.cut(&rect(905.0, 514.0, 300.0, ground - 514.0), LATERITE);
    s.cut(&rect(1050.0, 330.0, 92.0, ground - 330.0), LATERITE);
    s.cut(&rect(1110.0, 330.0, 32.0, ground - 330.0), NIGHT.over(0.4));
    s.cut(&rect(1066.0, 262.0, 60.0, 70.0), LATERITE);
    s.cut(&rect(1044.0, 324.0, 104.0, 9.0), PAPER);
    s.cut(&[(1060.0, 264.0), (1096.0, 118.0), (1132.0, 264.0)], GREEN);
    s.cut(&[(1060.0, 264.0), (1096.0, 118.0), (1080.0, 264.0)], PAPER);
    s.disc((1096.0, 376.0), 25.0, NIGHT);
    s.draw(shape::oval((1096.0, 376.0), 25.0, 25.0), 4.0, OCHRE);
    s.line(&[(1096.0, 376.0), (1096.0, 360.0)], 3.0, OCHRE);
    s.line(&[(1096.0, 376.0), (1107.0, 380.0)], 3.0, OCHRE);
    arch(s, (1096.0, 318.0), 24.0, 40.0, NIGHT);
    arch(s, (1096.0, ground), 48.0, 84.0, BARK);
}

/// Onion domes in the snow, seen from the square.
pub(super) fn moscow(s: &mut Sheet) {
    s.disc((250.0, 190.0), 96.0, INDIGO.mix(MIST, 0.25));
    s.disc((250.0, 190.0), 70.0, SAND);
    let ground = 600.0;
    s.ground(&[(-10.0, 560.0), (140.0, 520.0), (330.0, 546.0), (700.0, 520.0), (1210.0, 540.0)], INDIGO);
    wall(s, ground);
    let dome = |x: f32, y: f32, radius: f32, height: f32| Dome { base: (x, y), radius, height };
    tower(s, &dome(452.0, 318.0, 76.0, 178.0), ground, LATERITE, Coat::Ribs(5, 0.0), OCHRE, GREEN);
    tower(s, &dome(806.0, 312.0, 80.0, 184.0), ground, LATERITE, Coat::Zigzag(5), INDIGO.mix(MIST, 0.3), PAPER);

    // The tented tower in the middle.
    s.cut(&rect(548.0, 330.0, 152.0, 280.0), EMBER);
    s.cut(&rect(648.0, 330.0, 52.0, 280.0), NIGHT.over(0.4));
    for i in 0..3 {
        arch(s, (573.0 + 51.0 * i as f32, 334.0), 50.0, 52.0, PAPER);
        arch(s, (573.0 + 51.0 * i as f32, 334.0), 30.0, 36.0, LATERITE);
        arch(s, (573.0 + 51.0 * i as f32, 420.0), 26.0, 58.0, BARK);
    }
    let tent = [(560.0, 300.0), (612.0, 122.0), (636.0, 122.0), (688.0, 300.0)];
    s.cut(&tent, LATERITE);
    for (left, right, ink) in [(560.0, 586.0, PAPER), (606.0, 642.0, EMBER)] {
        let top = |x: f32| 612.0 + (x - 560.0) / 128.0 * 24.0;
        s.cut(&[(left, 300.0), (top(left), 122.0), (top(right), 122.0), (right, 300.0)], ink);
    }
    for i in 0..5 {
        let y = 276.0 - 32.0 * i as f32;
        let half = 34.0 - 5.0 * i as f32;
        s.cut(&[(624.0 - half * 0.3, y), (624.0, y - half * 0.62), (624.0 + half * 0.3, y)], SAND);
    }
    s.cut(&rect(552.0, 296.0, 144.0, 9.0), PAPER);
    s.cut(&rect(606.0, 96.0, 36.0, 30.0), EMBER);
    Dome { base: (624.0, 98.0), radius: 25.0, height: 56.0 }.print(s, Coat::Ribs(4, 0.0), OCHRE, EMBER);

    tower(s, &dome(342.0, 412.0, 58.0, 138.0), ground, EMBER, Coat::Studs, GREEN, OCHRE);
    tower(s, &dome(540.0, 424.0, 54.0, 128.0), ground, EMBER, Coat::Ribs(5, 2.2), LATERITE, SAND);
    tower(s, &dome(708.0, 420.0, 56.0, 132.0), ground, EMBER, Coat::Ribs(4, -2.0), GREEN, SAND);
    tower(s, &dome(906.0, 414.0, 58.0, 138.0), ground, EMBER, Coat::Studs, LATERITE, OCHRE);

    s.ground(&[(-10.0, 596.0), (200.0, 578.0), (420.0, 592.0), (640.0, 582.0), (900.0, 594.0), (1210.0, 574.0)], PAPER);
    s.ground(&[(-10.0, 640.0), (260.0, 620.0), (560.0, 650.0), (860.0, 626.0), (1210.0, 648.0)], MIST.mix(PAPER, 0.5));
    for (x, tall) in [(178.0, 62.0), (212.0, 58.0), (1010.0, 54.0)] {
        s.cut(&[(x - 8.0, 628.0), (x + 8.0, 628.0), (x + 96.0, 640.0), (x + 80.0, 642.0)], INDIGO.over(0.35));
        s.figure((x, 630.0), tall, INK, BARK);
    }
    for _ in 0..150 {
        let at = (s.rng.within(0.0, 1200.0), s.rng.within(0.0, 600.0));
        let radius = s.rng.pick(&[1.6, 2.2, 3.0, 4.2]);
        s.disc(at, radius, PAPER);
    }
}

/// A footballer, running, and the shadow of the floodlights.
fn player(s: &mut Sheet, feet: Pt, tall: f32, shirt: Ink) {
    let at = |u: f32, v: f32| (feet.0 + tall * u, feet.1 + tall * v);
    s.stroke(&[feet, at(0.8, 0.24)], tall * 0.2, tall * 0.1, NIGHT.over(0.45));
    s.stroke(&[at(0.02, -0.45), at(0.14, -0.24), at(0.08, 0.0)], tall * 0.13, tall * 0.09, INK);
    s.stroke(&[at(-0.02, -0.45), at(-0.1, -0.22), at(-0.24, -0.08)], tall * 0.13, tall * 0.09, INK);
    s.stroke(&[at(-0.1, -0.74), at(-0.24, -0.56)], tall * 0.1, tall * 0.07, INK);
    s.stroke(&[at(0.1, -0.74), at(0.26, -0.6)], tall * 0.1, tall * 0.07, INK);
    s.cut(&[at(-0.15, -0.8), at(0.15, -0.8), at(0.11, -0.4), at(-0.11, -0.4)], shirt);
    s.disc(at(0.02, -0.91), tall * 0.11, INK);
}

/// A football ground from high in the stands.
pub(super) fn stadium(s: &mut Sheet) {
    let center = (600.0, 372.0);
    s.fill(shape::oval(center, 690.0, 420.0), INDIGO);
    s.fill(shape::oval(center, 655.0, 392.0), BARK);
    for tier in 0..4 {
        let t = tier as f32 / 3.0;
        let (rx, ry) = (496.0 + 138.0 * t, 230.0 + 138.0 * t);
        let count = (46.0 + 14.0 * t) as usize;
        for i in 0..count {
            let angle = (i as f32 + 0.5 * (tier % 2) as f32 + s.rng.about(0.1)) / count as f32 * TAU;
            let sector = ((angle / TAU * 8.0 + 0.4) as usize) % 8;
            let shirts: &[Ink] = match sector {
                0 | 3 | 6 => &[EMBER, OCHRE, EMBER, LATERITE],
                1 | 4 => &[OLIVE, OLIVE, LATERITE, OCHRE],
                _ => &[LATERITE, EMBER, OCHRE, SAND],
            };
            let at = (center.0 + rx * angle.cos(), center.1 + ry * angle.sin());
            let ink = s.rng.pick(shirts);
            s.disc(at, 12.0 + 6.5 * t, ink);
        }
    }
    for i in 0..8 {
        let angle = (i as f32 + 0.62) / 8.0 * TAU;
        let inner = (center.0 + 468.0 * angle.cos(), center.1 + 206.0 * angle.sin());
        let outer = (center.0 + 660.0 * angle.cos(), center.1 + 396.0 * angle.sin());
        s.stroke(&[inner, outer], 9.0, 18.0, BARK.mix(INK, 0.5));
    }
    s.fill(shape::oval(center, 466.0, 206.0), LATERITE);
    let pitch = [(352.0, 232.0), (848.0, 232.0), (966.0, 520.0), (234.0, 520.0)];
    s.cut(&pitch, GREEN);
    let on = |u: f32, v: f32| {
        let v = v * (1.0 - 0.26 * (1.0 - v));
        lerp(lerp(pitch[0], pitch[1], u), lerp(pitch[3], pitch[2], u), v)
    };
    for i in (0..10).step_by(2) {
        let (a, b) = (i as f32 / 10.0, (i + 1) as f32 / 10.0);
        s.cut(&[on(a, 0.0), on(b, 0.0), on(b, 1.0), on(a, 1.0)], GREEN.mix(OLIVE, 0.55));
    }
    let lines: [&[Pt]; 6] = [
        &[(0.03, 0.04), (0.97, 0.04), (0.97, 0.96), (0.03, 0.96), (0.03, 0.04)],
        &[(0.5, 0.04), (0.5, 0.96)],
        &[(0.03, 0.24), (0.17, 0.24), (0.17, 0.76), (0.03, 0.76)],
        &[(0.97, 0.24), (0.83, 0.24), (0.83, 0.76), (0.97, 0.76)],
        &[(0.03, 0.38), (0.08, 0.38), (0.08, 0.62), (0.03, 0.62)],
        &[(0.97, 0.38), (0.92, 0.38), (0.92, 0.62), (0.97, 0.62)],
    ];
    for line in lines {
        for pair in line.windows(2) {
            s.stroke(&[on(pair[0].0, pair[0].1), on(pair[1].0, pair[1].1)], 3.2, 3.2, PAPER);
        }
    }
    let circle: Vec<Pt> = (0..28).map(|i| polar((0.5, 0.5), 1.0, i as f32 / 28.0 * TAU)).collect();
    let circle: Vec<Pt> = circle.iter().map(|p| on(0.5 + (p.0 - 0.5) * 0.1, 0.5 + (p.1 - 0.5) * 0.17)).collect();
    s.draw(shape::smooth(&circle), 3.2, PAPER);
    let teams = [
        (EMBER, [(0.08, 0.5), (0.24, 0.2), (0.22, 0.44), (0.25, 0.68), (0.3, 0.86), (0.41, 0.3), (0.44, 0.58)]),
        (PAPER, [(0.93, 0.52), (0.78, 0.22), (0.75, 0.5), (0.79, 0.78), (0.62, 0.36), (0.58, 0.66), (0.67, 0.12)]),
    ];
    for (shirt, players) in teams {
        for (u, v) in players {
            let feet = on(u, v);
            player(s, feet, 34.0 + 12.0 * v, shirt);
        }
    }
    s.disc(on(0.52, 0.52), 5.0, PAPER);
    for (x, lean) in [(96.0, 1.0), (1104.0, -1.0)] {
        s.fill(shape::polygon(&[(x, 54.0), (x + 60.0 * lean, 640.0), (x + 330.0 * lean, 560.0)]), SAND.thin(0.1));
        s.stroke(&[(x, 300.0), (x, 70.0)], 13.0, 8.0, INK);
        s.cut(&rect(x - 46.0, 26.0, 92.0, 54.0), INK);
        for i in 0..8 {
            s.disc((x - 33.0 + 22.0 * (i % 4) as f32, 42.0 + 22.0 * (i / 4) as f32), 8.0, PAPER);
        }
    }
}
