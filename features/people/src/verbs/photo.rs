//! One's photo. Invariant: what is stored was drawn anew by us, 256 × 256 JPEG, so that nothing of the file remains: no place, no camera, no trick.

use base::{Fault, Moment, Result};
use house::picture;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, Rgb, RgbImage};
use kernel::Actor;
use kernel::changes::{self, Change, Verb};
use store::{Tx, params};

const SIDE: u32 = 256;

/// Draws a photo anew.
///
/// # Errors
/// As [`picture::open`], on `photo`.
pub async fn redraw(file: Vec<u8>) -> Result<Vec<u8>> {
    picture::redraw(file, "photo", small).await
}

fn small(whole: &DynamicImage) -> Result<Vec<u8>> {
    let small = whole.resize_to_fill(SIDE, SIDE, FilterType::Triangle);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, 85).encode_image(&on_white(&small)).map_err(Fault::broken)?;
    Ok(jpeg)
}

fn on_white(image: &DynamicImage) -> RgbImage {
    let rgba = image.to_rgba8();
    RgbImage::from_fn(rgba.width(), rgba.height(), |x, y| {
        let [r, g, b, a] = rgba.get_pixel(x, y).0.map(u32::from);
        let mix = |c: u32| u8::try_from((c * a + 255 * (255 - a)) / 255).unwrap_or(u8::MAX);
        Rgb([mix(r), mix(g), mix(b)])
    })
}

/// Sets one's photo to a redrawn one.
///
/// # Errors
/// A broken database.
pub fn set(tx: &Tx, actor: &Actor, jpeg: &[u8]) -> Result<()> {
    tx.run(
        "INSERT INTO photos(person_id, type, bytes) VALUES ($1, 'image/jpeg', $2)
         ON CONFLICT (person_id) DO UPDATE SET type = excluded.type, bytes = excluded.bytes",
        params![actor.id, jpeg],
    )?;
    dated(tx, actor, Some(Moment::now()))
}

/// Takes one's photo away.
///
/// # Errors
/// A broken database.
pub fn remove(tx: &Tx, actor: &Actor) -> Result<()> {
    tx.run("DELETE FROM photos WHERE person_id = $1", params![actor.id])?;
    dated(tx, actor, None)
}

fn dated(tx: &Tx, actor: &Actor, at: Option<Moment>) -> Result<()> {
    tx.run("UPDATE people SET photo_at = $2 WHERE id = $1", params![actor.id, at])?;
    Ok(changes::record(tx, Change::of_person(Some(actor.id), None, actor.id, Verb::Presented))?)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use base::Refusal;
    use image::ImageFormat;

    use super::*;

    fn drawn(file: &[u8]) -> Result<Vec<u8>> {
        small(&picture::open(file, "photo")?)
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        DynamicImage::new_rgba8(width, height).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("an image");
        bytes
    }

    /// A PNG whose header claims a size that its data does not have.
    fn claiming(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = png(1, 1);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        bytes
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |crc: u32, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    }

    #[test]
    fn every_photo_becomes_a_small_jpeg() {
        let jpeg = drawn(&png(300, 90)).expect("drawn");
        let image = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).expect("a JPEG");
        assert_eq!((image.width(), image.height()), (256, 256));
        assert_eq!(image.to_rgb8().get_pixel(128, 128).0, [255, 255, 255], "what is transparent is drawn on white");
    }

    #[test]
    fn what_claims_too_much_is_refused_from_its_header() {
        let started = std::time::Instant::now();
        for (width, height) in [(50_000, 50_000), (9_000, 9_000), (u32::MAX, 1)] {
            assert!(matches!(drawn(&claiming(width, height)), Err(Fault::Refused(Refusal::Invalid(_)))), "{width}");
        }
        assert!(started.elapsed() < std::time::Duration::from_millis(500));
    }

    #[test]
    fn only_images_are_images() {
        for other in
            [&b""[..], b"GIF89a\x01\x00\x01\x00", b"<svg xmlns='http://www.w3.org/2000/svg'/>", &png(4, 4)[..40], b"\xff\xd8\xff\xe0\x00"]
        {
            assert!(matches!(drawn(other), Err(Fault::Refused(Refusal::Invalid(_)))), "{other:?}");
        }
    }
}
