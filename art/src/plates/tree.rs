//! Trees: a baobab before the rains, a cocoa tree and its pods.

use std::f32::consts::PI;

use crate::palette::{BARK, EMBER, GREEN, INDIGO, INK, Ink, LATERITE, NIGHT, OCHRE, OLIVE, PAPER, SAND};
use crate::shape::{self, Pt, lerp, place, polar};
use crate::sheet::Sheet;

/// A bough and all that grows from it.
fn bough(s: &mut Sheet, from: Pt, angle: f32, length: f32, width: f32, depth: u32) {
    let bend = s.rng.about(0.3);
    let knee = polar(from, length * 0.55, angle + bend);
    let tip = polar(knee, length * 0.5, angle - bend * 0.6);
    let end = if depth == 0 { 1.2 } else { width * 0.58 };
    s.stroke(&[from, knee, tip], width, end, BARK);
    if depth == 0 {
        return;
    }
    s.disc(tip, end * 0.52, BARK);
    let spread = s.rng.within(0.4, 0.62);
    for (turn, share) in [(-spread, 0.74), (spread * 0.9, 0.7)] {
        // Boughs reach for the light, whatever their start.
        let next = angle + turn + (-PI / 2.0 - angle - turn) * 0.1;
        let reach = length * share * s.rng.within(0.88, 1.12);
        bough(s, tip, next, reach, end * 0.86, depth - 1);
    }
    if depth > 1 {
        let twig = angle + s.rng.about(0.9);
        bough(s, knee, twig, length * 0.42, width * 0.3, depth.saturating_sub(3));
    }
}

/// A baobab against the sun.
pub(super) fn baobab(s: &mut Sheet) {
    s.disc((640.0, 392.0), 282.0, EMBER);
    s.disc((640.0, 392.0), 282.0, LATERITE.thin(0.35));
    s.ground(&[(-10.0, 520.0), (260.0, 500.0), (700.0, 516.0), (1210.0, 498.0)], OCHRE);
    for (x, y, size) in [(120.0, 506.0, 1.0), (205.0, 508.0, 0.7), (1030.0, 504.0, 0.9), (1120.0, 502.0, 1.2)] {
        s.cut(&place(&[(-34.0, -22.0), (34.0, -22.0), (34.0, 14.0), (-34.0, 14.0)], (x, y), (size, size)), LATERITE);
        s.cut(&place(&[(-46.0, -18.0), (0.0, -70.0), (46.0, -18.0)], (x, y), (size, size)), BARK);
    }
    s.ground(&[(-10.0, 556.0), (400.0, 540.0), (800.0, 552.0), (1210.0, 534.0)], OCHRE.mix(EMBER, 0.6));

    s.blob(
        &[
            (452.0, 596.0),
            (500.0, 584.0),
            (546.0, 556.0),
            (561.0, 480.0),
            (556.0, 380.0),
            (590.0, 300.0),
            (640.0, 312.0),
            (700.0, 296.0),
            (726.0, 380.0),
            (720.0, 480.0),
            (738.0, 556.0),
            (784.0, 584.0),
            (836.0, 598.0),
            (740.0, 600.0),
            (690.0, 612.0),
            (640.0, 600.0),
            (590.0, 612.0),
            (540.0, 600.0),
        ],
        BARK,
    );
    let boughs = [
        ((590.0, 352.0), -2.86, 172.0, 62.0),
        ((584.0, 326.0), -2.3, 178.0, 70.0),
        ((628.0, 316.0), -1.78, 176.0, 62.0),
        ((668.0, 316.0), -1.3, 172.0, 62.0),
        ((700.0, 326.0), -0.78, 180.0, 70.0),
        ((704.0, 356.0), -0.26, 168.0, 60.0),
    ];
    for (from, angle, length, width) in boughs {
        bough(s, from, angle, length, width, 4);
    }
    for i in 0..9 {
        let x = 572.0 + 17.0 * i as f32;
        let low = (x + (x - 640.0) * 0.35, 566.0 - s.rng.within(0.0, 40.0));
        let top = (x, 372.0 + s.rng.within(0.0, 90.0));
        let sway = s.rng.about(5.0);
        s.gouge(&[top, (x + sway, 470.0), low], 6.0, if i < 4 { EMBER } else { LATERITE });
    }
    s.cut(&[(480.0, 590.0), (812.0, 590.0), (430.0, 668.0), (40.0, 652.0)], BARK.over(0.4));
    s.figure((858.0, 598.0), 56.0, INDIGO, INK);
    s.figure((888.0, 602.0), 40.0, PAPER, INK);
    s.ground(&[(-10.0, 640.0), (300.0, 650.0), (800.0, 636.0), (1210.0, 652.0)], OLIVE.mix(BARK, 0.25));
    for _ in 0..70 {
        let (x, y) = (s.rng.within(0.0, 1200.0), s.rng.within(640.0, 690.0));
        let (lean, tall) = (s.rng.about(16.0), s.rng.within(22.0, 52.0));
        let ink = s.rng.pick(&[GREEN, OLIVE, OCHRE]);
        s.gouge(&[(x, y), (x + lean * 0.3, y - tall * 0.6), (x + lean, y - tall)], 5.0, ink);
    }
}

