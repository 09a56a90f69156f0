-- Which comment answered a question, who said so and when (glossary: accepted_answer).
CREATE TABLE accepted_answers (
  item_id BIGINT PRIMARY KEY REFERENCES items(id), answer_id BIGINT NOT NULL REFERENCES items(id), accepted_by BIGINT NOT NULL REFERENCES people(id), at BIGINT NOT NULL
);
