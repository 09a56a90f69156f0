//! Pictures and texts of ordinary files, through the child process.

use bytes::Bytes;
use files::child::{Reader, Unread};
use files::preview::Picture;
use files::{Error, Type, sniff};
use futures_util::{Stream, stream};
use image::{ImageFormat, Rgb};

use crate::made;

pub(crate) fn reader() -> Reader {
    Reader::new(env!("CARGO_BIN_EXE_files-reader").into())
}

pub(crate) fn flowing(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, Error>> + use<> {
    stream::iter(bytes.chunks(100_000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect::<Vec<_>>())
}

async fn text(bytes: &[u8], name: &str) -> Result<String, Unread> {
    reader().text(flowing(bytes), sniff(bytes, name)).await
}

async fn preview(bytes: &[u8], edge: u32) -> Result<Picture, Unread> {
    reader().preview(flowing(bytes), sniff(bytes, ""), edge).await
}

#[tokio::test]
async fn texts_of_office_documents() {
    let word = made::docx(
        "<w:p><w:r><w:t>Compte</w:t></w:r><w:r><w:t xml:space=\"preserve\"> rendu &amp; d&#233;cisions</w:t></w:r></w:p>\
         <w:p><w:del><w:r><w:delText>effacé</w:delText></w:r></w:del><w:r><w:t>Budget</w:t><w:tab/><w:t>12 €</w:t></w:r></w:p>",
    );
    assert_eq!(text(&word, "cr.docx").await, Ok("Compte rendu & décisions\nBudget\t12 €".into()));

    let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>1</v></c><c><v>20451</v></c></row>\
                 <row><c t=\"inlineStr\"><is><t>sur place</t></is></c><c t=\"s\"><v>99</v></c></row></sheetData></worksheet>";
    let workbook = made::zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<workbook><sheets><sheet name=\"Frais &amp; taxes\"/></sheets></workbook>"),
        ("xl/sharedStrings.xml", "<sst><si><t>zéro</t></si><si><r><t>Fact</t></r><r><t>ure</t></r><rPh><t>x</t></rPh></si></sst>"),
        ("xl/worksheets/sheet1.xml", sheet),
    ]);
    assert_eq!(text(&workbook, "frais.xlsx").await, Ok("Frais & taxes\nFacture\t20451\nsur place\t99".into()));

    let content = "<office:document-content><office:body><office:text><text:tracked-changes><text:p>effacé</text:p></text:tracked-changes>\
                   <text:h>Titre</text:h><text:p>Un<text:s/>mot<text:line-break/>et <text:span>suite</text:span></text:p></office:text></office:body>\
                   </office:document-content>";
    let open = made::zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)]);
    // The type's own entry is stored as it is in real documents; what the ZIP's writer packs is judged by its name in the list.
    assert_eq!(reader().text(flowing(&open), Type::Odt).await, Ok("Titre\nUn mot\net suite".into()));
}

#[tokio::test]
async fn texts_of_plain_files() {
    assert_eq!(text(b"Caf\xe9\r\n\r\ncr\xe8me", "carte.txt").await, Ok("Café\ncrème".into()));
    assert_eq!(text(b"nom;\xe2ge\n", "a.csv").await, Ok("nom;âge".into()));
    assert_eq!(text(b"<svg/>", "a.txt").await, Err(Unread::NotOffered));
}

#[tokio::test]
async fn the_text_of_a_pdf() {
    let pdf = made::pages(&[
        "BT /F1 12 Tf 20 150 Td (Compte rendu de la r\u{e9}union) Tj 0 -20 Td [(Dé) -20 (ci) 30 (sion) -400 (prise)] TJ ET",
        "BT /F1 12 Tf 3 Tr 20 150 Td (invisible mais cherch\u{e9}) Tj ET",
    ]);
    assert_eq!(text(&pdf, "cr.pdf").await, Ok("Compte rendu de la réunion\nDécision prise\ninvisible mais cherché".into()));
}

