-- Words arrive folded and parted by spaces: this tokenizer leaves them whole. Which rows hold a word is all that is asked.
CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'");
