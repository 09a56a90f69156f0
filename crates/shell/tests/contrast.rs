//! The tokens keep AA (WCAG 2.2 §1.4.3, §1.4.11) in light and in dark: read from the style itself, so that no colour can be changed without it.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../assets/css/tokens.css");

/// Lightness 0–1, chroma, hue in degrees.
type Oklch = (f64, f64, f64);

#[test]
fn every_ink_is_read_on_every_ground() {
    for (scheme, tokens) in schemes() {
        for ground in ["ground", "paper", "sunken", "leaf-soft", "clay-soft", "sky-soft"] {
            for ink in ["ink", "ink-2", "leaf", "clay", "sun", "sky"] {
                let found = contrast(tokens[ink], tokens[ground]);
                assert!(found >= 4.5, "{scheme}: --{ink} on --{ground} is {found:.2}");
            }
        }
        for (ink, ground) in [("on-leaf", "leaf"), ("on-leaf", "leaf-deep"), ("on-leaf", "clay"), ("ground", "ink"), ("ink", "sun-soft")] {
            let found = contrast(tokens[ink], tokens[ground]);
            assert!(found >= 4.5, "{scheme}: --{ink} on --{ground} is {found:.2}");
        }
        for ground in ["ground", "paper", "sunken"] {
            let found = contrast(tokens["edge"], tokens[ground]);
            assert!(found >= 3.0, "{scheme}: --edge on --{ground} is {found:.2}");
        }
    }
}

#[test]
fn initials_are_read_on_every_hue() {
    for hue in (0..12).map(|n| f64::from(n) * 30.0) {
        let found = contrast((0.99, 0.0, 0.0), (0.52, 0.09, hue));
        assert!(found >= 4.5, "hue {hue}: {found:.2}");
    }
}

fn schemes() -> [(&'static str, HashMap<&'static str, Oklch>); 2] {
    let mut schemes = [("light", HashMap::new()), ("dark", HashMap::new())];
    for line in TOKENS.lines() {
        let Some((name, rest)) = line.trim().strip_prefix("--").and_then(|l| l.split_once(": light-dark(")) else { continue };
        let colours: Vec<Oklch> = rest.split("oklch(").skip(1).filter_map(oklch).collect();
        for ((_, scheme), colour) in schemes.iter_mut().zip(colours) {
            scheme.insert(name, colour);
        }
    }
    schemes
}

fn oklch(text: &str) -> Option<Oklch> {
    let mut parts = text.split(')').next()?.split_whitespace();
    let lightness = parts.next()?.strip_suffix('%')?.parse::<f64>().ok()?;
    Some((lightness / 100.0, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn contrast(a: Oklch, b: Oklch) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance through linear sRGB (CSS Color 4 §10.8), clipped to the gamut as a screen does.
fn luminance((lightness, chroma, hue): Oklch) -> f64 {
    let (a, b) = (chroma * hue.to_radians().cos(), chroma * hue.to_radians().sin());
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    let red = (4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s).clamp(0.0, 1.0);
    let green = (-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s).clamp(0.0, 1.0);
    let blue = (-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s).clamp(0.0, 1.0);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
