//! The first page of a PDF, on white.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::{DynamicImage, RgbaImage};

use super::{Picture, image as pictures};
use crate::child::Unread;

pub(super) fn draw(file: &[u8], edge: u32) -> Result<Picture, Unread> {
    let pdf = Pdf::new(file.to_vec()).map_err(|_| Unread::Damaged)?;
    let page = pdf.pages().iter().next().ok_or(Unread::Damaged)?;
    let (width, height) = page.render_dimensions();
    let longer = width.max(height);
    if !(longer.is_finite() && width > 0.0 && height > 0.0) {
        return Err(Unread::Damaged);
    }
    // Every pixel row and column exists, however thin the page.
    let scale = |edge_of_page: f32| (edge as f32 / longer).max(1.0 / edge_of_page);
    let settings = PixmapSettings { x_scale: scale(width), y_scale: scale(height), bg_color: WHITE };
    let drawn = hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let (width, height) = (drawn.width().into(), drawn.height().into());
    let pixels = RgbaImage::from_raw(width, height, drawn.data_as_u8_slice().to_vec()).ok_or(Unread::Damaged)?;
    pictures::encode(&DynamicImage::from(pixels))
}
