//! Reads source into comrak's tree, after refusing shapes that would cost more than their length.
//! Invariant: a tree given out is at most `DEPTH` deep, so whoever walks it needs no guard of their own.

use std::ops::Range;

use base::Id;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue, Sourcepos};
use comrak::{Arena, Options, parse_document};

/// Longest source that is read as Markdown, in bytes; beyond it text is shown as plain paragraphs.
const LONGEST: usize = 400_000;
/// Deepest nesting of blocks and inlines together.
const DEPTH: usize = 100;
/// Most cells a table could be completed to: comrak fills short rows up to the width of the header.
const CELLS: usize = 20_000;

/// The tree of `source`, or `None` when its shape is hostile.
pub(crate) fn parse<'a>(arena: &'a Arena<'a>, source: &str) -> Option<&'a AstNode<'a>> {
    if source.len() > LONGEST || source.lines().any(|line| openings(line) > DEPTH) {
        return None;
    }
    let root = parse_document(arena, source, &options(source));
    let mut depth = 0;
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(_) if depth == DEPTH => return None,
            NodeEdge::Start(_) => depth += 1,
            NodeEdge::End(_) => depth -= 1,
        }
    }
    Some(root)
}

fn options(source: &str) -> Options<'static> {
    let mut options = Options::default();
    let widest = source.lines().map(|line| line.bytes().filter(|b| *b == b'|').count()).max().unwrap_or(0);
    options.extension.table = widest.saturating_mul(source.lines().count()) <= CELLS;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options
}

/// How many quotes and list items one line opens. Each costs a step on every later blank line, hence quadratic time.
fn openings(line: &str) -> usize {
    let mut rest = line.trim_start();
    let mut count = 0;
    loop {
        let digits = rest.bytes().take(9).take_while(u8::is_ascii_digit).count();
        let after = match rest.as_bytes().get(digits) {
            Some(b'>') if digits == 0 => &rest[1..],
            Some(b'-' | b'+' | b'*') if digits == 0 => &rest[1..],
            Some(b'.' | b')') if digits > 0 => &rest[digits + 1..],
            _ => return count,
        };
        count += 1;
        rest = after.trim_start();
    }
}

/// The person a link destination names, when it is the canonical form of a mention.
pub(crate) fn person(url: &str) -> Option<Id> {
    let digits = url.strip_prefix("person:")?;
    let id = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    Some(Id(id))
}

/// Ranges of bytes in which an `@` is not a mention: code, HTML and, when `links` is asked, links and images. Sorted, maybe nested.
/// `None` when the shape is hostile.
pub(crate) fn opaque(source: &str, links: bool) -> Option<Vec<Range<usize>>> {
    let arena = Arena::new();
    let root = parse(&arena, source)?;
    let starts = line_starts(source);
    let ranges = root.descendants().filter_map(|node| {
        let data = node.data();
        let place = bytes(data.sourcepos, &starts, source.len());
        match data.value {
            NodeValue::CodeBlock(_) | NodeValue::HtmlBlock(_) => Some(whole_lines(data.sourcepos, &starts, source.len())),
            NodeValue::Code(_) | NodeValue::HtmlInline(_) => Some(place),
            NodeValue::Link(_) | NodeValue::Image(_) if links => Some(place),
            _ => None,
        }
    });
    Some(ranges.collect())
}

/// Where lines begin, by CommonMark's three line endings.
fn line_starts(source: &str) -> Vec<usize> {
    let bytes = source.as_bytes();
    let ends = (0..bytes.len()).filter(|&i| bytes[i] == b'\n' || bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
    std::iter::once(0).chain(ends.map(|i| i + 1)).collect()
}

fn bytes(place: Sourcepos, starts: &[usize], len: usize) -> Range<usize> {
    let at = |line: usize, column: usize| starts.get(line.saturating_sub(1)).map_or(len, |start| start + column).min(len);
    at(place.start.line, place.start.column.saturating_sub(1))..at(place.end.line, place.end.column)
}

fn whole_lines(place: Sourcepos, starts: &[usize], len: usize) -> Range<usize> {
    let at = |line: usize| starts.get(line).copied().unwrap_or(len);
    at(place.start.line.saturating_sub(1))..at(place.end.line)
}
