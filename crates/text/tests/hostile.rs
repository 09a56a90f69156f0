//! Hostile and strange input: real payloads and made-up shapes through every entry of the crate.
//! The check of the HTML is written from the HTML grammar alone and shares nothing with the sanitiser.

use std::time::{Duration, Instant};

use base::Id;

fn sample(path: &str) -> String {
    let path = format!("{}/../../../shared/samples/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every string after a `payload` key of a JavaScript file, escapes read as JSON.
fn payloads() -> Vec<String> {
    let file = sample("xss/dompurify-expect.mjs");
    let strings = file.split("\"payload\"").skip(1).filter_map(|rest| {
        let rest = rest.trim_start().strip_prefix(':')?;
        serde_json::Deserializer::from_str(rest).into_iter::<String>().next()?.ok()
    });
    let strings: Vec<String> = strings.collect();
    assert!(strings.len() >= 200, "{}", strings.len());
    strings
}

fn strange() -> Vec<String> {
    let strings: Vec<String> = serde_json::from_str(&sample("strings/blns.json")).expect("a list of strings");
    assert!(strings.len() > 400);
    strings
}

/// Panics unless `html` is text, entities, and the few tags and attributes that bodies may hold.
fn check(html: &str, why: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>'), "stray > in {html:?} from {why:?}");
        let end = at + rest[at..].find('>').unwrap_or_else(|| panic!("unclosed tag in {html:?} from {why:?}"));
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html:?} from {why:?}");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let known = "a blockquote br code del em h3 h4 h5 h6 hr li ol p pre strong table tbody td th thead tr ul";
        assert!(known.split(' ').any(|k| k == name), "<{name}> in {html:?} from {why:?}");
        if name != "br" && name != "hr" {
            assert!(name != "a" || !open.contains(&"a"), "link in link: {html:?}");
            open.push(name);
        }
        check_attributes(name, attributes, why);
    }
    assert!(open.is_empty(), "{open:?} left open in {html:?} from {why:?}");
}

fn check_attributes(name: &str, mut rest: &str, why: &str) {
    let mut outside = false;
    let mut rel = false;
    while !rest.is_empty() {
        let (key, after) = rest.split_once("=\"").unwrap_or_else(|| panic!("{rest:?} from {why:?}"));
        let (value, after) = after.split_once('"').expect("a closing quote");
        rest = after.strip_prefix(' ').unwrap_or(after);
        assert!(!value.contains(['<', '\n', '\t', '\0']), "{value:?} from {why:?}");
        match (name, key) {
            ("a", "href") => {
                let scheme = ["http://", "https://", "mailto:"].iter().any(|s| value.starts_with(s));
                let inside = value.starts_with('/') && !value.starts_with("//") && !value.contains('\\');
                assert!(scheme || inside, "{value:?} from {why:?}");
                outside = scheme;
            }
            ("a", "rel") => rel = value == "noopener noreferrer nofollow ugc",
            ("a", "class") => assert_eq!(value, "mention"),
            ("ol", "start") => assert!(value.bytes().all(|b| b.is_ascii_digit())),
            ("li", "class") => assert!(value == "task" || value == "task done"),
            ("td" | "th", "class") => assert!(value == "to-center" || value == "to-right"),
            _ => panic!("{name} {key} from {why:?}"),
        }
    }
    assert_eq!(outside, rel, "rel on links to the outside, and only there: {why:?}");
}

const ROUNDS: usize = 3_000;

const TEAM: [(Id, &str); 3] = [(Id(1), "Awa Diallo"), (Id(2), "<b>Luc</b> [x](javascript:1)"), (Id(3), "A")];

/// Every entry of the crate on one text; returns the slowest.
fn everything(text: &str) -> (Duration, &'static str) {
    let mut slowest = (Duration::ZERO, "");
    let mut timed = |name: &'static str, run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        slowest = slowest.max((start.elapsed(), name));
    };
    timed("render", &mut || check(&text::render(text).html, text));
    timed("resolve_mentions", &mut || check(&text::render(&text::resolve_mentions(text, &TEAM)).html, text));
    timed("plain_mentions", &mut || drop(text::plain_mentions(text)));
    timed("tags", &mut || assert!(text::tags(text).len() <= 10));
    timed("from_slack", &mut || {
        let source = text::from_slack(text, &|_| Some((Id(2), TEAM[1].1.into())), &|_| None);
        check(&text::render(&source).html, text);
    });
    timed("index_words", &mut || {
        let index = text::index_words(text);
        assert!(index.chars().all(|c| c == ' ' || c == '_' || c.is_alphanumeric()), "{index:?}");
    });
    timed("marked", &mut || {
        for query in ["awa", text] {
            let pieces = text::marked(text, query, 160);
            assert!(pieces.iter().map(|(piece, _)| piece.chars().count()).sum::<usize>() <= 160, "{text:?}");
        }
    });
    timed("excerpt", &mut || assert!(text::excerpt(text, 80).chars().count() <= 80));
    timed("fold", &mut || {
        let folded = text::fold(text);
        assert_eq!(text::fold(&folded), folded, "{text:?}");
    });
    timed("near", &mut || {
        drop((text::near(text, "Ressources humaines"), text::near(text, text), text::initials(text), text::is_emoji(text)))
    });
    slowest
}

#[test]
fn payloads_come_out_harmless() {
    for payload in payloads() {
        everything(&payload);
        for around in ["[x](", "![x](", "@[", "<", "[", "|a|\n|-|\n|", "- ", "`", "<https://x.fr/", "[a]: "] {
            check(&text::render(&format!("{around}{payload}>)](person:1)")).html, &payload);
        }
    }
}

