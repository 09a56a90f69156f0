//! A key or a combination as one writes it, `Tab` or `Control+Enter`, turned into presses and releases.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// The presses and releases of `combination`: keys go down in order and up in reverse.
pub(crate) fn strokes(combination: &str) -> KeyActions {
    let keys: Vec<char> = if combination == "+" { vec!['+'] } else { combination.split('+').map(key).collect() };
    let down = keys.iter().map(|&value| KeyAction::Down { value });
    let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
    down.chain(up).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then)
}

fn key(name: &str) -> char {
    let named = match name {
        "Control" => Key::Control,
        "Meta" => Key::Meta,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return ' ',
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Up" => Key::Up,
        "Down" => Key::Down,
        _ => {
            let mut characters = name.chars();
            match (characters.next(), characters.next()) {
                (Some(character), None) => return character,
                _ => panic!("no key is called `{name}`"),
            }
        }
    };
    char::from(named)
}
