//! The organisation's accent: one colour chosen, in its place of the house's leaf green, in light and in dark (S1-13).
//! Invariant: an accent that stands is read on every ground of `tokens.css` and carries readable text, 4.5:1 in both schemes
//! (WCAG 2.2 §1.4.3). Deliberately absent: where it is kept; a person's own colours.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::colour::{Oklch, Rgb, contrast};

/// The least contrast of text, WCAG 2.2 level AA.
pub const LEAST: f64 = 4.5;

const TOKENS: &str = include_str!("../assets/css/tokens.css");

/// What the accent is read on, beside its own soft ground.
const GROUNDS: [&str; 5] = ["ground", "paper", "sunken", "clay-soft", "sky-soft"];

/// A colour that an organisation may choose.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Accent(Rgb);

/// The house's tokens of one scheme.
type Tokens = HashMap<&'static str, Oklch>;

static SCHEMES: LazyLock<[Tokens; 2]> = LazyLock::new(|| {
    let mut schemes = [Tokens::new(), Tokens::new()];
    for line in TOKENS.lines() {
        let Some((name, rest)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(": light-dark(")) else { continue };
        let colours = rest.split("oklch(").skip(1).filter_map(|text| Oklch::parse(text.split(')').next()?));
        for (scheme, colour) in schemes.iter_mut().zip(colours) {
            scheme.insert(name, colour);
        }
    }
    schemes
});

/// The five tokens that follow from an accent in one scheme.
struct Leaves {
    leaf: Rgb,
    deep: Rgb,
    soft: Rgb,
    line: Rgb,
    on: Rgb,
}

impl Accent {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Accent> {
        Rgb::parse(text).map(Accent)
    }

    /// The house's own leaf green.
    pub fn of_the_house() -> Accent {
        Accent(token(&SCHEMES[0], "leaf").shown())
    }

    /// The weakest contrast that it would have anywhere: as text on the house's grounds, and under text on buttons.
    pub fn weakest(self) -> f64 {
        let [light, dark] = &*SCHEMES;
        Leaves::grown(light, self.0).weakest(light).min(Leaves::grown(dark, twin(self.0)).weakest(dark))
    }

    /// Whether everybody can read it.
    pub fn stands(self) -> bool {
        self.weakest() >= LEAST
    }

    /// The colour that looks most like it and stands; itself when it does.
    pub fn nearest(self) -> Accent {
        Accent(nearest(&SCHEMES[0], self.0))
    }

    /// The stylesheet that puts it in the place of the house's tokens. Unlayered, so it outweighs their layer.
    pub fn stylesheet(self) -> String {
        let [light, dark] = &*SCHEMES;
        let (day, night) = (Leaves::grown(light, self.0), Leaves::grown(dark, twin(self.0)));
        let pairs = [
            ("leaf", day.leaf, night.leaf),
            ("leaf-deep", day.deep, night.deep),
            ("leaf-soft", day.soft, night.soft),
            ("leaf-line", day.line, night.line),
            ("on-leaf", day.on, night.on),
        ];
        let tokens: String = pairs.into_iter().map(|(name, day, night)| format!("--{name}:light-dark({day},{night});")).collect();
        format!(":root{{{tokens}}}\n")
    }
}

impl std::fmt::Display for Accent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Leaves {
    /// The house's own leaves turned to the accent's hue, with no more chroma than it has.
    fn grown(scheme: &Tokens, leaf: Rgb) -> Leaves {
        let accent = leaf.oklch();
        let turned = |name| {
            let own = token(scheme, name);
            Oklch { hue: accent.hue, chroma: own.chroma.min(accent.chroma), ..own }.shown()
        };
        let step = token(scheme, "leaf-deep").lightness - token(scheme, "leaf").lightness;
        let deep = Oklch { lightness: (accent.lightness + step).clamp(0.0, 1.0), ..accent }.shown();
        Leaves { leaf, deep, soft: turned("leaf-soft"), line: turned("leaf-line"), on: turned("on-leaf") }
    }

    fn weakest(&self, scheme: &Tokens) -> f64 {
        let grounds = GROUNDS.iter().map(|name| token(scheme, name).shown()).chain([self.soft]);
        let read = grounds.map(|ground| contrast(self.leaf, ground));
        read.chain([contrast(self.on, self.leaf), contrast(self.on, self.deep)]).fold(f64::INFINITY, f64::min)
    }
}

