"""A data folder of schema 2 is used on: its passages, texts and words are found as before."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.words import BlockKind, Page, Passage, Reading, Role, Source, Span, Statement, Unit

TEXT = "Lamps\n\nThe borough lights streets.\n\nGroup\tMen\nOld\t5\n"
PAGES = (Page(1, "i", Span(0, 34)), Page(2, "1", Span(36, 52)))
SENTENCE = Statement(Role.SENTENCE, Span(7, 34), "The borough lights streets.")
ROW = Statement(Role.ROW, Span(46, 51), "Old; Men: 5", (Span(36, 45),))
UNITS = (
    Unit("u1", BlockKind.PARAGRAPH, SENTENCE.span, SENTENCE.shown, (SENTENCE,)),
    Unit("u2", BlockKind.TABLE_ROW, ROW.span, ROW.shown, (ROW,)),
)
PASSAGE = Passage("p1", Span(7, 51), UNITS, ("Lamps",), PAGES)
UNPAGED = Passage("p2", Span(7, 34), UNITS[:1], ("Lamps", "Light"))
READING = Reading(Source("lamps.md", "A Report"), "f" * 64, TEXT, PAGES, (PASSAGE, UNPAGED))

SCHEMA_2 = """
DROP TABLE words; DROP TABLE passage_words; DROP TABLE passage_forms;
DROP TABLE passage_vectors; DROP TABLE passages;
CREATE TABLE passages (
    "row" INTEGER NOT NULL, id VARCHAR NOT NULL, document_id VARCHAR NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, section JSON NOT NULL, page JSON,
    heading TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY ("row"), UNIQUE (id),
    FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE);
CREATE INDEX ix_passages_document_id ON passages (document_id);
CREATE TABLE units (
    "row" INTEGER NOT NULL, vector_id VARCHAR NOT NULL, passage_id VARCHAR NOT NULL,
    id VARCHAR NOT NULL, kind VARCHAR NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    shown TEXT NOT NULL, statements JSON NOT NULL, PRIMARY KEY ("row"),
    FOREIGN KEY(passage_id) REFERENCES passages (id) ON DELETE CASCADE);
CREATE INDEX ix_units_vector_id ON units (vector_id);
CREATE INDEX ix_units_passage_id ON units (passage_id);
CREATE VIRTUAL TABLE passage_words USING fts5(
    heading, body, content='passages', content_rowid='row',
    tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER passage_words_add AFTER INSERT ON passages BEGIN
    INSERT INTO passage_words(rowid, heading, body) VALUES (new.row, new.heading, new.body); END;
CREATE VIRTUAL TABLE passage_forms USING fts5(
    body, content='passages', content_rowid='row', detail=none,
    tokenize="unicode61 remove_diacritics 2");
CREATE TRIGGER passage_forms_add AFTER INSERT ON passages BEGIN
    INSERT INTO passage_forms(rowid, body) VALUES (new.row, new.body); END;
CREATE VIRTUAL TABLE words USING fts5vocab(passage_forms, row);
UPDATE facts SET value = '2' WHERE name = 'schema';
"""


def as_schema_2(path: Path) -> None:
    """Lay a catalogue that holds the reading out as schema 2 did."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMA_2)
        connection.execute("UPDATE versions SET text = ?", (TEXT,))
        for passage in READING.passages:
            pages = [[p.physical, p.label, p.span.start, p.span.end] for p in passage.pages]
            section, span = json.dumps(passage.section), passage.span
            connection.execute(
                "INSERT INTO passages VALUES (NULL, ?, 'lamps', ?, ?, ?, ?, ?, ?)",
                (
                    passage.id,
                    span.start,
                    span.end,
                    section,
                    json.dumps(pages),
                    " > ".join(("A Report", *passage.section)),
                    passage.shown,
                ),
            )
            for unit in passage.units:
                [said] = unit.statements
                context = [[around.start, around.end] for around in said.context]
                told = [[said.role, said.span.start, said.span.end, said.shown, context]]
                at = (unit.span.start, unit.span.end)
                connection.execute(
                    "INSERT INTO units VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        f"lamps:{unit.id}", passage.id, unit.id, unit.kind,
                        *at, unit.shown, json.dumps(told),
                    ),
                )  # fmt: skip
        connection.commit()


@pytest.fixture
def folder_of_schema_2(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.sqlite"
    with closing(Catalogue(path)) as catalogue:
        catalogue.put("lamps", READING, READING.passages)
    as_schema_2(path)
    return path


def test_what_it_holds_comes_back_the_same(folder_of_schema_2: Path) -> None:
    for _ in range(2):
        with closing(Catalogue(folder_of_schema_2)) as catalogue:
            assert catalogue.passages_of("lamps") == [PASSAGE, UNPAGED]
            assert catalogue.versions.text("lamps", "f" * 64) == TEXT
            assert catalogue.vector_ids() == ["lamps:u1", "lamps:u2"]
            assert catalogue.fact("schema") == "3"


def test_its_words_are_found_and_go_with_its_document(folder_of_schema_2: Path) -> None:
    with closing(Catalogue(folder_of_schema_2)) as catalogue:
        assert {key for key, _ in catalogue.match(["street"], 9, [])} == {"p1", "p2"}
        assert {key for key, _ in catalogue.match(["light"], 9, [])} == {"p1", "p2"}
        assert catalogue.lexicon.words("b") == {"borough": 2}
        assert catalogue.lexicon.is_written_small("borough")
        catalogue.remove("lamps")
        assert catalogue.match(["street"], 9, []) == []
        assert catalogue.lexicon.words("b") == {}