/// A cocoa leaf from `stem` to `tip`.
fn leaf(s: &mut Sheet, stem: Pt, tip: Pt, wide: f32, ink: Ink, vein: Ink) {
    let across = (-(tip.1 - stem.1), tip.0 - stem.0);
    let length = across.0.hypot(across.1).max(1.0);
    let normal = (across.0 / length, across.1 / length);
    let off = |t: f32, by: f32| {
        let p = lerp(stem, tip, t);
        (p.0 + normal.0 * by, p.1 + normal.1 * by)
    };
    let edge = |side: f32| [(0.14, 0.3), (0.36, 0.5), (0.6, 0.48), (0.82, 0.26)].map(|(t, w)| off(t, w * wide * side));
    let mut outline = vec![stem];
    outline.extend(edge(1.0));
    outline.push(tip);
    outline.extend(edge(-1.0).into_iter().rev());
    s.blob(&outline, ink);
    s.stroke(&[off(0.02, 0.0), off(0.5, wide * 0.03), off(0.97, 0.0)], 5.0, 1.5, vein);
    for i in 0..6 {
        let t = 0.16 + 0.12 * i as f32;
        let reach = wide * (0.32 - 0.52 * (t - 0.4).abs());
        for side in [1.0, -1.0] {
            s.stroke(&[off(t, 0.0), off(t + 0.07, reach * 0.6 * side), off(t + 0.1, reach * side)], 2.6, 1.2, vein);
        }
    }
}

/// A pod hanging from `top`, `long` by `wide`, leaning by `lean` pixels.
fn pod(s: &mut Sheet, top: Pt, long: f32, wide: f32, lean: f32, inks: (Ink, Ink)) {
    let spine = [top, (top.0 + lean * 0.35, top.1 + long * 0.5), (top.0 + lean, top.1 + long)];
    let profile = |t: f32| (t * PI).sin().max(0.0).powf(0.62) * (1.0 - 0.28 * t) + 0.03;
    s.stroke(&[(top.0 - lean * 0.1, top.1 - 26.0), (top.0, top.1 + 8.0)], 13.0, 9.0, BARK);
    let outline = shape::polygon(&shape::ribbon(&spine, |t| wide * profile(t)));
    s.fill(outline.clone(), inks.0);
    s.through(outline, |s| {
        for rib in [-0.36, -0.18, 0.02, 0.22, 0.4] {
            let line: Vec<Pt> = (0..=12)
                .map(|i| {
                    let t = i as f32 / 12.0;
                    let p = shape::along(&spine, 12)[(t * 24.0) as usize];
                    (p.0 + wide * profile(t) * rib, p.1)
                })
                .collect();
            s.gouge(&line, wide * 0.045, inks.1);
        }
        let half: Vec<Pt> = spine.iter().map(|p| (p.0 + wide * 0.5, p.1)).collect();
        s.stroke(&half, wide * 0.55, wide * 0.5, INK.over(0.3));
    });
}

