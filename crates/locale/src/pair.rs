//! The two languages side by side. Invariant: same keys, same variables, one type per variable in both.

use std::collections::{HashMap, HashSet};

use crate::catalogue::{Arm, Catalogue, Message, Piece};

/// One key in both languages.
pub struct Pair<'a> {
    pub key: &'a str,
    pub variables: Vec<Variable>,
    pub fr: &'a [Piece],
    pub en: &'a [Piece],
}

/// A parameter, in the order of the French text.
#[derive(Clone, PartialEq, Debug)]
pub struct Variable {
    pub name: String,
    pub number: bool,
}

/// Pairs the messages, or tells every difference.
pub fn pair<'a>(fr: &'a Catalogue, en: &'a Catalogue) -> Result<Vec<Pair<'a>>, Vec<String>> {
    let mut faults = Vec::new();
    let mut english: HashMap<&str, &Message> = en.messages.iter().map(|m| (m.key.as_str(), m)).collect();
    let mut functions = HashSet::from(["by_key".to_owned()]);
    let mut pairs = Vec::new();
    for message in &fr.messages {
        let at = format!("{}:{}: {}", fr.path, message.line, message.key);
        if !functions.insert(crate::function(&message.key)) {
            faults.push(format!("{at} would make the function {} a second time", crate::function(&message.key)));
        }
        let Some(other) = english.remove(message.key.as_str()) else {
            faults.push(format!("{at} is missing in {}", en.path));
            continue;
        };
        let (mut here, mut there) = (Uses::default(), Uses::default());
        here.gather(&message.pieces);
        there.gather(&other.pieces);
        for (missing, from, to) in [(there.lacks(&here), &fr.path, &en.path), (here.lacks(&there), &en.path, &fr.path)] {
            faults.extend(missing.iter().map(|name| format!("{at} uses ${name} in {from} and not in {to}")));
        }
        let numbers: HashSet<&String> = here.numbers.union(&there.numbers).collect();
        let words: HashSet<&String> = here.words.union(&there.words).collect();
        let is_number = |name: &String| name == "count" || name.ends_with("_count") || numbers.contains(name);
        faults.extend(words.iter().filter(|n| is_number(n)).map(|n| format!("{at} takes ${n} for a number and for a word")));
        let variables = here.names.iter().map(|name| Variable { name: name.clone(), number: is_number(name) }).collect();
        pairs.push(Pair { key: &message.key, variables, fr: &message.pieces, en: &other.pieces });
    }
    faults.extend(
        en.messages
            .iter()
            .filter(|m| english.contains_key(m.key.as_str()))
            .map(|m| format!("{}:{}: {} is missing in {}", en.path, m.line, m.key, fr.path)),
    );
    if faults.is_empty() { Ok(pairs) } else { Err(faults) }
}

/// The variables of one message: in order, and which choose as numbers or as words.
#[derive(Default)]
struct Uses {
    names: Vec<String>,
    numbers: HashSet<String>,
    words: HashSet<String>,
}

impl Uses {
    fn gather(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Text(_) => {}
                Piece::Variable(name) => self.note(name),
                Piece::Select { variable, arms, default } => {
                    self.note(variable);
                    let by_word = arms.iter().any(|(arm, _)| matches!(arm, Arm::Named(_)));
                    if by_word { &mut self.words } else { &mut self.numbers }.insert(variable.clone());
                    arms.iter().for_each(|(_, inner)| self.gather(inner));
                    self.gather(default);
                }
            }
        }
    }

    fn note(&mut self, name: &str) {
        if !self.names.iter().any(|n| n == name) {
            self.names.push(name.to_owned());
        }
    }

    fn lacks<'a>(&self, other: &'a Uses) -> Vec<&'a String> {
        other.names.iter().filter(|n| !self.names.contains(n)).collect()
    }
}
