//! One Fluent file, read and flattened: references are replaced by what they stand for, plurals are told from plain choices.
//! Invariant: what leaves here can be written as Rust; every fault says file, line and what to change. Absent: attributes, functions, term arguments.

use std::collections::HashMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::{parser, unicode};

/// The messages of one file, in its order.
pub struct Catalogue {
    pub path: String,
    pub messages: Vec<Message>,
}

pub struct Message {
    pub key: String,
    pub line: usize,
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    Variable(String),
    Select { variable: String, arms: Vec<(Arm, Vec<Piece>)>, default: Vec<Piece> },
}

#[derive(Clone, Debug, PartialEq)]
pub enum Arm {
    One,
    Many,
    Exactly(i64),
    Named(String),
}

type Patterns<'a> = HashMap<String, &'a Pattern<&'a str>>;

/// Reads `dir/<language>.ftl`.
pub fn read(dir: &str, language: &str) -> Result<Catalogue, Vec<String>> {
    let path = format!("{dir}/{language}.ftl");
    let source = std::fs::read_to_string(&path).map_err(|e| vec![format!("{path}:1: can't be read: {e}")])?;
    parse(path, &source, language)
}

fn parse(path: String, source: &str, language: &str) -> Result<Catalogue, Vec<String>> {
    let line_at = |offset: usize| source.as_bytes().iter().take(offset).filter(|b| **b == b'\n').count() + 1;
    // The syntax tree keeps no positions; its names are slices of the source, so their addresses tell.
    let line_of = |name: &str| line_at((name.as_ptr() as usize).saturating_sub(source.as_ptr() as usize));
    let resource = parser::parse(source)
        .map_err(|(_, errors)| errors.iter().map(|e| format!("{path}:{}: {e}", line_at(e.pos.start))).collect::<Vec<_>>())?;

    let mut faults = Vec::new();
    let mut patterns = Patterns::new();
    let mut names = Vec::new();
    for entry in &resource.body {
        let (name, key, pattern, attributes) = match entry {
            Entry::Message(m) => (m.id.name, m.id.name.to_owned(), m.value.as_ref(), &m.attributes),
            Entry::Term(t) => (t.id.name, format!("-{}", t.id.name), Some(&t.value), &t.attributes),
            _ => continue,
        };
        let mut fault = |why: &str| faults.push(format!("{path}:{}: {key} {why}", line_of(name)));
        if !attributes.is_empty() {
            fault("has attributes; write each as a key of its own");
        }
        if name.chars().any(|c| c.is_ascii_uppercase()) {
            fault("has capitals; keys are lower case with hyphens");
        }
        let Some(pattern) = pattern else { continue };
        if patterns.insert(key.clone(), pattern).is_some() {
            fault("is defined twice");
        } else if matches!(entry, Entry::Message(_)) {
            names.push((name, pattern));
        }
    }

    let mut messages = Vec::new();
    for (name, pattern) in names {
        let mut flat = Flat { patterns: &patterns, language, under_way: vec![name.to_owned()], pieces: Vec::new() };
        match flat.pattern(pattern) {
            Ok(()) => messages.push(Message { key: name.to_owned(), line: line_of(name), pieces: flat.pieces }),
            Err(why) => faults.push(format!("{path}:{}: {name} {why}", line_of(name))),
        }
    }
    if faults.is_empty() { Ok(Catalogue { path, messages }) } else { Err(faults) }
}

/// Flattens one message.
struct Flat<'a> {
    patterns: &'a Patterns<'a>,
    language: &'a str,
    under_way: Vec<String>,
    pieces: Vec<Piece>,
}

