//! What people who mean harm send: refused by the child, quickly and in little room (tests 97, 98 and 104, corpus R20).
//! The child's limits are 120 MiB and 8 s of work, so what is refused here took no more; what must be refused from its header gets far less.

use std::io::Write as _;
use std::process::{Command, Stdio};

use files::child::{COMMAND, Unread};
use files::{Type, sniff};

use crate::made;
use crate::reading::{flowing, reader};

/// Through the door that the program uses. A picture or a text may come out where the file is merely odd.
async fn read(name: &str, file: &[u8], kind: Type) -> [Result<usize, Unread>; 2] {
    let text = reader().text(flowing(file), kind).await.map(|text| text.len());
    let picture = reader().preview(flowing(file), kind, 640).await.map(|picture| picture.bytes.len());
    for answer in [&text, &picture] {
        assert!(!matches!(answer, Err(Unread::Broken(_))), "{name}: {answer:?}");
    }
    [text, picture]
}

/// Whatever comes out, the reader is well and was neither held up nor filled.
async fn survives(name: &str, file: &[u8], kind: Type) {
    drop(read(name, file, kind).await);
}

async fn refused(name: &str, file: &[u8], kind: Type) {
    for answer in read(name, file, kind).await {
        assert!(matches!(answer, Err(Unread::Damaged | Unread::TooHeavy | Unread::NotOffered)), "{name}: {answer:?}");
    }
}