#[tokio::test]
async fn the_first_page_of_a_pdf() {
    let pdf = made::pages(&["1 0 0 rg 0 100 200 100 re f BT 0 g /F1 40 Tf 210 20 Td (Bonjour) Tj ET", "0 g 0 0 400 200 re f"]);
    let picture = preview(&pdf, 200).await.unwrap();
    assert_eq!((picture.media, picture.width, picture.height), ("image/jpeg", 200, 100));
    let drawn = image::load_from_memory(&picture.bytes).unwrap().to_rgb8();
    let near = |x, y, expected: [u8; 3]| drawn.get_pixel(x, y).0.iter().zip(expected).all(|(seen, expected)| seen.abs_diff(expected) < 40);
    assert!(near(50, 25, [255, 0, 0]) && near(150, 25, [255, 255, 255]));
    let dark = (100..200).flat_map(|x| (60..100).map(move |y| (x, y))).filter(|(x, y)| near(*x, *y, [0, 0, 0])).count();
    assert!(dark > 50, "the word is drawn: {dark}");
}

/// Test 99: the position and the small picture inside are gone, and up is up in all eight ways of holding a camera.
#[tokio::test]
async fn photos_are_turned_and_forget_where_they_were() {
    let up = made::four_colours(80, 40);
    let colours = |image: &image::RgbImage| {
        let (w, h) = image.dimensions();
        let name = |pixel: &Rgb<u8>| match pixel.0.map(|part| part > 128) {
            [true, false, false] => 'r',
            [false, true, false] => 'g',
            [false, false, true] => 'b',
            _ => 'w',
        };
        [(w / 4, h / 4), (3 * w / 4, h / 4), (w / 4, 3 * h / 4), (3 * w / 4, 3 * h / 4)].map(|(x, y)| name(image.get_pixel(x, y)))
    };
    let still = |image: &image::RgbImage| image.clone();
    use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
    // How the camera stores what is up, for each value of the tag (TIFF 6.0, Orientation).
    let stored: [(u16, image::RgbImage); 8] = [
        (1, still(&up)),
        (2, flip_horizontal(&up)),
        (3, rotate180(&up)),
        (4, flip_vertical(&up)),
        (5, flip_horizontal(&rotate90(&up))),
        (6, rotate270(&up)),
        (7, flip_horizontal(&rotate270(&up))),
        (8, rotate90(&up)),
    ];
    for (held, image) in stored {
        let secret = b"48.8566N 2.3522E SECRET-POSITION";
        let photo = made::photo(&image, held, secret);
        let picture = preview(&photo, 40).await.unwrap();
        assert_eq!((picture.width, picture.height), (40, 20), "{held}");
        let drawn = image::load_from_memory(&picture.bytes).unwrap().to_rgb8();
        assert_eq!(colours(&drawn), ['r', 'g', 'b', 'w'], "{held}");
        for trace in [&b"Exif"[..], b"SECRET", b"GPS"] {
            assert!(!picture.bytes.windows(trace.len()).any(|window| window == trace), "{held}");
        }
    }
}

#[tokio::test]
async fn images_grow_smaller_never_larger() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let image = made::encoded(&made::four_colours(300, 100), format);
        let small = preview(&image, 90).await.unwrap();
        assert_eq!((small.media, small.width, small.height), ("image/jpeg", 90, 30), "{format:?}");
        let same = preview(&image, 1000).await.unwrap();
        assert_eq!((same.width, same.height), (300, 100), "{format:?}");
    }
    let clear = image::RgbaImage::from_pixel(10, 10, image::Rgba([1, 2, 3, 100]));
    let mut png = std::io::Cursor::new(Vec::new());
    image::DynamicImage::from(clear).write_to(&mut png, ImageFormat::Png).unwrap();
    assert_eq!(preview(&png.into_inner(), 100).await.unwrap().media, "image/png");
}

/// The sample images of the PNG format, good in every sense, are all drawn.
#[tokio::test]
async fn every_sample_png_is_drawn() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/png");
    let mut drawn = 0;
    for entry in std::fs::read_dir(&samples).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_some_and(|extension| extension == "png") {
            let bytes = std::fs::read(&entry).unwrap();
            let picture = preview(&bytes, 64).await.unwrap_or_else(|why| panic!("{}: {why}", entry.display()));
            let original = image::load_from_memory(&bytes).unwrap();
            assert_eq!((picture.width, picture.height), (original.width(), original.height()), "{}", entry.display());
            drawn += 1;
        }
    }
    assert!(drawn >= 20, "{drawn}");
}
