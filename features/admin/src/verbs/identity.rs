//! How the network shows itself: its name, its accent, its logo. Invariant: an accent that is kept is read by everybody, in light and in dark;
//! a logo that is kept was drawn anew by us.

use std::io::Cursor;

use base::checked::{self, Errors};
use base::{Fault, Moment, Result};
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat};
use kernel::audit::{self, Act};
use kernel::{Actor, settings};
use shell::accent::Accent;
use store::{Tx, params};

/// Widest and highest logo, in pixels: twice what pages show.
const LOGO: (u32, u32) = (448, 192);

/// A name and an accent, checked; `None` for the house's own green.
#[derive(Clone, Debug)]
pub struct NewIdentity {
    name: String,
    accent: Option<Accent>,
}

impl NewIdentity {
    /// Reads the form. An accent that some could not read is refused as `contrast`; the page then offers the nearest one that stands.
    ///
    /// # Errors
    /// 422 on `name` or `accent`.
    pub fn parse(name: &str, accent: &str) -> Result<NewIdentity> {
        let mut errors = Errors::default();
        let name = errors.line("name", name, checked::SPACE_NAME);
        let chosen = Accent::parse(accent);
        match chosen {
            _ if accent.trim().is_empty() => {}
            None => errors.add("accent", "not_a_colour"),
            Some(chosen) if !chosen.stands() => errors.add("accent", "contrast"),
            Some(_) => {}
        }
        errors.done()?;
        Ok(NewIdentity { name, accent: chosen.filter(|chosen| *chosen != Accent::of_the_house()) })
    }
}

/// Changes name and accent.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn change(tx: &Tx, actor: &Actor, new: &NewIdentity) -> Result<()> {
    actor.administers()?;
    let before = settings::identity(tx)?;
    settings::set(tx, settings::NETWORK_NAME, &new.name)?;
    match new.accent {
        Some(accent) => settings::set(tx, settings::ACCENT, &accent.to_string())?,
        None => drop(settings::forget(tx, settings::ACCENT)?),
    }
    let after = settings::identity(tx)?;
    let told = [(&before.name, &after.name), (&before.accent, &after.accent)].into_iter().filter(|(one, other)| one != other);
    let told: Vec<String> =
        told.map(|(one, other)| format!("{} → {}", one.as_deref().unwrap_or("—"), other.as_deref().unwrap_or("—"))).collect();
    if !told.is_empty() {
        audit::note(tx, Some(actor.id), Act::IdentityChanged, None, &told.join(", "))?;
    }
    Ok(())
}

/// Draws a logo anew: a PNG, so that what is transparent stays so.
///
/// # Errors
/// 422 on `logo`, as [`house::picture::open`].
pub async fn redraw(file: Vec<u8>) -> Result<Vec<u8>> {
    house::picture::redraw(file, "logo", small).await
}

fn small(whole: &DynamicImage) -> Result<Vec<u8>> {
    let (width, height) = LOGO;
    let fits = whole.width() <= width && whole.height() <= height;
    let small = if fits { whole.clone() } else { whole.resize(width, height, FilterType::Triangle) };
    let mut png = Vec::new();
    small.to_rgba8().write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(Fault::broken)?;
    Ok(png)
}

/// Sets the logo to a redrawn one, or takes it away.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn set_logo(tx: &Tx, actor: &Actor, png: Option<&[u8]>) -> Result<()> {
    actor.administers()?;
    if let Some(png) = png {
        tx.run(
            "INSERT INTO logos(name, type, bytes) VALUES ('logo', 'image/png', $1)
             ON CONFLICT (name) DO UPDATE SET type = excluded.type, bytes = excluded.bytes",
            params![png],
        )?;
        settings::set(tx, settings::LOGO, &format!("{:x}", Moment::now().0))?;
    } else {
        tx.run("DELETE FROM logos WHERE name = 'logo'", &[])?;
        settings::forget(tx, settings::LOGO)?;
    }
    audit::note(tx, Some(actor.id), Act::IdentityChanged, None, if png.is_some() { "logo" } else { "logo → —" })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_refused_by_name() {
        let code = |accent| match NewIdentity::parse("Les Lilas", accent) {
            Err(Fault::Refused(base::Refusal::Invalid(errors))) => errors[0].code,
            _ => "fine",
        };
        assert_eq!(["#ffd400", "vert", "#1d5b3c", "", "#7a1f5c"].map(code), ["contrast", "not_a_colour", "fine", "fine", "fine"]);
        assert!(NewIdentity::parse(" ", "").is_err());
    }

    #[test]
    fn a_logo_keeps_its_shape_and_its_transparency() {
        let png = small(&DynamicImage::new_rgba8(1000, 250)).expect("drawn");
        let image = image::load_from_memory_with_format(&png, ImageFormat::Png).expect("a PNG").to_rgba8();
        assert_eq!((image.width(), image.height()), (448, 112));
        assert_eq!(image.get_pixel(5, 5).0[3], 0);
    }
}