/// With a fifth of the memory and of the time: nothing was unfolded.
fn refused_from_its_header(name: &str, file: &[u8], kind: Type) {
    let limited = "ulimit -d 24576 && ulimit -t 2 && exec \"$@\"";
    let mut child = Command::new("/bin/sh")
        .args(["-c", limited, "sh", env!("CARGO_BIN_EXE_files-reader"), COMMAND, "preview", kind.media(), "640"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // It may hang up before the end.
    let _ = child.stdin.take().unwrap().write_all(file);
    let status = child.wait().unwrap();
    // By its own judgement, not by a signal.
    assert!(matches!(status.code(), Some(10..=12)), "{name}: {status}");
}

#[test]
fn images_larger_than_life_are_refused_from_their_headers() {
    for (width, height) in [(50_000, 50_000), (29_000, 29_000), (u32::MAX >> 1, 1), (1, 40_000)] {
        refused_from_its_header("PNG", &made::claiming_png(width, height), Type::Png);
    }
    let jpeg = made::encoded(&made::four_colours(16, 16), image::ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|two| two == b"\xff\xc0").unwrap();
    let mut huge = jpeg.clone();
    huge[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
    refused_from_its_header("JPEG", &huge, Type::Jpeg);
    let scan = jpeg.windows(2).position(|two| two == b"\xff\xda").unwrap();
    let mut scans = jpeg[..jpeg.len() - 2].to_vec();
    for _ in 0..5_000 {
        scans.extend_from_slice(&jpeg[scan..jpeg.len() - 2]);
    }
    refused_from_its_header("JPEG of many scans", &scans, Type::Jpeg);
    let mut webp = made::encoded(&made::four_colours(16, 16), image::ImageFormat::WebP);
    // VP8L: after the sign, two times 14 bits, each one less than the edge.
    webp[21..25].copy_from_slice(&0x0fff_ffff_u32.to_le_bytes());
    refused_from_its_header("WebP", &webp, Type::Webp);
}

#[tokio::test]
async fn what_is_not_opened_is_not_opened() {
    let mut gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff".to_vec();
    for _ in 0..100_000 {
        gif.extend_from_slice(b",\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0");
    }
    gif.push(b';');
    let others: [(&str, Vec<u8>); 5] = [
        ("100,000 frames", gif),
        ("TIFF", b"II*\0\xff\xff\xff\xff".to_vec()),
        ("PSD", b"8BPS\0\x01\0\0\0\0\0\0\0\x03\0\0\xff\xff".to_vec()),
        ("AVIF", b"\0\0\0\x1cftypavif\0\0\0\0".to_vec()),
        ("SVG", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>".to_vec()),
    ];
    for (name, file) in others {
        let answers = read(name, &file, sniff(&file, "")).await;
        assert_eq!(answers, [Err(Unread::NotOffered), Err(Unread::NotOffered)], "{name}");
    }
}

#[tokio::test]
async fn images_that_lie_or_break_off() {
    let image = made::four_colours(300, 200);
    for (kind, format) in
        [(Type::Png, image::ImageFormat::Png), (Type::Jpeg, image::ImageFormat::Jpeg), (Type::Webp, image::ImageFormat::WebP)]
    {
        let good = made::encoded(&image, format);
        for tenth in 0..10 {
            survives("cut", &good[..good.len() * tenth / 10], kind).await;
        }
        refused("another type", &good, if kind == Type::Png { Type::Jpeg } else { Type::Png }).await;
        refused("not an image", b"<script>x()</script>", kind).await;
    }
    // A kilobyte of nothing that unfolds to a gigabyte: the header is honest and small, the data is not.
    let mut lying = made::claiming_png(10, 10);
    let bomb = made::chunk(b"zTXt", &[b"Comment\0\0".to_vec(), made::deflated(&vec![0; 64 << 20])].concat());
    lying.splice(33..33, bomb);
    survives("PNG with a bomb beside the image", &lying, Type::Png).await;
}

#[tokio::test]
async fn archives_that_mean_harm() {
    let mut encrypted = made::docx("<w:p><w:t>secret</w:t></w:p>");
    for sign in [&b"PK\x03\x04"[..], b"PK\x01\x02"] {
        let flags = if sign[2] == 3 { 6 } else { 8 };
        let places: Vec<usize> = encrypted.windows(4).enumerate().filter(|(_, four)| *four == sign).map(|(at, _)| at).collect();
        for at in places {
            encrypted[at + flags] |= 1;
        }
    }
    refused("encrypted", &encrypted, Type::Docx).await;

    let good = made::docx("<w:p><w:t>bonjour</w:t></w:p>");
    for tenth in 0..10 {
        refused("truncated", &good[..good.len() * tenth / 10], Type::Docx).await;
    }
    let mut lying = good.clone();
    let central = lying.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    // Sizes and checksum of the last entry, in the list that readers trust.
    lying[central + 16..central + 28].copy_from_slice(&[0x7f; 12]);
    refused("lying sizes", &lying, Type::Docx).await;

    survives("a part that unfolds for ever", &made::docx(&" ".repeat(80 << 20)), Type::Docx).await;
    survives("one word without end", &made::docx(&format!("<w:p><w:t>{}</w:t></w:p>", "a".repeat(80 << 20))), Type::Docx).await;
    refused("a million entries", &made::crowd(1_000_000), Type::Docx).await;
    refused("an archive in an archive", &made::zip(&[("word/document.xml", "PK\u{3}\u{4}")]), Type::Odt).await;
    let nested = format!("{}{}", "<w:p>".repeat(200_000), "</w:p>".repeat(200_000));
    survives("deep", &made::docx(&nested), Type::Docx).await;
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=\"1\"")).collect();
    survives("100,000 attributes", &made::docx(&format!("<w:p{attributes}><w:t>x</w:t></w:p>")), Type::Docx).await;
}

#[tokio::test]
async fn entities_unfold_to_nothing() {
    let dtd = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let bomb = made::zip(&[("word/document.xml", &format!("<?xml version=\"1.0\"?>{dtd}<w:p><w:t>&b;&x;</w:t></w:p>"))]);
    refused("entities", &bomb, Type::Docx).await;
    let unknown = made::docx("<w:p><w:t>avant &b; après</w:t></w:p>");
    assert_eq!(reader().text(flowing(&unknown), Type::Docx).await, Ok("avant après".into()));
}

#[tokio::test]
async fn documents_that_mean_harm() {
    let good = made::pages(&["BT /F1 12 Tf 20 100 Td (Bonjour) Tj ET"]);
    for tenth in 0..10 {
        survives("cut", &good[..good.len() * tenth / 10], Type::Pdf).await;
    }
    refused("not a document", b"%PDF-1.7\n<script>", Type::Pdf).await;
    refused("nothing", b"", Type::Pdf).await;

    // The tree of pages bites its tail.
    let looped = vec![CATALOGUE.to_vec(), b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 >>".to_vec()];
    survives("pages in a circle", &made::pdf(&looped), Type::Pdf).await;
    for media in ["0 0 1e30 1e30", "0 0 100000000 1", "0 0 0 0", "-1e38 -1e38 1e38 1e38", "0 0 1 1000000"] {
        survives(media, &made::pdf(&page(media, "")), Type::Pdf).await;
    }
    // A form that draws itself, twice each time.
    let mut echo = page("0 0 100 100", "/Resources << /XObject << /X 4 0 R >> >> /Contents 5 0 R");
    echo.push(made::stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 100 100] /Resources << /XObject << /X 4 0 R >> >>",
        b"/X Do /X Do 0 0 1 1 re f",
    ));
    echo.push(made::stream("", b"/X Do"));
    survives("a form that draws itself", &made::pdf(&echo), Type::Pdf).await;
}

const CATALOGUE: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";

/// The objects of a document of one page; the next object is number 4.
fn page(media: &str, rest: &str) -> Vec<Vec<u8>> {
    let pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec();
    vec![CATALOGUE.to_vec(), pages, format!("<< /Type /Page /Parent 2 0 R /MediaBox [{media}] {rest} >>").into_bytes()]
}

#[tokio::test]
async fn a_document_that_repeats_itself() {
    // Forms that each draw the next one ten times.
    let mut laughs = page("0 0 100 100", "/Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R");
    laughs.push(made::stream("", b"/X Do"));
    for n in 0..12 {
        let dictionary = format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >>", n + 6);
        laughs.push(made::stream(&dictionary, "/X Do ".repeat(10).as_bytes()));
    }
    laughs.push(made::stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 1 1 re f"));
    survives("a thousand million forms", &made::pdf(&laughs), Type::Pdf).await;
}

#[tokio::test]
async fn documents_that_unfold() {
    // A page's words, packed ten thousand to one.
    let mut bomb = page("0 0 100 100", "/Contents 4 0 R");
    bomb.push(made::stream("/Filter /FlateDecode", &made::deflated(&vec![b' '; 130 << 20])));
    survives("a page that unfolds", &made::pdf(&bomb), Type::Pdf).await;
    let mut image = page("0 0 100 100", "/Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R");
    image.push(made::stream("", b"100 0 0 100 0 0 cm /X Do"));
    let claims =
        "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode";
    image.push(made::stream(claims, &made::deflated(&vec![0; 1 << 20])));
    survives("an image that claims too much", &made::pdf(&image), Type::Pdf).await;
}

#[tokio::test]
async fn a_file_larger_than_is_opened() {
    let large = vec![b'a'; (files::child::LARGEST + 2) as usize];
    refused("too large", &large, Type::Pdf).await;
}

/// Whatever is sent, the next one is served.
#[tokio::test]
async fn a_child_that_cannot_start_is_told_apart() {
    let nobody = files::child::Reader::new("/nonexistent".into());
    assert!(matches!(nobody.text(flowing(b"bonjour"), Type::Text).await, Err(Unread::Broken(_))));
    assert_eq!(reader().text(flowing(b"bonjour"), Type::Text).await, Ok("bonjour".into()));
}
