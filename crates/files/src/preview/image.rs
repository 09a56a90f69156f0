//! Images drawn smaller: turned as the camera was held, without position, date, device, embedded small picture, or anything after the image.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::error::ImageError;
use image::{DynamicImage, ImageDecoder, Limits};

use super::Picture;
use crate::Type;
use crate::child::Unread;

/// Most memory for the opened image: some 32 million pixels of a photo.
const MEMORY: u64 = 96 << 20;
/// Longest edge that is opened.
const EDGE: u32 = 30_000;
/// Most passes over a JPEG: cameras and sites use about ten, traps thousands.
const SCANS: usize = 100;
/// Of JPEG, out of 100.
const QUALITY: u8 = 84;

pub(super) fn draw(file: &[u8], kind: Type, edge: u32) -> Result<Picture, Unread> {
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(EDGE), Some(EDGE), Some(MEMORY));
    match kind {
        Type::Png => {
            PngDecoder::with_limits(Cursor::new(file), limits.clone()).map_err(|e| unread(&e)).and_then(|png| open(png, limits, edge))
        }
        Type::Webp => WebPDecoder::new(Cursor::new(file)).map_err(|e| unread(&e)).and_then(|webp| open(webp, limits, edge)),
        _ if file.windows(2).filter(|two| two == b"\xff\xda").count() > SCANS => Err(Unread::TooHeavy),
        _ => JpegDecoder::new(Cursor::new(file)).map_err(|e| unread(&e)).and_then(|jpeg| open(jpeg, limits, edge)),
    }
}

fn open(mut decoder: impl ImageDecoder, limits: Limits, edge: u32) -> Result<Picture, Unread> {
    if decoder.total_bytes() > MEMORY {
        return Err(Unread::TooHeavy);
    }
    decoder.set_limits(limits).map_err(|e| unread(&e))?;
    // A nonsensical note about the camera doesn't spoil the image.
    let held = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|e| unread(&e))?;
    if image.width().max(image.height()) > edge {
        image = image.thumbnail(edge, edge);
    }
    if let Some(held) = held {
        image.apply_orientation(held);
    }
    encode(&image)
}

/// The picture of an opened image.
pub(super) fn encode(image: &DynamicImage) -> Result<Picture, Unread> {
    let (width, height, mut bytes) = (image.width(), image.height(), Vec::new());
    let shows_through = image.color().has_alpha() && image.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255);
    let (media, written) = if shows_through {
        ("image/png", DynamicImage::from(image.to_rgba8()).write_with_encoder(PngEncoder::new(&mut bytes)))
    } else {
        ("image/jpeg", DynamicImage::from(image.to_rgb8()).write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)))
    };
    written.map_err(|e| unread(&e))?;
    Ok(Picture { media, width, height, bytes })
}

fn unread(error: &ImageError) -> Unread {
    match error {
        ImageError::Limits(_) => Unread::TooHeavy,
        _ => Unread::Damaged,
    }
}
