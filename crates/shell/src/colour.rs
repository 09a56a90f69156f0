//! Colours as eyes compare them: sRGB, OKLCH, luminance, contrast. Pure arithmetic; each formula names where it is defined.
//! Invariant: what is compared is what a screen can show, eight bits a channel. Deliberately absent: tokens and style, which are `accent`'s.

/// A colour of eight bits a channel, as `#rrggbb` writes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rgb(pub [u8; 3]);

/// Lightness 0–1, chroma, hue in degrees (CSS Color 4 §9.3).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Oklch {
    /// From black to white, 0 to 1.
    pub lightness: f64,
    /// From grey outwards, 0 to about 0.37.
    pub chroma: f64,
    /// Degrees.
    pub hue: f64,
}

impl Rgb {
    /// Reads `#rrggbb`, in either case.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let channel = |from: usize| u8::from_str_radix(&digits[from..from + 2], 16).ok();
        Some(Rgb([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2, “relative luminance”).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The same in OKLCH (CSS Color 4 §10.8, lin_sRGB to OKLab, then §9.3 to polar form).
    pub fn oklch(self) -> Oklch {
        let [red, green, blue] = self.0.map(linear);
        let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s;
        let a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s;
        let b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s;
        Oklch { lightness, chroma: a.hypot(b), hue: b.atan2(a).to_degrees().rem_euclid(360.0) }
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Oklch {
    /// Reads what stands between the brackets of `oklch(43% 0.085 158)`, without transparency.
    pub fn parse(text: &str) -> Option<Oklch> {
        let mut parts = text.split_whitespace();
        let lightness = parts.next()?.strip_suffix('%')?.parse::<f64>().ok()? / 100.0;
        let (chroma, hue) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        parts.next().is_none().then_some(Oklch { lightness, chroma, hue })
    }

    /// The nearest colour of the same lightness and hue that a screen shows: chroma is taken away until it fits (CSS Color 4 §13.2).
    pub fn shown(self) -> Rgb {
        let (mut fits, mut beyond) = (0.0, self.chroma);
        if !self.is_shown() {
            for _ in 0..24 {
                let middle = f64::midpoint(fits, beyond);
                if (Oklch { chroma: middle, ..self }).is_shown() { fits = middle } else { beyond = middle }
            }
            return Oklch { chroma: fits, ..self }.clipped();
        }
        self.clipped()
    }

    /// How different two colours look: the distance in OKLab (CSS Color 4, deltaEOK).
    pub fn distance(self, other: Oklch) -> f64 {
        let flat = |c: Oklch| (c.chroma * c.hue.to_radians().cos(), c.chroma * c.hue.to_radians().sin());
        let ((a, b), (c, d)) = (flat(self), flat(other));
        (self.lightness - other.lightness).hypot((a - c).hypot(b - d))
    }

    fn is_shown(self) -> bool {
        // Half a step of eight bits beyond is still the same colour.
        self.light().iter().all(|channel| (-0.000_2..=1.000_2).contains(channel))
    }

    fn clipped(self) -> Rgb {
        Rgb(self.light().map(coded))
    }

    /// The three channels as light (CSS Color 4 §10.8, OKLab to lin_sRGB).
    fn light(self) -> [f64; 3] {
        let (a, b) = (self.chroma * self.hue.to_radians().cos(), self.chroma * self.hue.to_radians().sin());
        let l = (self.lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }
}

/// Contrast of two colours, 1 to 21 (WCAG 2.2, “contrast ratio”).
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance(), other.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// From eight bits to light (IEC 61966-2-1; CSS Color 4 §10.2).
fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// From light to eight bits.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0–255 before")]
fn coded(light: f64) -> u8 {
    let light = light.clamp(0.0, 1.0);
    let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
    (value * 255.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_as_others_count_it() {
        let of = |one, other| contrast(Rgb::parse(one).expect("a colour"), Rgb::parse(other).expect("a colour"));
        assert!((of("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((of("#ffffff", "#ffffff") - 1.0).abs() < 1e-9);
        // The grey that WCAG's own documents name as the darkest failing and the lightest passing on white.
        assert!(of("#777777", "#ffffff") < 4.5 && of("#767676", "#ffffff") >= 4.5);
    }

    #[test]
    fn there_and_back_again() {
        for text in ["#1d5b3c", "#ffd400", "#0000ff", "#ffffff", "#000000", "#c0392b", "#7f7f7f"] {
            let colour = Rgb::parse(text).expect("a colour");
            assert_eq!(colour.oklch().shown(), colour, "{text}");
            assert_eq!(colour.to_string(), text);
        }
        // CSS Color 4, example 27: sRGB red.
        let red = Rgb([255, 0, 0]).oklch();
        assert!(
            (red.lightness - 0.627_96).abs() < 1e-4 && (red.chroma - 0.257_68).abs() < 1e-4 && (red.hue - 29.234).abs() < 1e-2,
            "{red:?}"
        );
    }

    #[test]
    fn what_no_screen_shows_loses_chroma_not_hue() {
        let wild = Oklch { lightness: 0.7, chroma: 0.4, hue: 150.0 };
        let shown = wild.shown().oklch();
        assert!((shown.hue - 150.0).abs() < 1.5 && (shown.lightness - 0.7).abs() < 0.01 && shown.chroma < 0.3, "{shown:?}");
    }

    #[test]
    fn only_colours_are_colours() {
        for bad in ["", "#fff", "1d5b3c", "#1d5b3", "#1d5b3cc", "#ggmmii", "red", "#é1234"] {
            assert_eq!(Rgb::parse(bad), None, "{bad}");
        }
        assert_eq!(Rgb::parse(" #1D5B3C "), Rgb::parse("#1d5b3c"));
    }
}
