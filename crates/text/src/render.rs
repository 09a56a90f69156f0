//! Source → the HTML that is stored and shown, its plain text, and the people it mentions.
//! Invariant: every byte of a person's text reaches the page escaped; only this file writes tags. Differs from CommonMark on purpose:
//! HTML is text, an image is a link, a line end is a line end, headings start at h3, tasks are ☐ and ☑ rather than inputs.

use base::Id;
use comrak::Arena;
use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, ListType, NodeList, NodeValue, TableAlignment};

use crate::source::{parse, person};
use crate::wall::{self, Destination, OUTSIDE_REL};

/// What becomes of a source text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// Safe HTML, ready for a page.
    pub html: String,
    /// The words alone, one block per line.
    pub plain: String,
    /// The people mentioned, each once, in the order of the text.
    pub mentioned: Vec<Id>,
}

/// Renders CommonMark with tables, strikethrough, task lists, bare links, and mentions in canonical form `@[Name](person:ID)`.
pub fn render(source: &str) -> Rendered {
    let arena = Arena::new();
    let mut page = Page::default();
    match parse(&arena, source) {
        Some(root) => {
            for edge in root.traverse() {
                match edge {
                    NodeEdge::Start(node) => page.open(node),
                    NodeEdge::End(node) => page.close(node),
                }
            }
        }
        None => page.paragraphs(source),
    }
    let Page { html, plain, mentioned, .. } = page;
    Rendered { html: wall::pass(&html), plain: plain.trim_end().to_owned(), mentioned }
}

#[derive(Default)]
struct Page {
    html: String,
    plain: String,
    mentioned: Vec<Id>,
    /// One entry per link or image we are inside of: whether it wrote an `<a>`. At most one does, since links can't nest.
    links: Vec<bool>,
    column: usize,
    /// Characters of text since the last tag.
    run: usize,
}

