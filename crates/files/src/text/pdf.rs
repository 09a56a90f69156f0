//! The text of a PDF, in the order it is drawn: words are told apart by the gaps between their letters, lines by their height.
//! Scans with a hidden layer of recognised text are read too. Deliberately absent: recognising letters in pictures.

use std::time::{Duration, Instant};

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings, SoftMask,
    interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::{Affine, BezPath, Point, Rect};

use super::Page;
use crate::child::Unread;

/// After so long the pages read so far are enough.
const PATIENCE: Duration = Duration::from_secs(5);

/// Letters stand in a square of so many units.
const EM: f64 = 1000.0;

pub(super) fn read(file: &[u8], page: &mut Page) -> Result<(), Unread> {
    let pdf = Pdf::new(file.to_vec()).map_err(|_| Unread::Damaged)?;
    let started = Instant::now();
    for sheet in pdf.pages().iter() {
        let cache = InterpreterCache::new();
        let frame = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, frame, &cache, pdf.xref(), InterpreterSettings::default());
        interpret_page(sheet, &mut context, &mut Hearing { page, last: None });
        page.end('\n');
        if page.is_full() || started.elapsed() > PATIENCE {
            break;
        }
    }
    Ok(())
}

/// A device that draws nothing and listens to the letters.
struct Hearing<'p> {
    page: &'p mut Page,
    last: Option<Letter>,
}

/// Where a letter stood.
#[derive(Clone, Copy)]
struct Letter {
    start: Point,
    /// Where the next one of the same word would start.
    end: Point,
    size: f64,
}

impl Hearing<'_> {
    fn hear(&mut self, said: &str, letter: Letter) {
        if let Some(last) = self.last {
            let size = last.size.max(letter.size);
            let across = letter.start.x - last.end.x;
            if (letter.start.y - last.start.y).abs() > 0.5 * size || letter.start.x < last.start.x - size {
                self.page.end('\n');
            } else if across > 0.15 * size {
                self.page.end(' ');
            }
        }
        self.page.say(said);
        self.last = Some(letter);
    }
}

impl Device<'_> for Hearing<'_> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let said = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => continue,
            };
            let place = props.transform * glyph.transform();
            let width = match &**glyph {
                hayro::hayro_interpret::font::Glyph::Outline(glyph) => glyph.advance_width(),
                hayro::hayro_interpret::font::Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let start = place * Point::ZERO;
            let end = place * Point::new(f64::from(width.unwrap_or(500.0)), 0.0);
            let size = (place * Point::new(0.0, EM) - start).hypot();
            self.hear(&said, Letter { start, end, size });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
