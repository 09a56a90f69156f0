//! What a file is, judged by its first bytes. The name only tells apart what looks the same inside; what the sender claims counts for nothing.
//! Invariant: what a browser could run or what is two things at once is never shown inside our pages.

/// A type of file that is told apart here.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// PNG image.
    Png,
    /// JPEG image.
    Jpeg,
    /// WebP image.
    Webp,
    /// GIF image, perhaps moving.
    Gif,
    /// AVIF or HEIC image; kept, not opened.
    Avif,
    /// PDF document.
    Pdf,
    /// Word document (ECMA-376).
    Docx,
    /// Excel workbook (ECMA-376).
    Xlsx,
    /// PowerPoint presentation (ECMA-376).
    Pptx,
    /// OpenDocument text.
    Odt,
    /// OpenDocument spreadsheet.
    Ods,
    /// OpenDocument presentation.
    Odp,
    /// Comma-separated values.
    Csv,
    /// Plain text of any other sort.
    Text,
    /// MPEG-4 video or audio.
    Mp4,
    /// WebM or Matroska.
    Webm,
    /// MP3 sound.
    Mp3,
    /// Ogg sound.
    Ogg,
    /// ZIP archive.
    Zip,
    /// HTML: runs in a browser.
    Html,
    /// SVG: runs in a browser.
    Svg,
    /// Other XML: may run in a browser.
    Xml,
    /// A program of this or another system.
    Program,
    /// Anything else, and whatever is two things at once.
    Other,
}

