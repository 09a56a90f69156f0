//! A QR code drawn as SVG inside the page: black on white in both themes, since cameras need it so.

use maud::{Markup, html};
use qrcode::{Color, QrCode};

/// The code of a text, or nothing when it is too long for one.
pub fn draw(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    // Four modules of quiet zone (ISO/IEC 18004 §9.1).
    let side = width + 8;
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path: String = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + 4, at / width + 4)).collect();
    Some(html! {
        svg.qr role="img" aria-label=(label) viewBox=(format!("0 0 {side} {side}")) width="200" height="200" shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_or_nothing() {
        assert!(super::draw("otpauth://totp/x", "Code QR").is_some_and(|svg| svg.0.contains("aria-label=\"Code QR\"")));
        assert!(super::draw(&"x".repeat(10_000), "").is_none());
    }
}