/// What the accent becomes on dark grounds: the same hue, as light as the house's own leaf there.
fn twin(light: Rgb) -> Rgb {
    let (dark, accent) = (&SCHEMES[1], light.oklch());
    nearest(dark, Oklch { lightness: token(dark, "leaf").lightness, ..accent }.shown())
}

/// Of the colours of the same hue that stand in this scheme, the one that looks most alike; each lightness is tried with the chroma it can show.
fn nearest(scheme: &Tokens, wanted: Rgb) -> Rgb {
    let stands = |colour: Rgb| Leaves::grown(scheme, colour).weakest(scheme) >= LEAST;
    if stands(wanted) {
        return wanted;
    }
    let from = wanted.oklch();
    let tried = (0..=400).map(|step| Oklch { lightness: f64::from(step) / 400.0, ..from }.shown()).filter(|colour| stands(*colour));
    let closest = tried.min_by(|one, other| one.oklch().distance(from).total_cmp(&other.oklch().distance(from)));
    closest.unwrap_or_else(|| token(scheme, "leaf").shown())
}

/// A token of the house; every name that is asked for stands in the file, as the test below sees.
fn token(scheme: &Tokens, name: &str) -> Oklch {
    scheme.get(name).copied().unwrap_or(Oklch { lightness: 0.5, chroma: 0.0, hue: 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_asked_for_is_there() {
        for scheme in &*SCHEMES {
            for name in ["leaf", "leaf-deep", "leaf-soft", "leaf-line", "on-leaf"].iter().chain(&GROUNDS) {
                assert!(scheme.contains_key(name), "{name}");
            }
        }
    }

    #[test]
    fn the_house_keeps_its_own_colour() {
        let own = Accent::of_the_house();
        assert!(own.stands(), "{}", own.weakest());
        assert_eq!(own.nearest(), own);
    }

    #[test]
    fn a_failing_colour_has_a_near_one_that_stands() {
        for failing in ["#ffd400", "#74d3a0", "#ff0000", "#ffffff", "#7fb3ff", "#808080", "#f4a261"] {
            let accent = Accent::parse(failing).expect("a colour");
            assert!(!accent.stands(), "{failing}: {}", accent.weakest());
            let near = accent.nearest();
            assert!(near.stands(), "{failing} → {near}: {}", near.weakest());
            assert_eq!(near.nearest(), near, "the offer is accepted as it is");
        }
    }

    #[test]
    fn every_hue_has_a_place_in_both_schemes() {
        for hue in (0..36).map(|n| f64::from(n) * 10.0) {
            for (lightness, chroma) in [(0.95, 0.05), (0.7, 0.2), (0.4, 0.3), (0.1, 0.02)] {
                let near = Accent(Oklch { lightness, chroma, hue }.shown()).nearest();
                assert!(near.stands(), "hue {hue}: {near} {}", near.weakest());
                // What stands beside the accent on its own soft ground is read there too.
                for (scheme, leaf) in SCHEMES.iter().zip([near.0, twin(near.0)]) {
                    let soft = Leaves::grown(scheme, leaf).soft;
                    for ink in ["ink", "ink-2", "clay", "sun", "sky"] {
                        let found = contrast(token(scheme, ink).shown(), soft);
                        assert!(found >= LEAST, "--{ink} on the soft ground of {near}: {found:.2}");
                    }
                    let danger = contrast(Leaves::grown(scheme, leaf).on, token(scheme, "clay").shown());
                    assert!(danger >= LEAST, "text on --clay beside {near}: {danger:.2}");
                }
            }
        }
    }

    #[test]
    fn near_is_near() {
        // A red of its own, a shade too light for text: the offer stays a red.
        let red = Accent::parse("#e5383b").expect("a colour");
        let near = red.nearest();
        assert!(red.0.oklch().distance(near.0.oklch()) < 0.12, "{near}");
        assert!((red.0.oklch().hue - near.0.oklch().hue).abs() < 3.0, "{near}");
    }

    #[test]
    fn the_style_speaks_of_both_schemes() {
        let style = Accent::parse("#7a1f5c").expect("a colour").stylesheet();
        assert!(style.starts_with(":root{--leaf:light-dark(#7a1f5c,#"), "{style}");
        assert_eq!(style.matches("light-dark(").count(), 5);
    }
}
