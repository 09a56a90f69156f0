//! Word, Excel and OpenDocument texts: XML inside a ZIP.
//! Invariant: a part unfolds as it is read and no further than its cap; a document type declaration ends the reading, so no entity unfolds at all.

use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Page;
use crate::child::Unread;

/// Most entries of a document; the largest real ones have hundreds.
const ENTRIES: usize = 10_000;
/// Most bytes that one part unfolds to.
const PART: u64 = 64 << 20;
/// Most bytes of text that the cells of a workbook share.
const SHARED: usize = 16 << 20;

type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn word(file: &[u8], page: &mut Page) -> Result<(), Unread> {
    let mut zip = opened(file)?;
    let aside = ["word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments"];
    let mut parts = names(&zip, |name| name.ends_with(".xml") && aside.iter().any(|start| name.starts_with(start)));
    parts.insert(0, "word/document.xml".into());
    for part in parts {
        let mut is_text = false;
        read(&mut zip, &part, |event| {
            match event {
                Heard::Opens(b"w:t", _) => is_text = true,
                Heard::Closes(b"w:t") => is_text = false,
                Heard::Closes(b"w:p" | b"w:br" | b"w:cr") => page.end('\n'),
                Heard::Closes(b"w:tab") => page.end('\t'),
                Heard::Says(text) if is_text => page.say(text),
                _ => {}
            }
            !page.is_full()
        })?;
    }
    Ok(())
}

pub(super) fn open_text(file: &[u8], page: &mut Page) -> Result<(), Unread> {
    let (mut depth, mut erased) = (0_u32, 0_u32);
    read(&mut opened(file)?, "content.xml", |event| {
        match event {
            Heard::Opens(b"text:p" | b"text:h", _) => depth += 1,
            Heard::Closes(b"text:p" | b"text:h") => {
                depth = depth.saturating_sub(1);
                page.end('\n');
            }
            Heard::Opens(b"text:tracked-changes", _) => erased += 1,
            Heard::Closes(b"text:tracked-changes") => erased = erased.saturating_sub(1),
            Heard::Closes(b"text:s") => page.end(' '),
            Heard::Closes(b"text:tab") => page.end('\t'),
            Heard::Closes(b"text:line-break") => page.end('\n'),
            Heard::Says(text) if depth > 0 && erased == 0 => page.say(text),
            _ => {}
        }
        !page.is_full()
    })
}

pub(super) fn workbook(file: &[u8], page: &mut Page) -> Result<(), Unread> {
    let mut zip = opened(file)?;
    read(&mut zip, "xl/workbook.xml", |event| {
        if let Heard::Opens(b"sheet", tag) = event
            && let Some(name) = attribute(tag, b"name")
        {
            page.say(&name);
            page.end('\n');
        }
        true
    })?;
    let shared = shared(&mut zip)?;
    let mut sheets = names(&zip, |name| name.starts_with("xl/worksheets/sheet") && name.ends_with(".xml"));
    sheets.sort_by_key(|name| (name.len(), name.clone()));
    for sheet in sheets {
        let (mut holds, mut is_shared) = (false, false);
        let mut cell = String::new();
        read(&mut zip, &sheet, |event| {
            match event {
                Heard::Opens(b"c", tag) => is_shared = attribute(tag, b"t").is_some_and(|kind| kind == "s"),
                Heard::Opens(b"v" | b"t", _) => holds = true,
                Heard::Closes(b"v" | b"t") => holds = false,
                Heard::Says(text) if holds => cell.push_str(text),
                Heard::Closes(b"c") => {
                    let looked_up = is_shared.then(|| cell.parse::<usize>().ok().and_then(|at| shared.get(at))).flatten();
                    page.say(looked_up.unwrap_or(&cell));
                    page.end('\t');
                    cell.clear();
                }
                Heard::Closes(b"row") => page.end('\n'),
                _ => {}
            }
            !page.is_full()
        })?;
    }
    Ok(())
}

