//! `#tags` written in a text.
//! Invariant: never from code, links or addresses. Deliberately absent: which tags exist.

use std::collections::HashSet;

use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::NodeValue;

use crate::source::parse;
use crate::words::{fold, is_accent};

/// Most tags one text may carry.
const MOST: usize = 10;
/// Longest tag, in characters.
const LONGEST: usize = 40;

/// The tags of `source` as first written, without `#`, one per folded form, at most 10. `fold` gives the name to store them under.
pub fn tags(source: &str) -> Vec<String> {
    // Most texts have none, and `&` may write one (`&num;`).
    if !source.contains(['#', '&']) {
        return Vec::new();
    }
    let arena = Arena::new();
    let mut tags = Vec::new();
    let mut known = HashSet::new();
    let mut links = 0;
    for edge in parse(&arena, source).into_iter().flat_map(|root| root.traverse()) {
        match edge {
            NodeEdge::Start(node) => match &node.data().value {
                NodeValue::Link(_) | NodeValue::Image(_) => links += 1,
                NodeValue::Text(text) if links == 0 => {
                    for tag in written(text) {
                        if tags.len() < MOST && known.insert(fold(tag)) {
                            tags.push(tag.to_owned());
                        }
                    }
                }
                _ => {}
            },
            NodeEdge::End(node) => links -= usize::from(matches!(node.data().value, NodeValue::Link(_) | NodeValue::Image(_))),
        }
    }
    tags
}

/// A tag begins a word, holds a letter, and goes on through letters, digits, `_` and inner `-`.
fn written(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('#').filter_map(|(at, _)| {
        let opens = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "([{«“\"'’,;:!?".contains(c));
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_alphanumeric() && !is_accent(c) && c != '_' && c != '-').unwrap_or(rest.len());
        let tag = rest[..end].trim_end_matches(['-', '_']);
        let fits = tag.len() <= 4 * LONGEST && tag.chars().count() <= LONGEST;
        (opens && fits && tag.chars().next().is_some_and(char::is_alphanumeric) && tag.chars().any(char::is_alphabetic)).then_some(tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_a_text() {
        assert_eq!(
            tags("#Été et (#budget-2026), #ete #a_b. `#code` [#lien](/x) a#b #1 # titre https://a.fr/#x #-"),
            ["Été", "budget-2026", "a_b"]
        );
        assert_eq!(tags(&(0..30).map(|i| format!("#t{i} ")).collect::<String>()).len(), MOST);
        assert_eq!(tags("# Titre\n\n    #code\n\n- #liste"), ["liste"]);
        assert!(tags(&format!("#{}", "a".repeat(41))).is_empty());
    }
}
