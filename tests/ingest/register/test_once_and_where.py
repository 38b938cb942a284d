"""What is said twice stands once; ids, themes and pages of entries."""

from __future__ import annotations

from register_reading import register

from corpus.words import Page, Span
from ingest.recommendations import register_of
from ingest.structure import blocks_of


def test_what_summary_and_body_both_say_stands_once_at_its_fuller_place() -> None:
    text = (
        "# Report\n\n## Summary\n\nWe make two recommendations:\n\n- Set up a fund for village "
        "halls\n- Publish the bus timetable in every village\n\n## Village halls\n\n"
        "Recommendation 1: Set up a fund for village halls, paid from the reserve, by May.\n\n"
        "## Buses\n\nRecommendation 2: Publish the bus timetable in every village and hamlet.\n"
    )
    whole = register(text)
    assert [(one.number, one.theme) for one in whole.recommendations] == [
        ("1", "Village halls"),
        ("2", "Buses"),
    ]
    first, second = whole.recommendations
    assert first.span.of(text).endswith("by May.")
    assert first.first.of(text) == "Set up a fund for village halls"
    assert second.first.of(text) == "Publish the bus timetable in every village"
    assert (whole.claimed, whole.warnings) == (2, ())


def test_short_words_under_two_themes_stay_two_with_ids_of_their_own() -> None:
    part = "### Recommendation\n\n(i) Celebrate successes\n(ii) {}\n\n"
    text = f"## A town\n\n{part.format('Ask all')}## A village\n\n{part.format('Ask some')}"
    listed = register(text).recommendations
    assert [one.theme for one in listed] == ["A town"] * 2 + ["A village"] * 2
    assert len({one.id for one in listed}) == 4


def test_ids_stay_where_text_is_put_in_front() -> None:
    text = "## Parks\n\nWe recommend that the gates are mended.\n"
    before, after = register(text), register(f"# Report\n\nA new preface.\n\n{text}")
    assert before.recommendations[0].id == after.recommendations[0].id


def test_the_page_is_that_of_its_first_character() -> None:
    text = "## Parks\n\nWe met.\n\nWe recommend that the gates are mended.\n"
    place = text.index("We recommend")
    pages = (Page(1, "i", Span(0, place)), Page(2, "1", Span(place, len(text))))
    [one] = register_of(text, blocks_of(text), pages).recommendations
    assert one.page == pages[1]
