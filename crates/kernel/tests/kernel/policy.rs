//! The whole policy as a text that people read: `docs/policy.txt`. It fails with the difference; `UPDATE=1` writes the file anew.

use kernel::Action;
use kernel::Refusal;
use kernel::access::{Standing, decide};
use kernel::people::PersonRole;
use kernel::spaces::{Opening, SpaceRole};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/policy.txt");

const HEAD: &str = "\
Who may do what in a space. Written from kernel::access::decide by its test (UPDATE=1 cargo nextest run -p kernel policy); never by hand.
Every combination of role in the network, role in the space, opening, state and charter stands in exactly one line.

  yes        allowed
  404        must not know that the space exists: the same answer as for an unknown id
  403 rule   may know of it, but not do this
  409 rule   not as things stand
  charter    accept the charter first (403)

On top of this table stand: an item's words are its author's alone to edit; trash is for the author and for hosts; a space's settings
say who posts, comments and invites; whoever may not view a space learns nothing of its items (404 instead of 403).

";

/// One line: the values of each dimension for which the five decisions are the same.
#[derive(Clone, PartialEq)]
struct Line {
    values: [Vec<&'static str>; 5],
    decisions: Vec<String>,
}

#[test]
fn the_written_policy_is_true() {
    let table = written();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &table).expect("docs/policy.txt is written");
        return;
    }
    let file = std::fs::read_to_string(FILE).unwrap_or_default();
    let missing: Vec<&str> = table.lines().filter(|line| !file.lines().any(|other| other == *line)).collect();
    let wrong: Vec<&str> = file.lines().filter(|line| !table.lines().any(|other| other == *line)).collect();
    assert!(file == table, "docs/policy.txt is not what is decided.\n- {}\n+ {}", wrong.join("\n- "), missing.join("\n+ "));
}

fn written() -> String {
    let mut lines = every_line();
    // What makes no difference is said together: first the charter, then the state, the opening, the person's role.
    for dimension in [4, 3, 2, 0] {
        lines = merged(lines, dimension);
    }
    let head = ["network role", "space role", "opening", "state", "charter", "view", "contribute", "edit", "moderate", "manage"];
    let mut rows: Vec<Vec<String>> = vec![head.map(str::to_owned).to_vec()];
    rows.extend(lines.into_iter().map(|line| line.values.iter().map(|values| values.join(" ")).chain(line.decisions).collect()));
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let text = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    HEAD.to_owned() + &rows.iter().map(text).collect::<String>()
}

fn every_line() -> Vec<Line> {
    let members = SpaceRole::ALL.iter().rev().map(|role| Some(*role)).chain([None]);
    let mut lines = Vec::new();
    for member in members {
        for opening in Opening::ALL {
            for archived in [false, true] {
                for charter in [true, false] {
                    for person in PersonRole::ALL {
                        let standing = Standing { person: *person, charter, member, opening: *opening, archived };
                        let values = [
                            person.name(),
                            member.map_or("-", SpaceRole::name),
                            opening.name(),
                            if archived { "archived" } else { "standing" },
                            if charter { "accepted" } else { "not" },
                        ];
                        let decisions = Action::ALL.iter().map(|action| said(decide(&standing, *action))).collect();
                        lines.push(Line { values: values.map(|value| vec![value]), decisions });
                    }
                }
            }
        }
    }
    lines
}

fn merged(lines: Vec<Line>, dimension: usize) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        let same = |other: &&mut Line| {
            let alike = |at: usize| at == dimension || other.values[at] == line.values[at];
            other.decisions == line.decisions && (0..5).all(alike)
        };
        match kept.iter_mut().find(same) {
            Some(other) => other.values[dimension].extend(&line.values[dimension]),
            None => kept.push(line),
        }
    }
    kept
}

fn said(decision: Result<(), Refusal>) -> String {
    match decision {
        Ok(()) => "yes".into(),
        Err(Refusal::NotFound) => "404".into(),
        Err(Refusal::Forbidden(rule)) => format!("403 {rule}"),
        Err(Refusal::Conflict(rule)) => format!("409 {rule}"),
        Err(Refusal::CharterNotAccepted) => "charter".into(),
        Err(other) => format!("{other:?}"),
    }
}