impl Page {
    fn open<'a>(&mut self, node: &'a AstNode<'a>) {
        match &node.data().value {
            NodeValue::Paragraph if !is_tight(node) => self.tag("<p>"),
            NodeValue::Heading(heading) => self.tag(HEADINGS[usize::from(heading.level.clamp(1, 4)) - 1].0),
            NodeValue::BlockQuote => self.tag("<blockquote>"),
            NodeValue::List(list) => self.open_list(list),
            NodeValue::Item(_) => self.tag("<li>"),
            NodeValue::TaskItem(task) => {
                let done = task.symbol.is_some();
                self.tag(if done { "<li class=\"task done\">" } else { "<li class=\"task\">" });
                self.text(if done { "☑ " } else { "☐ " });
            }
            NodeValue::CodeBlock(code) => {
                self.tag("<pre><code>");
                self.text(&code.literal);
                self.tag("</code></pre>");
                self.end_line();
            }
            NodeValue::HtmlBlock(block) => self.paragraphs(&block.literal),
            NodeValue::ThematicBreak => self.tag("<hr>"),
            NodeValue::Table(_) => self.tag("<table>"),
            NodeValue::TableRow(header) => {
                self.column = 0;
                let first = node.previous_sibling().is_some_and(is_header);
                self.tag(if *header {
                    "<thead><tr>"
                } else if first {
                    "<tbody><tr>"
                } else {
                    "<tr>"
                });
            }
            NodeValue::TableCell => self.open_cell(node),
            NodeValue::Text(text) => match mention_after(node) {
                Some(_) => self.text(text.strip_suffix('@').unwrap_or(text)),
                None => self.text(text),
            },
            NodeValue::SoftBreak | NodeValue::LineBreak => {
                self.tag("<br>");
                self.end_line();
            }
            NodeValue::Code(code) => {
                self.tag("<code>");
                self.text(&code.literal);
                self.tag("</code>");
            }
            NodeValue::HtmlInline(html) => self.text(html),
            NodeValue::Emph => self.tag("<em>"),
            NodeValue::Strong => self.tag("<strong>"),
            NodeValue::Strikethrough => self.tag("<del>"),
            NodeValue::Link(link) => match node.previous_sibling().and_then(mention_after) {
                Some(id) => self.open_mention(id),
                None => self.open_link(&link.url),
            },
            NodeValue::Image(image) => {
                self.open_link(&image.url);
                if node.first_child().is_none() {
                    self.text(&image.url);
                }
            }
            _ => {}
        }
    }

    fn close<'a>(&mut self, node: &'a AstNode<'a>) {
        match &node.data().value {
            NodeValue::Paragraph => {
                if !is_tight(node) {
                    self.tag("</p>");
                }
                self.end_line();
            }
            NodeValue::Heading(heading) => {
                self.tag(HEADINGS[usize::from(heading.level.clamp(1, 4)) - 1].1);
                self.end_line();
            }
            NodeValue::BlockQuote => self.tag("</blockquote>"),
            NodeValue::List(list) => self.tag(if list.list_type == ListType::Ordered { "</ol>" } else { "</ul>" }),
            NodeValue::Item(_) | NodeValue::TaskItem(_) => {
                self.tag("</li>");
                self.end_line();
            }
            NodeValue::Table(_) => self.tag("</table>"),
            NodeValue::TableRow(header) => {
                let last = node.next_sibling().is_none();
                self.tag(if *header {
                    "</tr></thead>"
                } else if last {
                    "</tr></tbody>"
                } else {
                    "</tr>"
                });
                self.end_line();
            }
            NodeValue::TableCell => {
                self.tag(if names_something(node) { "</th>" } else { "</td>" });
                self.plain.push(' ');
            }
            NodeValue::Emph => self.tag("</em>"),
            NodeValue::Strong => self.tag("</strong>"),
            NodeValue::Strikethrough => self.tag("</del>"),
            NodeValue::Link(_) | NodeValue::Image(_) if self.links.pop() == Some(true) => self.tag("</a>"),
            _ => {}
        }
    }

    fn open_list(&mut self, list: &NodeList) {
        match (list.list_type, list.start) {
            (ListType::Bullet, _) => self.tag("<ul>"),
            (ListType::Ordered, 1) => self.tag("<ol>"),
            (ListType::Ordered, start) => self.tag(&format!("<ol start=\"{start}\">")),
        }
    }

    fn open_cell<'a>(&mut self, cell: &'a AstNode<'a>) {
        let row = cell.parent();
        let alignment = row.and_then(AstNode::parent).and_then(|table| match &table.data().value {
            NodeValue::Table(table) => table.alignments.get(self.column).copied(),
            _ => None,
        });
        self.column += 1;
        self.tag(if names_something(cell) { "<th" } else { "<td" });
        self.tag(match alignment {
            Some(TableAlignment::Center) => " class=\"to-center\">",
            Some(TableAlignment::Right) => " class=\"to-right\">",
            _ => ">",
        });
    }

    fn open_link(&mut self, url: &str) {
        let destination = if self.links.contains(&true) { None } else { wall::destination(url) };
        self.links.push(destination.is_some());
        let (url, rel) = match destination {
            Some(Destination::Inside(path)) => (path, None),
            Some(Destination::Outside(url)) => (url, Some(OUTSIDE_REL)),
            None => return,
        };
        self.tag("<a href=\"");
        url.chars().for_each(|c| escape(c, &mut self.html));
        self.tag("\"");
        if let Some(rel) = rel {
            self.tag(&format!(" rel=\"{rel}\""));
        }
        self.tag(">");
    }

    fn open_mention(&mut self, id: Id) {
        let free = !self.links.contains(&true);
        self.links.push(free);
        if free {
            self.tag(&format!("<a class=\"mention\" href=\"/people/{id}\">"));
            if !self.mentioned.contains(&id) {
                self.mentioned.push(id);
            }
        }
        self.text("@");
    }

    /// Text that is not Markdown: blank lines part paragraphs, line ends stay.
    fn paragraphs(&mut self, text: &str) {
        let mut open = false;
        for line in text.lines() {
            let blank = line.trim().is_empty();
            match (open, blank) {
                (true, true) => self.tag("</p>"),
                (true, false) => self.tag("<br>"),
                (false, false) => self.tag("<p>"),
                (false, true) => {}
            }
            open = !blank;
            if open {
                self.text(line);
                self.end_line();
            }
        }
        if open {
            self.tag("</p>");
        }
    }

    fn tag(&mut self, tag: &str) {
        self.html.push_str(tag);
        self.run = 0;
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            escape(c, &mut self.html);
            self.run += 1;
            if self.run == RUN {
                self.tag("<!---->");
            }
        }
        self.plain.push_str(text);
    }

    fn end_line(&mut self) {
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }
}

/// Longest text node, in characters: html5ever writes one in time quadratic in its length (0.40, `write_escaped`), so the wall
/// gets longer ones parted by comments, which it drops.
const RUN: usize = 1_000;

const HEADINGS: [(&str, &str); 4] = [("<h3>", "</h3>"), ("<h4>", "</h4>"), ("<h5>", "</h5>"), ("<h6>", "</h6>")];

fn escape(c: char, html: &mut String) {
    match c {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        _ => html.push(c),
    }
}

/// The person mentioned right after this text: `…@` then a link to a person.
fn mention_after<'a>(text: &'a AstNode<'a>) -> Option<Id> {
    match (&text.data().value, &text.next_sibling()?.data().value) {
        (NodeValue::Text(text), NodeValue::Link(link)) if text.ends_with('@') => person(&link.url),
        _ => None,
    }
}

fn is_header<'a>(row: &'a AstNode<'a>) -> bool {
    matches!(row.data().value, NodeValue::TableRow(true))
}

/// The empty corner of a table names neither a row nor a column.
fn names_something<'a>(cell: &'a AstNode<'a>) -> bool {
    cell.parent().is_some_and(is_header) && cell.first_child().is_some()
}

