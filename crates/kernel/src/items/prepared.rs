//! What becomes of a text: its rendering, its tags, the words it is found by. Worked out where the text is checked, which any thread may do,
//! so that the one thread that writes has nothing to do but write. Invariant: it stands for one title and one source text alone.

use text::Rendered;

/// The work done on one text.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    pub title: String,
    /// With its mentions in canonical form.
    pub source: String,
    pub rendered: Rendered,
    pub tags: Vec<String>,
    /// Of title and text; those of the author and of the kind come beside them.
    pub words: String,
}

impl Prepared {
    pub fn of(title: &str, source: &str) -> Prepared {
        let rendered = text::render(source);
        let words = text::index_words(&format!("{title}\n{}", rendered.plain));
        Prepared { title: title.to_owned(), source: source.to_owned(), rendered, tags: text::tags(source), words }
    }

    pub fn is_of(&self, title: &str, source: &str) -> bool {
        self.title == title && self.source == source
    }
}