/// The texts that cells of a workbook point at, by their numbers.
fn shared(zip: &mut Zip<'_>) -> Result<Vec<String>, Unread> {
    let (mut texts, mut text, mut total) = (Vec::new(), String::new(), 0);
    let (mut holds, mut reads_aloud) = (false, false);
    let part = "xl/sharedStrings.xml";
    if zip.index_for_name(part).is_none() {
        return Ok(texts);
    }
    read(zip, part, |event| {
        match event {
            Heard::Opens(b"t", _) => holds = true,
            Heard::Closes(b"t") => holds = false,
            // How a word is pronounced, beside the word.
            Heard::Opens(b"rPh", _) => reads_aloud = true,
            Heard::Closes(b"rPh") => reads_aloud = false,
            Heard::Says(said) if holds && !reads_aloud => {
                total += said.len();
                text.push_str(said);
            }
            Heard::Closes(b"si") => texts.push(std::mem::take(&mut text)),
            _ => {}
        }
        total < SHARED
    })?;
    Ok(texts)
}

fn opened(file: &[u8]) -> Result<Zip<'_>, Unread> {
    // The number of entries stands at the end, and is read before room is made for them.
    let ends = file.len().saturating_sub(65_557);
    let end = file[ends..].windows(4).rposition(|four| four == b"PK\x05\x06").ok_or(Unread::Damaged)? + ends;
    let count = file.get(end + 10..end + 12).map(|two| usize::from(u16::from_le_bytes([two[0], two[1]]))).ok_or(Unread::Damaged)?;
    if count > ENTRIES {
        return Err(Unread::TooHeavy);
    }
    let zip = ZipArchive::new(Cursor::new(file)).map_err(|_| Unread::Damaged)?;
    if zip.len() > ENTRIES { Err(Unread::TooHeavy) } else { Ok(zip) }
}

fn names(zip: &Zip<'_>, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let known = zip.file_names().flatten().filter(|name| wanted(name));
    let mut names: Vec<String> = known.map(Cow::into_owned).collect();
    names.sort();
    names
}

/// What a part says, piece by piece.
enum Heard<'a> {
    Opens(&'a [u8], &'a BytesStart<'a>),
    Closes(&'a [u8]),
    Says(&'a str),
}

/// Reads a part until `hear` has enough.
fn read(zip: &mut Zip<'_>, part: &str, mut hear: impl FnMut(Heard<'_>) -> bool) -> Result<(), Unread> {
    let entry = zip.by_name(part).map_err(|_| Unread::Damaged)?;
    let mut limited = Reader::from_reader(BufReader::new(entry.take(PART)));
    limited.config_mut().check_end_names = false;
    let mut piece = Vec::new();
    loop {
        piece.clear();
        let goes_on = match limited.read_event_into(&mut piece).map_err(|_| Unread::Damaged)? {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(Unread::Damaged),
            Event::Start(tag) => hear(Heard::Opens(tag.name().as_ref(), &tag)),
            Event::Empty(tag) => hear(Heard::Opens(tag.name().as_ref(), &tag)) && hear(Heard::Closes(tag.name().as_ref())),
            Event::End(tag) => hear(Heard::Closes(tag.name().as_ref())),
            Event::Text(text) => hear(Heard::Says(&text.decode().map_err(|_| Unread::Damaged)?)),
            Event::CData(text) => hear(Heard::Says(&text.decode().map_err(|_| Unread::Damaged)?)),
            Event::GeneralRef(name) => {
                let named = name.decode().ok().and_then(|name| resolve_predefined_entity(&name).map(str::to_owned));
                let numbered = name.resolve_char_ref().ok().flatten().map(String::from);
                hear(Heard::Says(&named.or(numbered).unwrap_or_default()))
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => true,
        };
        if !goes_on {
            return Ok(());
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    let plain = std::str::from_utf8(&found.value).ok()?;
    Some(quick_xml::escape::unescape(plain).map_or_else(|_| plain.to_owned(), |text| text.into_owned()))
}