impl Flat<'_> {
    fn pattern(&mut self, pattern: &Pattern<&str>) -> Result<(), String> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.text(value),
                PatternElement::Placeable { expression } => self.expression(expression)?,
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(before)) => before.push_str(text),
            _ => self.pieces.push(Piece::Text(text.to_owned())),
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) -> Result<(), String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
                let select = self.select(variable(id.name)?, variants)?;
                self.pieces.push(select);
                Ok(())
            }
            Expression::Select { .. } => Err("chooses by something that is not a variable; write { $name -> … }".into()),
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) -> Result<(), String> {
        match inline {
            InlineExpression::StringLiteral { value } => self.text(&unicode::unescape_unicode_to_string(value)),
            InlineExpression::NumberLiteral { value } => self.text(value),
            InlineExpression::VariableReference { id } => self.pieces.push(Piece::Variable(variable(id.name)?)),
            InlineExpression::MessageReference { id, attribute: None } => self.reference(id.name.to_owned())?,
            InlineExpression::TermReference { id, attribute: None, arguments: None } => self.reference(format!("-{}", id.name))?,
            InlineExpression::Placeable { expression } => self.expression(expression)?,
            InlineExpression::FunctionReference { id, .. } => return Err(format!("calls {}(); functions are not known here", id.name)),
            _ => return Err("refers to an attribute or gives a term arguments; neither is known here".into()),
        }
        Ok(())
    }

    fn reference(&mut self, key: String) -> Result<(), String> {
        if self.under_way.contains(&key) {
            return Err(format!("contains itself through {key}"));
        }
        let pattern = *self.patterns.get(&key).ok_or_else(|| format!("refers to {key}, which is not in this file"))?;
        self.under_way.push(key);
        self.pattern(pattern)?;
        self.under_way.pop();
        Ok(())
    }

    fn select(&mut self, variable: String, variants: &[Variant<&str>]) -> Result<Piece, String> {
        let plural = |v: &Variant<&str>| match v.key {
            VariantKey::Identifier { name } => matches!(name, "zero" | "one" | "two" | "few" | "many" | "other"),
            VariantKey::NumberLiteral { .. } => true,
        };
        let number = variants.iter().all(plural);
        let mut arms: Vec<(Arm, Vec<Piece>)> = Vec::new();
        let mut default = Vec::new();
        for variant in variants {
            let outside = std::mem::take(&mut self.pieces);
            self.pattern(&variant.value)?;
            let pieces = std::mem::replace(&mut self.pieces, outside);
            match (&variant.key, variant.default) {
                (VariantKey::Identifier { name: "other" }, true) if number => default = pieces,
                (_, true) if number => return Err(format!("has a plural on ${variable} whose default is not *[other]")),
                (_, true) => default = pieces,
                (key, false) => {
                    let arm = self.arm(key, number)?;
                    if arms.iter().any(|(known, _)| *known == arm) {
                        return Err(format!("says twice what to write when ${variable} is {arm:?}"));
                    }
                    arms.push((arm, pieces));
                }
            }
        }
        // An exact number is stronger than a category, whatever the order in the file.
        arms.sort_by_key(|(arm, _)| !matches!(arm, Arm::Exactly(_)));
        Ok(Piece::Select { variable, arms, default })
    }

    fn arm(&self, key: &VariantKey<&str>, number: bool) -> Result<Arm, String> {
        match key {
            VariantKey::NumberLiteral { value } if number => {
                value.parse().map(Arm::Exactly).map_err(|_| format!("has a variant [{value}] that is not whole"))
            }
            VariantKey::Identifier { name } if !number => Ok(Arm::Named((*name).to_owned())),
            VariantKey::Identifier { name: "one" } => Ok(Arm::One),
            VariantKey::Identifier { name: "many" } if self.language == "fr" => Ok(Arm::Many),
            VariantKey::Identifier { name } => Err(format!("has a variant [{name}], which {} does not have", self.language)),
            VariantKey::NumberLiteral { value } => Err(format!("mixes the number [{value}] with words as variants")),
        }
    }
}

fn variable(name: &str) -> Result<String, String> {
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if plain && name != "l" && !crate::rust::is_keyword(name) {
        Ok(name.to_owned())
    } else {
        Err(format!("has a variable ${name}; name it in lower case, with underscores, not like a Rust word nor `l`"))
    }
}
