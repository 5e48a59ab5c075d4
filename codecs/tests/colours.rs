//! What becomes of colours before they are encoded.

use codecs::{Pixels, Planes};

#[test]
fn what_is_seen_through_stands_on_white() {
    let clear = Pixels { width: 3, height: 1, alpha: true, bytes: vec![9, 9, 9, 0, 9, 9, 9, 255, 55, 55, 55, 128] };
    assert_eq!(clear.on_white(), [255, 255, 255, 9, 9, 9, 155, 155, 155]);
}

#[test]
fn colours_are_told_as_brightness_and_hue() {
    let red = Pixels { width: 3, height: 1, alpha: false, bytes: [[255, 0, 0]; 3].concat() };
    let Planes { brightness, blue, red, alpha } = Planes::of(&red);
    assert_eq!((brightness, blue, red, alpha), (vec![76; 3], vec![85; 2], vec![255; 2], None));
    let grey = Pixels { width: 1, height: 1, alpha: true, bytes: vec![7, 7, 7, 9] };
    let Planes { brightness, blue, red, alpha } = Planes::of(&grey);
    assert_eq!((brightness, blue, red, alpha), (vec![7], vec![128], vec![128], Some(vec![9])));
}
