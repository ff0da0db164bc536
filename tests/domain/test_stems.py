"""The stems are the library's, however they are worked out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from lotse import paths
from lotse.domain import lexicon, stems
from lotse.files.articles import read_articles

_WORDS = sorted(
    {
        word
        for article in read_articles(paths.resources() / "demo" / "articles.jsonl").articles
        for word in lexicon.words(f"{article.title} {article.body}")
        if word.isalpha()
    }
)
_LIBRARY = {"de": snowballstemmer.stemmer("german"), "en": snowballstemmer.stemmer("english")}


def test_words_of_articles_have_the_stems_of_the_library() -> None:
    assert len(_WORDS) > 500
    for lang, library in _LIBRARY.items():
        assert [stems.stem(word, lang) for word in _WORDS] == [library.stemWord(word) for word in _WORDS]


@given(st.text(alphabet="aeiouyqßäöüUYsnrtlgchd", max_size=16))
def test_any_word_has_the_stem_of_the_library(word: str) -> None:
    assert stems.stem(word, "de") == _LIBRARY["de"].stemWord(word)


def test_threads_do_not_get_into_each_others_way() -> None:
    alone = [stems.stem(word, "de") for word in _WORDS[:400]]
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(lambda: [stems.stem(word, "de") for word in _WORDS[:400]]) for _ in range(4)]
        assert all(one.result() == alone for one in asked)


@given(st.sampled_from(["de", "en"]), st.text(alphabet="abcdefghijklmnopqrstuvwxyzß", min_size=1, max_size=14))
def test_a_stem_begins_like_its_word(lang: str, word: str) -> None:
    """By which `ranking` stems only the words of a text that can be the ones asked for."""
    found = stems.stem(lexicon.fold(word), lang)
    assert found[:1] == word[0].replace("ß", "s")