#[test]
fn strange_strings_come_out_harmless() {
    for string in strange() {
        everything(&string);
        everything(&format!("@{string}@awa #{string} *{string}* <{string}|{string}>"));
        let mention = text::mention(Id(5), &string);
        let rendered = text::render(&mention);
        check(&rendered.html, &string);
        if !string.trim().is_empty() && !string.contains('\n') {
            assert_eq!(rendered.mentioned, [Id(5)], "{mention:?}");
        }
    }
}

/// Whatever Markdown stands around it, a mention that is bound shows as one, and one that is not leaves the text as it was.
#[test]
fn binding_mentions_changes_nothing_else() {
    let pieces = [
        "@awa",
        " ",
        "\n",
        "\n\n",
        "`",
        "``",
        "```\n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "\t",
        "|",
        "\n|-|-|\n",
        "[",
        "](/x)",
        "![",
        "*",
        "_",
        "é",
        "&amp;",
        "<a>",
        "<b ",
        "\r\n",
        "\\",
        "x",
        "~~",
        "<!--",
        "https://x.fr/",
        "# ",
        "[ ] ",
        "日",
        "(",
        ")",
        "\"",
        "a@b.fr",
    ];
    let mut seed = 7_u64;
    for _ in 0..ROUNDS {
        let mut text = String::new();
        for _ in 0..14 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(seed >> 33) as usize % pieces.len()]);
        }
        let bound = text::resolve_mentions(&text, &[(Id(1), "awa")]);
        let (before, after) = (text::render(&text), text::render(&bound));
        // `*@awa*x` may lose its emphasis: a mark after `)` and before a letter closes nothing.
        let words = |plain: &str| plain.replace(['*', '_', '~'], "");
        assert_eq!(words(&after.plain), words(&before.plain), "{text:?} became {bound:?}");
        assert_eq!(text::plain_mentions(&bound), text);
        check(&after.html, &text);
    }
}

/// Each shape is rendered at the length of the longest body and goes through everything at a fifth of it. In a debug build none takes
/// more than 0.4 s alone; the limit leaves room for a busy machine.
#[test]
fn hostile_shapes_cost_no_more_than_their_length() {
    let length = 10_000;
    let to_length = |piece: &str| piece.repeat(length / piece.len() + 1);
    let pieces = [
        ">",
        "> ",
        "- ",
        "1. ",
        "[",
        "![",
        "*",
        "_",
        "*a ",
        "*a_ ",
        "**a *b ",
        "`",
        "` ",
        "``a`",
        "<",
        "</",
        "<a ",
        "<!--",
        "<?",
        "<![CDATA[",
        "&",
        "&amp;",
        "&#1;",
        "\\",
        "[a](",
        "[a](b",
        "[a]: b\n",
        "[a][b]",
        "![](",
        "~",
        "~~a",
        "|",
        "|a",
        "a|b\n",
        "@",
        " @a",
        "@awa ",
        "@a.",
        "a@b.c ",
        "www.a.b ",
        "http://a ",
        "https://[",
        "://a",
        "www.",
        "#",
        "# a\n",
        "#a ",
        "\n",
        "a\n",
        "a\n\n",
        "- a\n",
        "- \n",
        "\n\n> ",
        "```\n",
        "    a\n",
        "---\n",
        "a\n===\n",
        "<b>",
        "<b>\n\n",
        ":a",
        ":+1:",
        "<@U1>",
        "<a|",
        "&lt;",
        "é",
        "e\u{301}",
        "\u{301}",
        "l'",
        "a'",
        "réunions ",
        "aa",
        "'",
        "\u{200d}",
        "🎉",
        "@[a](person:1) ",
        "@[",
        "@[a](",
        "](",
        "]",
        ")",
        "\"",
        "\u{202e}",
        "\r",
        "\t",
        "\t- ",
        "日本",
        "*a*",
        "_a ",
        "~a ",
        "x**x ",
        "<x@y",
        "[\\",
        "(",
        "•",
        "•\n",
        "&gt;&gt;&gt;\n",
    ];
    let mut shapes: Vec<String> = pieces.iter().map(|piece| to_length(piece)).collect();
    shapes.push("- ".repeat(6_000) + &"\n".repeat(12_000));
    shapes.push("> ".repeat(99) + "a" + &"\n> > >".repeat(4_000));
    shapes.push((0..150).map(|i| format!("{}- a\n", "  ".repeat(i.min(99)))).collect::<String>() + &"\n".repeat(10_000));
    shapes.push("[".repeat(12_000) + &"]".repeat(12_000));
    shapes.push("*".repeat(12_000) + "a" + &"*".repeat(12_000));
    shapes.push("*a **a ".repeat(2_000) + &" a** a*".repeat(2_000));
    shapes.push("|".to_owned() + &"a|".repeat(500) + "\n|" + &"-|".repeat(500) + &"\n|".repeat(12_000));
    shapes.push("|a|a|\n|-|-|".to_owned() + &"\n|".repeat(12_000));
    shapes.push((1..220).map(|i| "`".repeat(i) + " ").collect());
    shapes.push("[a]: ".to_owned() + &"x".repeat(1_000) + "\n\n" + &"[a] ".repeat(6_000));
    for shape in shapes {
        let (time, name) = everything(&shape);
        let start = Instant::now();
        check(&text::render(&shape.repeat((50_000 / shape.chars().count()).max(1))).html, &shape);
        let (time, name) = (time, name).max((start.elapsed(), "render, at full length"));
        let start: String = shape.chars().take(20).collect();
        if std::env::var_os("SHOW_TIMES").is_some() {
            eprintln!("{time:?} {name} {start:?}");
        }
        assert!(time < Duration::from_secs(2), "{name} took {time:?} on {start:?}…");
    }
}