fn is_tight<'a>(paragraph: &'a AstNode<'a>) -> bool {
    let list = paragraph.parent().and_then(AstNode::parent);
    list.is_some_and(|list| matches!(list.data().value, NodeValue::List(NodeList { tight: true, .. })))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(source: &str) -> String {
        render(source).html
    }

    #[test]
    fn commonmark_and_its_extensions() {
        for (source, expected) in [
            ("*a* **b** `c` ~~d~~", "<p><em>a</em> <strong>b</strong> <code>c</code> <del>d</del></p>"),
            ("# T\n\n## U\n\n###### V", "<h3>T</h3><h4>U</h4><h6>V</h6>"),
            ("a\nb", "<p>a<br>b</p>"),
            ("- a\n- b\n\n3. c", "<ul><li>a</li><li>b</li></ul><ol start=\"3\"><li>c</li></ol>"),
            ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
            ("- [ ] a\n- [x] b", "<ul><li class=\"task\">☐ a</li><li class=\"task done\">☑ b</li></ul>"),
            ("> q", "<blockquote><p>q</p></blockquote>"),
            ("```rust\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
            ("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
            (
                "|a|b|\n|-|-:|\n|1|2|",
                "<table><thead><tr><th>a</th><th class=\"to-right\">b</th></tr></thead><tbody><tr><td>1</td><td class=\"to-right\">2</td></tr></tbody></table>",
            ),
            ("||a|\n|-|-|", "<table><thead><tr><td></td><th>a</th></tr></thead></table>"),
            ("|a|\n|-|", "<table><thead><tr><th>a</th></tr></thead></table>"),
            ("", ""),
        ] {
            assert_eq!(html(source), expected, "{source}");
        }
    }

    #[test]
    fn links_lead_where_they_say() {
        let outside = |url: &str, text: &str| format!("<p><a href=\"{url}\" rel=\"{OUTSIDE_REL}\">{text}</a></p>");
        assert_eq!(html("[x](https://a.fr/?q=1&r=é)"), outside("https://a.fr/?q=1&amp;r=%C3%A9", "x"));
        assert_eq!(html("https://a.fr/b"), outside("https://a.fr/b", "https://a.fr/b"));
        assert_eq!(html("awa@exemple.fr"), outside("mailto:awa@exemple.fr", "awa@exemple.fr"));
        assert_eq!(html("[x](/spaces/1)"), "<p><a href=\"/spaces/1\">x</a></p>");
        assert_eq!(html("![plan](https://a.fr/p.png)"), outside("https://a.fr/p.png", "plan"));
        assert_eq!(html("![](/p.png)"), "<p><a href=\"/p.png\">/p.png</a></p>");
        assert_eq!(html("[![alt](/p.png)](/q)"), "<p><a href=\"/q\">alt</a></p>");
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "//evil.fr",
            "/\\evil.fr",
            "relative",
            "#x",
            "vbscript:x",
            "java&#10;script:x",
            "/&#9;/evil.fr",
            "person:1",
        ] {
            assert_eq!(html(&format!("[x]({bad})")), "<p>x</p>", "{bad}");
        }
    }

    #[test]
    fn html_is_text() {
        assert_eq!(html("a <b>c</b>"), "<p>a &lt;b&gt;c&lt;/b&gt;</p>");
        assert_eq!(html("<script>\nx\n\ny</script>"), "<p>&lt;script&gt;<br>x</p><p>y&lt;/script&gt;</p>");
        assert_eq!(html("&lt;script&gt; &copy;"), "<p>&lt;script&gt; ©</p>");
    }

    #[test]
    fn mentions_are_links_to_people() {
        let rendered = render("Bonjour @[Awa *Diallo*](person:12), @[Luc](person:7) et @[Awa](person:12) #été");
        assert!(rendered.html.starts_with("<p>Bonjour <a class=\"mention\" href=\"/people/12\">@Awa <em>Diallo</em></a>, <a"));
        assert_eq!(rendered.plain, "Bonjour @Awa Diallo, @Luc et @Awa #été");
        assert_eq!(rendered.mentioned, [Id(12), Id(7)]);
        for not in
            ["`@[Awa](person:12)`", "@[Awa](person:x)", "[Awa](person:12)", "![@[Awa](person:12)](/x)", "@[a](person:99999999999999999999)"]
        {
            assert_eq!(render(not).mentioned, [], "{not}");
        }
    }

    #[test]
    fn plain_text_keeps_the_words() {
        let rendered = render("# Titre\n\n- un\n- [x] deux\n\n|a|b|\n|-|-|\n|1|2|\n\nfin  \n`code`");
        assert_eq!(rendered.plain.lines().map(str::trim).collect::<Vec<_>>(), ["Titre", "un", "☑ deux", "a b", "1 2", "fin", "code"]);
    }
}