impl Type {
    /// Every type, with the media type that it is served under and kept as.
    const ALL: [(Type, &'static str); 24] = [
        (Type::Png, "image/png"),
        (Type::Jpeg, "image/jpeg"),
        (Type::Webp, "image/webp"),
        (Type::Gif, "image/gif"),
        (Type::Avif, "image/avif"),
        (Type::Pdf, "application/pdf"),
        (Type::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (Type::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (Type::Pptx, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        (Type::Odt, "application/vnd.oasis.opendocument.text"),
        (Type::Ods, "application/vnd.oasis.opendocument.spreadsheet"),
        (Type::Odp, "application/vnd.oasis.opendocument.presentation"),
        (Type::Csv, "text/csv"),
        (Type::Text, "text/plain"),
        (Type::Mp4, "video/mp4"),
        (Type::Webm, "video/webm"),
        (Type::Mp3, "audio/mpeg"),
        (Type::Ogg, "audio/ogg"),
        (Type::Zip, "application/zip"),
        (Type::Html, "text/html"),
        (Type::Svg, "image/svg+xml"),
        (Type::Xml, "application/xml"),
        (Type::Program, "application/x-executable"),
        (Type::Other, "application/octet-stream"),
    ];

    /// Its media type (RFC 6838), which also names it in the database. Serve what isn't [`Type::inline`] as [`Type::served`].
    pub fn media(self) -> &'static str {
        Type::ALL.iter().find(|(kind, _)| *kind == self).map_or("application/octet-stream", |(_, media)| media)
    }

    /// The type that [`Type::media`] named.
    pub fn named(media: &str) -> Type {
        Type::ALL.iter().find(|(_, known)| *known == media).map_or(Type::Other, |(kind, _)| *kind)
    }

    /// What to answer as `Content-Type`: nothing a browser runs.
    pub fn served(self) -> &'static str {
        match self {
            Type::Html | Type::Svg | Type::Xml | Type::Program | Type::Other => "application/octet-stream",
            Type::Text => "text/plain; charset=utf-8",
            _ => self.media(),
        }
    }

    /// Whether a browser may show it in place (`Content-Disposition: inline`); otherwise it is a download.
    pub fn inline(self) -> bool {
        matches!(self, Type::Png | Type::Jpeg | Type::Webp | Type::Gif | Type::Pdf | Type::Mp4 | Type::Webm | Type::Mp3 | Type::Ogg)
    }

    /// Whether [`crate::preview`] can draw it.
    pub fn has_preview(self) -> bool {
        matches!(self, Type::Png | Type::Jpeg | Type::Webp | Type::Pdf)
    }

    /// Whether [`crate::text`] can read it.
    pub fn has_text(self) -> bool {
        matches!(self, Type::Pdf | Type::Docx | Type::Xlsx | Type::Odt | Type::Csv | Type::Text)
    }
}

/// Judges a file by its first bytes (as many as [`crate::HEAD`], or all there are) and, between types that begin the same, by its name.
pub fn sniff(head: &[u8], name: &str) -> Type {
    let found = SIGNS.iter().find(|(at, sign, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(sign))).map(|(_, _, kind)| *kind);
    match found {
        Some(Type::Zip) => office(head, name),
        // A picture or a document that a browser would also take for a page.
        Some(kind) if kind.inline() && (holds_markup(head) || is_foreign(head, kind)) => Type::Other,
        Some(kind) => kind,
        None => written(head, name),
    }
}

/// Where a type's sign stands, and the sign.
const SIGNS: [(usize, &[u8], Type); 25] = [
    (0, b"\x89PNG\r\n\x1a\n", Type::Png),
    (0, b"\xff\xd8\xff", Type::Jpeg),
    (8, b"WEBPVP8", Type::Webp),
    (0, b"GIF87a", Type::Gif),
    (0, b"GIF89a", Type::Gif),
    (4, b"ftypavif", Type::Avif),
    (4, b"ftypavis", Type::Avif),
    (4, b"ftyphei", Type::Avif),
    (4, b"ftypmif1", Type::Avif),
    (0, b"%PDF-", Type::Pdf),
    (0, b"PK\x03\x04", Type::Zip),
    (0, b"PK\x05\x06", Type::Zip),
    (4, b"ftyp", Type::Mp4),
    (0, b"\x1a\x45\xdf\xa3", Type::Webm),
    (0, b"ID3", Type::Mp3),
    (0, b"\xff\xfb", Type::Mp3),
    (0, b"OggS", Type::Ogg),
    (0, b"MZ", Type::Program),
    (0, b"\x7fELF", Type::Program),
    (0, b"\xcf\xfa\xed\xfe", Type::Program),
    (0, b"\xca\xfe\xba\xbe", Type::Program),
    (0, b"\0asm", Type::Program),
    (0, b"#!", Type::Program),
    (0, b"dex\n", Type::Program),
    (0, b"L\0\0\0\x01\x14\x02\0", Type::Program),
];

/// What makes a browser see a page or a drawing. Metadata in XML (XMP) is ordinary in pictures and names none of these.
const MARKUP: [&[u8]; 7] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe"];

fn holds_markup(bytes: &[u8]) -> bool {
    let mut lower = bytes.to_ascii_lowercase();
    // Ghosts in UTF-16 are markup too.
    if lower.starts_with(b"\xff\xfe") || lower.starts_with(b"\xfe\xff") {
        lower.retain(|byte| *byte != 0);
    }
    MARKUP.iter().any(|sign| lower.windows(sign.len()).any(|window| window == *sign))
}

/// Whether readers that look beyond the first bytes would find another type.
fn is_foreign(head: &[u8], kind: Type) -> bool {
    let start = &head[..head.len().min(1024)];
    let finds = |sign: &[u8]| start.windows(sign.len()).any(|window| window == sign);
    (kind != Type::Pdf && finds(b"%PDF-")) || finds(b"PK\x03\x04")
}

/// Office documents are ZIPs: the first entry and the name say which.
fn office(head: &[u8], name: &str) -> Type {
    let length = |at: usize| head.get(at..at + 2).map_or(0, |two| usize::from(u16::from_le_bytes([two[0], two[1]])));
    let first = head.get(30..30 + length(26)).unwrap_or_default();
    if first == b"mimetype" {
        let media = head.get(38 + length(28)..).unwrap_or_default();
        let known = [(Type::Ods, "spreadsheet"), (Type::Odp, "presentation"), (Type::Odt, "text")];
        let is = |name: &str| media.starts_with(format!("application/vnd.oasis.opendocument.{name}PK").as_bytes());
        return known.iter().find(|(_, name)| is(name)).map_or(Type::Zip, |(kind, _)| *kind);
    }
    let is_office =
        [&b"[Content_Types].xml"[..], b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/"].iter().any(|start| first.starts_with(start));
    match extension(name).as_str() {
        "docx" if is_office => Type::Docx,
        "xlsx" if is_office => Type::Xlsx,
        "pptx" if is_office => Type::Pptx,
        _ => Type::Zip,
    }
}

/// What has no sign: text, or nothing known.
fn written(head: &[u8], name: &str) -> Type {
    if !crate::text::is_written(head) {
        return Type::Other;
    }
    let text: String = crate::text::decoded(&head[..head.len().min(4096)]).to_ascii_lowercase();
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let named = extension(name);
    if start.starts_with("<svg") || (start.starts_with('<') && text.contains("<svg")) || named == "svg" {
        Type::Svg
    } else if holds_markup(head) && start.starts_with('<') || matches!(named.as_str(), "html" | "htm" | "xhtml" | "mhtml" | "hta") {
        Type::Html
    } else if start.starts_with("<?xml") || start.starts_with("<!doctype") || matches!(named.as_str(), "xml" | "xsl" | "xslt") {
        Type::Xml
    } else if matches!(
        named.as_str(),
        "bat" | "cmd" | "com" | "js" | "jse" | "mjs" | "lnk" | "ps1" | "reg" | "scr" | "sh" | "url" | "vbs" | "wsf"
    ) {
        Type::Program
    } else if named == "csv" {
        Type::Csv
    } else {
        Type::Text
    }
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.trim().to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        let cases: [(&[u8], &str, Type); 21] = [
            (png, "photo.png", Type::Png),
            (png, "photo.html", Type::Png),
            (b"\xff\xd8\xff\xe1\0\x10Exif", "", Type::Jpeg),
            (b"RIFF\x10\0\0\0WEBPVP8L", "a.webp", Type::Webp),
            (b"%PDF-1.7\n%\xe2\xe3", "rapport.pdf", Type::Pdf),
            (b"\0\0\0\x18ftypmp42", "film.mp4", Type::Mp4),
            (b"\0\0\0\x18ftypheic", "IMG_1.heic", Type::Avif),
            (b"MZ\x90\0", "photo.png", Type::Program),
            (b"\x7fELF\x02", "notes.txt", Type::Program),
            (b"#!/bin/sh\nrm", "notes.txt", Type::Program),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo.png", Type::Svg),
            (b"<?xml version='1.0'?><!-- x --><svg onload='x()'/>", "logo.png", Type::Svg),
            (b"\xef\xbb\xbf \n<!DOCTYPE html><p>", "notes.txt", Type::Html),
            (b"<p><script>x()</script>", "notes.txt", Type::Html),
            (b"<?xml version='1.0'?><a/>", "a.txt", Type::Xml),
            (b"alert(1)", "a.js", Type::Program),
            (b"nom;age\nAwa;34\n", "membres.CSV", Type::Csv),
            ("Compte rendu\r\n".as_bytes(), "cr.txt", Type::Text),
            (b"Caf\xe9 cr\xe8me", "carte.txt", Type::Text),
            (b"", "vide.txt", Type::Text),
            (b"\0\x01\x02\x03", "a.bin", Type::Other),
        ];
        for (head, name, expected) in cases {
            assert_eq!(sniff(head, name), expected, "{name} {:?}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn two_things_at_once_are_nothing_here() {
        let mut gif = b"GIF89a/*\0\0".to_vec();
        gif.extend_from_slice(b"*/=1;</p><ScRiPt>x()</script>");
        assert_eq!(sniff(&gif, "a.gif"), Type::Other);
        assert_eq!(sniff(b"\xff\xd8\xff\xe0 %PDF-1.4 ", "a.jpg"), Type::Other);
        assert_eq!(sniff(b"GIF89a  PK\x03\x04", "a.gif"), Type::Other);
        assert_eq!(sniff(b"%PDF-1.4 <html><script>", "a.pdf"), Type::Other);
        assert_eq!(sniff("\u{feff}<script>".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice(), "a.txt"), Type::Html);
        // A PDF is one from its first byte.
        assert_eq!(sniff(b"\0%PDF-1.4", "a.pdf"), Type::Other);
    }

    #[test]
    fn office_documents_are_told_from_archives() {
        let entry = |name: &str, content: &str| {
            let mut zip = b"PK\x03\x04".to_vec();
            zip.extend_from_slice(&[0; 22]);
            zip.extend_from_slice(&(name.len() as u16).to_le_bytes());
            zip.extend_from_slice(&[0; 2]);
            zip.extend_from_slice(format!("{name}{content}PK").as_bytes());
            zip
        };
        assert_eq!(sniff(&entry("[Content_Types].xml", ""), "cr.docx"), Type::Docx);
        assert_eq!(sniff(&entry("[Content_Types].xml", ""), "budget.XLSX"), Type::Xlsx);
        assert_eq!(sniff(&entry("[Content_Types].xml", ""), "macros.docm"), Type::Zip);
        assert_eq!(sniff(&entry("photo.png", ""), "cr.docx"), Type::Zip);
        assert_eq!(sniff(&entry("mimetype", "application/vnd.oasis.opendocument.text"), "cr.zip"), Type::Odt);
        assert_eq!(sniff(&entry("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "a.ods"), Type::Ods);
        assert_eq!(sniff(b"PK\x03\x04", "cr.docx"), Type::Zip);
    }

    #[test]
    fn nothing_a_browser_runs_is_served_as_such() {
        for (kind, media) in Type::ALL {
            assert_eq!(Type::named(kind.media()), kind);
            let runs = ["html", "xml", "javascript"].iter().any(|sign| media.contains(sign)) && !media.contains("openxml");
            assert!(!runs || (!kind.inline() && kind.served() == "application/octet-stream"), "{media}");
        }
    }
}
