"""Passages read well on their own: nothing is lost, and nothing is cut where a reader would stumble."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lotse.domain.knowledge import Article, ArticleId
from lotse.domain.passages import LONG, LONG_STEPS, SHORT, cut, of_article

SENTENCE = "Der Abschlag wird zum Monatsanfang abgebucht. "


def _texts(body: str) -> list[str]:
    return [passage.text for passage in cut(body)]


def test_headings_give_the_path_and_not_the_text() -> None:
    body = "# Umzug\n\nVorab.\n\n## Auszug\n\n### Frist\n\nSechs Wochen.\n\n## Einzug ##\n\nSofort.\n"
    assert [(passage.heading_path, passage.text) for passage in cut(body)] == [
        (("Umzug",), "Vorab."),
        (("Umzug", "Auszug", "Frist"), "Sechs Wochen."),
        (("Umzug", "Einzug"), "Sofort."),
    ]


def test_heading_that_repeats_the_title_is_left_out() -> None:
    assert cut("# Umzug\n\nVorab.", "Umzug")[0].heading_path == ()


def test_underlined_headings_count_and_rules_do_not() -> None:
    body = "Umzug\n=====\n\nVorab.\n\n---\n\nFrist\n-----\nSechs Wochen.\n\n* * *\n\nEnde."
    assert [(passage.heading_path, passage.text) for passage in cut(body)] == [
        (("Umzug",), "Vorab."),
        (("Umzug", "Frist"), "Sechs Wochen.\n\nEnde."),
    ]


def test_heading_marks_inside_code_are_text() -> None:
    body = "```\n# kein Titel\n\n- kein Punkt\n```\n\nDanach."
    assert _texts(body) == [body]


def test_short_paragraphs_of_a_section_stay_together() -> None:
    assert _texts("Eins.\n\nZwei.\n\nDrei.") == ["Eins.\n\nZwei.\n\nDrei."]


def test_long_section_is_cut_between_paragraphs() -> None:
    paragraph = (SENTENCE * 8).strip()
    texts = _texts("\n\n".join([paragraph] * 6))
    assert len(texts) == 3
    assert all(SHORT <= len(text) <= LONG for text in texts)
    assert all(text.endswith("abgebucht.") for text in texts)


def test_overlong_paragraph_is_cut_at_sentences() -> None:
    texts = _texts(SENTENCE * 60)
    assert all(len(text) <= LONG and text.endswith("abgebucht.") for text in texts)


def test_last_crumb_joins_its_neighbour() -> None:
    texts = _texts("\n\n".join([(SENTENCE * 18).strip(), "Ende."]))
    assert len(texts) == 1
    assert texts[0].endswith("\n\nEnde.")


def test_list_is_not_cut_in_half() -> None:
    items = "\n".join(f"- Punkt {n}: {SENTENCE.strip()}" for n in range(8))
    assert _texts(f"{SENTENCE * 12}\n\n{items}\n\n{SENTENCE * 12}")[1] == items


def test_overlong_list_is_cut_between_its_outer_items() -> None:
    item = f"- {SENTENCE.strip()}\n   - {SENTENCE.strip()}\n\n   {SENTENCE.strip()}"
    texts = _texts("\n".join([item] * 20))
    assert len(texts) > 1
    assert all(len(text) <= LONG and len(text) % len(item) == len(text) // len(item) - 1 for text in texts)


def test_numbered_steps_stay_together_where_a_list_of_points_would_be_cut() -> None:
    steps = "\n".join(f"{n}. {SENTENCE * 2}".strip() for n in range(1, 16))
    assert LONG < len(steps) < LONG_STEPS
    assert _texts(f"So geht es:\n\n{steps}") == [f"So geht es:\n\n{steps}"]
    assert len(_texts(re.sub(r"(?m)^\d+\.", "-", steps))) > 1


def test_too_many_steps_are_cut_between_steps() -> None:
    steps = [f"{n}. {SENTENCE * 2}".strip() for n in range(1, 80)]
    texts = _texts("\n".join(steps))
    assert 1 < len(texts) < 5
    assert [step for text in texts for step in text.split("\n")] == steps


def test_steps_with_code_or_a_note_between_them_stay_together() -> None:
    filler = (SENTENCE * 6).strip()
    body = f"1. Eins\n\n{filler}\n\n2. Zwei\n\n```\nlotse doctor\n```\n\n{filler}\n\n3. Drei\n\n{filler}\n\n1. Anderes"
    texts = _texts(body)
    assert [text.split("\n")[0] for text in texts if "1. Eins" in text and "3. Drei" in text] == ["1. Eins"]


def test_pages_end_the_path_and_are_no_text() -> None:
    body = "<!-- page 1 -->\n\n# Kündigen\n\nEins.\n\n<!-- page 2 -->\n\nZwei.\n\n## Frist\n\nDrei."
    found = [(passage.heading_path, passage.text) for passage in cut(body, "Vertrag", "de")]
    assert found == [
        (("Kündigen", "S. 1"), "Eins."),
        (("Kündigen", "S. 2"), "Zwei."),
        (("Kündigen", "Frist", "S. 2"), "Drei."),
    ]
    assert cut("<!-- page 7 -->\n\nText", lang="en")[0].heading_path == ("p. 7",)


def test_what_announces_a_list_stays_with_it() -> None:
    items = "\n".join(f"- Punkt {n}: {SENTENCE.strip()}" for n in range(8))
    texts = _texts(f"{SENTENCE * 12}\n\nSie brauchen:\n\n{items}")
    assert texts[1] == f"Sie brauchen:\n\n{items}"


def test_table_is_cut_between_rows() -> None:
    row = "| Tarif | 12,50 € | ein sehr günstiger Tarif für Familien mit Garten |"
    texts = _texts("\n".join([row] * 40))
    assert len(texts) > 1
    assert all(set(text.split("\n")) == {row} for text in texts)


def test_each_piece_of_a_table_that_is_cut_keeps_its_head() -> None:
    head = "| Tarif | Preis im Monat | für wen |\n| --- | ---: | --- |"
    rows = [f"| Tarif {n} | {n},50 € | ein sehr günstiger Tarif für Familien mit Garten |" for n in range(40)]
    texts = _texts("Unsere Tarife:\n\n" + "\n".join((head, *rows)))
    assert len(texts) > 1
    assert texts[0].startswith(f"Unsere Tarife:\n\n{head}\n{rows[0]}\n")
    assert all(text.startswith(f"{head}\n") for text in texts[1:])
    assert all(len(text) <= LONG + len("Unsere Tarife:\n\n") for text in texts)
    assert [line for text in texts for line in text.split("\n") if line.startswith("| Tarif ")] == [
        line for text in texts for line in text.split("\n") if line in {*rows, head.split("\n")[0]}
    ]
    assert [line for text in texts for line in text.split("\n") if line in rows] == rows


def test_a_head_too_large_to_repeat_is_not_repeated() -> None:
    head = f"| {'Spalte ' * 80}|\n| --- |"
    rows = [f"| {n} {SENTENCE.strip()} |" for n in range(20)]
    texts = _texts("\n".join((head, *rows)))
    assert "".join(texts).count("Spalte Spalte") == texts[0].count("Spalte Spalte")
    assert [line for text in texts for line in text.split("\n") if line in rows] == rows


def test_text_without_any_end_is_still_cut() -> None:
    assert all(len(text) <= LONG for text in _texts("x" * 5000 + " " + "wort " * 500))


def test_article_without_text_is_found_by_its_title() -> None:
    article = Article(ArticleId("a"), "Umzug", "\n\n")
    assert [passage.text for passage in of_article(article)] == ["Umzug"]


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            ["", "", "- Punkt", "  - unter", "1. Eins", "2. Zwei", "| a | b |", "```", "Sie brauchen:", "    tief"]
        ),
        st.text(alphabet="abcäöü .:!?", min_size=1, max_size=60),
        st.integers(min_value=1, max_value=40).map(lambda n: SENTENCE * n),
    ),
    max_size=25,
)


@given(LINES)
def test_every_character_is_in_exactly_one_passage(lines: list[str]) -> None:
    body = "\n".join(lines)
    joined = "".join(_texts(body))
    assert re.sub(r"\s+", "", joined) == re.sub(r"\s+", "", body)


@given(st.text(max_size=400))
def test_any_text_can_be_cut(body: str) -> None:
    assert all(text.strip() for text in _texts(body))