/// Cocoa pods on the trunk, one of them opened.
pub(super) fn cocoa(s: &mut Sheet) {
    s.disc((250.0, 190.0), 330.0, INDIGO.mix(NIGHT, 0.45));
    let far = [
        ((60.0, 250.0), (330.0, 470.0), 130.0),
        ((1190.0, 560.0), (930.0, 420.0), 130.0),
        ((200.0, 700.0), (60.0, 430.0), 120.0),
        ((760.0, -20.0), (930.0, 190.0), 120.0),
    ];
    for (stem, tip, wide) in far {
        leaf(s, stem, tip, wide, GREEN.mix(NIGHT, 0.4), GREEN);
    }
    s.stroke(&[(500.0, 700.0), (548.0, 430.0), (606.0, 200.0), (690.0, -30.0)], 176.0, 128.0, BARK);
    s.stroke(&[(560.0, 420.0), (430.0, 240.0), (230.0, 90.0), (-40.0, 20.0)], 92.0, 40.0, BARK);
    for i in 0..15 {
        let t = i as f32 / 15.0;
        let p = lerp((460.0, 660.0), (640.0, 20.0), t);
        let x = p.0 + s.rng.within(0.0, 92.0);
        s.gouge(&[(x, p.1 + 34.0), (x + 12.0, p.1), (x + 26.0, p.1 - 44.0)], 6.0, LATERITE);
    }
    let near = [
        ((700.0, 60.0), (1050.0, 30.0), 150.0, GREEN),
        ((650.0, 10.0), (470.0, 150.0), 100.0, OLIVE.mix(GREEN, 0.5)),
        ((90.0, 40.0), (20.0, 330.0), 120.0, GREEN),
        ((250.0, 100.0), (330.0, -70.0), 110.0, OLIVE.mix(GREEN, 0.4)),
        ((1240.0, 90.0), (1000.0, 300.0), 150.0, OLIVE.mix(GREEN, 0.35)),
    ];
    for (stem, tip, wide, ink) in near {
        leaf(s, stem, tip, wide, ink, SAND.mix(ink, 0.45));
    }
    pod(s, (340.0, 190.0), 236.0, 128.0, -26.0, (OCHRE, EMBER));
    pod(s, (452.0, 288.0), 216.0, 118.0, -14.0, (LATERITE, BARK));
    pod(s, (654.0, 248.0), 262.0, 140.0, 34.0, (OCHRE.mix(EMBER, 0.45), LATERITE));
    pod(s, (584.0, 470.0), 180.0, 104.0, 8.0, (OLIVE, GREEN));
    pod(s, (182.0, 130.0), 172.0, 96.0, 12.0, (OLIVE.mix(OCHRE, 0.4), GREEN));

    // The opened pod.
    let spine = [(800.0, 560.0), (960.0, 500.0), (1140.0, 480.0)];
    let lens = |scale: f32| {
        shape::polygon(&shape::ribbon(&spine, move |t| scale * (t * PI).sin().max(0.0).powf(0.6) * (1.0 - 0.2 * t)))
    };
    leaf(s, (1230.0, 660.0), (700.0, 520.0), 210.0, GREEN, OLIVE);
    s.fill(lens(206.0), EMBER);
    s.fill(lens(176.0), SAND);
    s.fill(lens(146.0), LATERITE);
    for (row, count) in [(-1.0, 5), (0.0, 7), (1.0, 5)] {
        for i in 0..count {
            let t = 0.13 + 0.74 * (i as f32 + 0.5 + 0.16 * row) / count as f32;
            let p = shape::along(&spine, 20)[(t * 40.0) as usize];
            let spread = 47.0 * (t * PI).sin().powf(0.75) * (1.0 - 0.2 * t);
            let bean = (p.0 + row * spread * 0.3, p.1 + row * spread);
            s.fill(shape::oval(bean, 18.5, 23.0), LATERITE);
            s.fill(shape::oval(bean, 16.0, 20.5), PAPER);
            s.gouge(
                &[(bean.0 + 5.0, bean.1 - 11.0), (bean.0 + 9.0, bean.1), (bean.0 + 5.0, bean.1 + 11.0)],
                3.6,
                SAND.mix(EMBER, 0.2),
            );
        }
    }
}
