//! Faces: avatars, names, stacks of both. Invariant: names are isolated (`bdi`), so that no name can change how its neighbours are read.

use base::{Id, Language};
use maud::{Markup, html};

use crate::view::{Face, Standing};
use crate::words;

/// How large a face is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// 24 px, in stacks.
    Tiny,
    /// 28 px, in comments and lists.
    Small,
    /// 40 px, at the head of a card.
    Medium,
    /// 88 px, on a profile.
    Large,
}

/// A photo, or initials on a colour that the id chooses. Decoration: the name always stands beside it.
pub fn avatar(name: &str, id: Id, size: Size, photo: Option<&str>) -> Markup {
    let size = match size {
        Size::Tiny => "xs",
        Size::Small => "s",
        Size::Medium => "m",
        Size::Large => "l",
    };
    html! {
        @match photo {
            Some(url) => img class=(format!("av {size}")) src=(url) alt="" loading="lazy" decoding="async";,
            None => span class=(format!("av {size} {}", hue_class(hue(id)))) aria-hidden="true" { (initials(name)) },
        }
    }
}

/// The avatar of a face.
pub fn face(face: &Face, size: Size) -> Markup {
    avatar(&face.name, face.id, size, face.photo.as_deref())
}

/// The name, leading to the person's page, with a chip for guests, bots and people who left.
pub fn name(l: Language, face: &Face) -> Markup {
    let chip = match face.standing {
        Standing::Member => None,
        Standing::Guest => Some(words::face_guest(l)),
        Standing::Bot => Some(words::face_bot(l)),
        Standing::Gone => Some(words::face_gone(l)),
    };
    html! {
        a.name href=(format!("/people/{}", face.id)) { bdi { (face.name) } }
        @if let Some(chip) = chip { " " span.kind.sky { (chip) } }
    }
}

/// Up to three faces, and how many more there are; `total` counts everybody.
pub fn stack(l: Language, faces: &[Face], total: usize) -> Markup {
    let names = faces.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", ");
    let shown = faces.len().min(3);
    let more = total.saturating_sub(faces.len());
    let title = if more > 0 { words::face_names_and_more(l, names, i64::try_from(more).unwrap_or(i64::MAX)) } else { names };
    html! {
        @if shown > 0 {
            span.stack title=(title) {
                @for one in &faces[..shown] { (face(one, Size::Tiny)) }
                span.sr { (title) }
            }
        }
    }
}

/// A hue in degrees, chosen by an id and always the same for it; one of [`base::HUES`], evenly apart.
pub fn hue(id: Id) -> u16 {
    u16::try_from(id.spread(u64::from(base::HUES))).unwrap_or(0) * (360 / base::HUES)
}

/// The class that paints a hue: style attributes are refused by the content policy.
pub fn hue_class(hue: u16) -> String {
    format!("h{}", hue / (360 / base::HUES) % base::HUES)
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let letter = |word: &str| word.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string());
    let mut letters = name.split_whitespace().filter_map(letter);
    let first = letters.next().unwrap_or_else(|| "·".into());
    first + &letters.next_back().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_all_kinds_of_names() {
        for (name, letters) in
            [("Sylvie Le Goff", "SG"), ("awa", "A"), ("Émile (Brest) Ößlö", "ÉÖ"), ("李 明", "李明"), ("…", "·"), ("", "·")]
        {
            assert_eq!(initials(name), letters, "{name}");
        }
    }

    #[test]
    fn neighbours_in_time_get_different_hues() {
        let hues: std::collections::HashSet<u16> = (0..24).map(|_| hue(Id::new())).collect();
        assert!(hues.len() >= 6, "{hues:?}");
        assert!(hues.iter().all(|h| *h < 360 && h % 30 == 0));
    }
}
