//! Images that people give, drawn anew before anything is kept: no place, no camera, no trick of the file remains.
//! Invariant: what claims to be too large is refused from its header; one is drawn at a time, on a thread where it may take its time.

use std::io::Cursor;

use base::{Fault, Refusal, Result};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Largest file, in bytes.
pub const LARGEST: usize = 5 << 20;

const LONGEST_SIDE: u32 = 10_000;
const MOST_PIXELS: u64 = 25_000_000;
const MOST_MEMORY: u64 = 120 << 20;

/// One at a time: a large image takes a hundred megabytes while it is read.
static ROOM: Semaphore = Semaphore::const_new(1);

/// Reads an image and lets `draw` make of it what is kept.
///
/// # Errors
/// As [`open`]; what `draw` refuses.
pub async fn redraw(file: Vec<u8>, field: &'static str, draw: fn(&DynamicImage) -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let _room = ROOM.acquire().await.map_err(Fault::broken)?;
    spawn_blocking(move || draw(&open(&file, field)?)).await.map_err(Fault::broken)?
}

/// The image of a file, the right way up.
///
/// # Errors
/// 422 on `field`: `svg` for a drawing that could carry a program; `not_an_image` for what isn't a PNG, JPEG or WebP that we can read;
/// `too_large` for too many pixels.
pub fn open(file: &[u8], field: &str) -> Result<DynamicImage> {
    let unfit = |_| Refusal::field(field, "not_an_image");
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(Fault::broken)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(Refusal::field(field, if is_drawing(file) { "svg" } else { "not_an_image" }).into());
    }
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) = (Some(LONGEST_SIDE), Some(LONGEST_SIDE), Some(MOST_MEMORY));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unfit)?;
    let (width, height) = decoder.dimensions();
    // Read from the header, before anything is made of that size.
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refusal::field(field, "too_large").into());
    }
    let orientation = decoder.orientation().map_err(unfit)?;
    let mut whole = DynamicImage::from_decoder(decoder).map_err(unfit)?;
    whole.apply_orientation(orientation);
    Ok(whole)
}

fn is_drawing(file: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&file[..file.len().min(1024)]).to_lowercase();
    head.contains("<svg")
}
