"""Finding passages again: in any script, under any filter, whatever is typed."""

from __future__ import annotations

import sqlite3
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.archive.index import Index, index_of
from pipeline.archive.query import Query
from pipeline.archive.rebuild import rebuild
from pipeline.archive.search import Found, search
from pipeline.archive.tokenizer import tokens, words_of
from pipeline.errors import DiskError, DocumentError, InputError
from pipeline.transcript.model import Role
from tests.support.archive import programme, store

FERRY = programme(
    "The ferry strike enters its second week.", "We want an answer, says nobody at the café.",
    title="Ferries", published="2025-02-04T20:00", source="Example News",
)  # fmt: skip
SNOW = programme("Snow closes the mountain road.", "I have never seen so much snow.", published="2024-12-24")
UNDATED = programme("The ferry is on time.")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    store(tmp_path, "2025/ferries.json", FERRY)
    store(tmp_path, "regional/snow.json", SNOW)
    store(tmp_path, "undated.json", UNDATED)
    rebuild(tmp_path)
    return tmp_path


def texts(found: Found) -> list[str]:
    """What the hits say."""
    return ["".join(text for text, _ in hit.snippet) for hit in found.hits]


def paths(found: Found) -> list[str]:
    """Where the hits are."""
    return [hit.programme.path for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("strike ferry", ["2025/ferries.json"]),
        ("FERRY", ["undated.json", "2025/ferries.json"]),
        ('"second week"', ["2025/ferries.json"]),
        ('"week second"', []),
        ("mount*", ["regional/snow.json"]),
        ("mount", []),
        ("ferry -strike", ["undated.json"]),
        ("cafe", ["2025/ferries.json"]),
        ("ferry snow", []),
        ("strike AND OR NOT", []),
    ],
)
def test_words_phrases_beginnings_and_exclusions_are_found(
    archive: Path, text: str, where: list[str]
) -> None:
    assert sorted(paths(search(archive, Query(text)))) == sorted(where)


def test_a_hit_says_who_when_where_and_which_words(archive: Path) -> None:
    (hit,) = search(archive, Query("answer", quoted=True)).hits
    assert (hit.role, hit.speaker, hit.quoted, hit.start, hit.end) == ("expert", "S2", True, 10.0, 19.0)
    assert (hit.programme.title, hit.programme.show) == ("Ferries", "Example News")
    assert hit.snippet == (("We want an ", False), ("answer", True), (", says nobody at the café.", False))
    assert hit.link == "file:///shows/a.mp4#t=10"


def test_the_sentence_and_the_utterance_it_is_from_are_one_hit(archive: Path) -> None:
    assert search(archive, Query("strike")).total == 1


def test_words_that_only_the_utterance_holds_together_are_found(tmp_path: Path) -> None:
    two = programme("It rains.", "It rains.")
    utterance = replace(two.utterances[0], text="It rains. The match is off.")
    store(tmp_path, "a.json", replace(two, utterances=(utterance,), paragraphs=two.paragraphs[:1]))
    rebuild(tmp_path)
    assert texts(search(tmp_path, Query("rains match"))) == ["It rains. The match is off."]


@pytest.mark.parametrize(
    ("query", "where"),
    [
        (Query("ferry", role=Role.ANCHOR), ["2025/ferries.json", "undated.json"]),
        (Query("ferry", role=Role.EXPERT), []),
        (Query(speaker="clar*", quoted=False, text="snow"), ["regional/snow.json"]),
        (Query(speaker="Hughes Clara", text="road"), ["regional/snow.json"]),
        (Query(speaker="clar", text="road"), []),
        (Query("ferry", show="example"), ["2025/ferries.json"]),
        (Query("snow", show="REGIONAL"), ["regional/snow.json", "regional/snow.json"]),
        (Query("the", since="2025"), ["2025/ferries.json", "2025/ferries.json"]),
        (Query("the", until="2024-12"), ["regional/snow.json"]),
        (Query("the", since="2024-12-25", until="2025-02-03"), []),
        (Query("the", until="2025-02-04"), ["2025/ferries.json", "2025/ferries.json", "regional/snow.json"]),
        (Query(quoted=True), ["2025/ferries.json", "regional/snow.json"]),
    ],
)
def test_filters_narrow_what_is_found(archive: Path, query: Query, where: list[str]) -> None:
    assert sorted(paths(search(archive, query))) == where


def test_programmes_without_a_date_are_counted_when_dates_are_asked_for(archive: Path) -> None:
    assert search(archive, Query("ferry", since="2020")).undated == 1
    assert search(archive, Query("ferry")).undated == 0


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("금리가 또 올랐습니다.", "금리가"),
        ("금리가 또 올랐습니다.", "금리*"),
        ("中央银行今天提高了利率。", "银行"),
        ("中央银行今天提高了利率。", "利率"),
        ("日本銀行は金利を上げました。", "金利を"),
        ("ธนาคารขึ้นดอกเบี้ย", "ดอกเบี้ย"),
        ("البنك يرفع الفائدة", "الفائدة"),
        ("Der Straßenverkehr in Köln", "koln"),
        (unicodedata.normalize("NFD", "Élection à Orléans"), "élection"),
        ("Élection à Orléans", unicodedata.normalize("NFD", "orléans")),
    ],
)
def test_every_script_is_found_as_it_is_typed(tmp_path: Path, said: str, asked: str) -> None:
    store(tmp_path, "a.json", programme(said))
    rebuild(tmp_path)
    found = search(tmp_path, Query(asked))
    assert texts(found) == [unicodedata.normalize("NFC", said)]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("The mayor of Łódź spoke.", "lodz"),
        ("The mayor of Lodz spoke.", "Łódź"),
        ("Die Straße war gesperrt.", "strasse"),
        ("Søren Ærø kom.", "soren aero"),
        ("The U.S. and the U.K. agreed.", "US UK"),
        ("The US agreed.", "u.s."),
        ("It cost 1,000,000 dollars.", "1000000"),
        ("It cost 1000 dollars.", "1,000"),
        ("They don’t agree.", "don't"),
        ("정부는 금리를 올렸습니다.", "정부 금리"),
        ("정부 금리", "정부가 금리를"),
        ("قَالَ الرَّئِيسُ إنّ الأمر", "قال الرئيس ان الامر"),
        ("मुख्यमंत्री ने कहा", "मुख्यमंत्री"),
        ("Ёлка стоит", "елка"),
        ("“Never,” she said", "„never“"),
    ],
)
def test_what_people_write_in_several_ways_is_found_in_any(tmp_path: Path, said: str, asked: str) -> None:
    store(tmp_path, "a.json", programme(said))
    rebuild(tmp_path)
    found = search(tmp_path, Query(asked))
    assert texts(found) == [unicodedata.normalize("NFC", said)]
    assert any(match for _, match in found.hits[0].snippet)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("मुख्यमंत्री ने कहा", "मुखय"),
        ("회의가 열렸다", "회"),
        ("3.14 is no thousand", "314"),
        ("The bus is late", "us"),
    ],
)
def test_what_only_looks_alike_is_not_found(tmp_path: Path, said: str, asked: str) -> None:
    store(tmp_path, "a.json", programme(said))
    rebuild(tmp_path)
    assert search(tmp_path, Query(asked)).hits == ()


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("strike OR snow", ["2025/ferries.json", "regional/snow.json", "regional/snow.json"]),
        ("ferry strike OR time", ["2025/ferries.json", "undated.json"]),
        ('"on time" | "second week"', ["2025/ferries.json", "undated.json"]),
        ("OR", []),
        ("snow OR", ["regional/snow.json", "regional/snow.json"]),
        ("snow OR -road", ["regional/snow.json"]),
    ],
)
def test_either_of_two_is_found(archive: Path, asked: str, where: list[str]) -> None:
    assert sorted(paths(search(archive, Query(asked)))) == where


def test_a_show_is_any_folder_of_the_programme_too(tmp_path: Path) -> None:
    store(tmp_path, "public/Evening News/2025/a.json", FERRY)
    rebuild(tmp_path)
    assert paths(search(tmp_path, Query("strike", show="evening")))
    assert paths(search(tmp_path, Query("strike", show="example")))
    assert not paths(search(tmp_path, Query("strike", show="a.json")))


def test_paragraphs_around_a_passage_come_with_it(archive: Path) -> None:
    (hit,) = search(archive, Query("answer", context=2)).hits
    assert hit.before == ("The ferry strike enters its second week.",)
    assert hit.after == ()


def test_characters_in_another_order_are_not_found(tmp_path: Path) -> None:
    store(tmp_path, "a.json", programme("中央银行今天提高了利率。"))
    rebuild(tmp_path)
    assert search(tmp_path, Query("行银")).hits == ()


@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=10))
def test_nothing_that_can_be_typed_is_an_error(
    tmp_path_factory: pytest.TempPathFactory, text: str, speaker: str, show: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "typed"
    if not folder.exists():
        store(folder, "a.json", FERRY)
        rebuild(folder)
    search(folder, Query(text, speaker=speaker, show=show))


@pytest.mark.parametrize("date", ["2025-2-4", "yesterday", "2025-02-04T20:00"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        Query("a", since=date)


def test_a_transcript_put_again_leaves_nothing_of_its_former_self(archive: Path) -> None:
    index = Index.open(archive)
    index.put("2025/ferries.json", programme("All ferries sail again."))
    index.close()
    assert search(archive, Query("strike")).hits == ()
    assert paths(search(archive, Query("sail"))) == ["2025/ferries.json"]


def test_a_transcript_that_is_forgotten_is_not_found(archive: Path) -> None:
    index = Index.open(archive)
    index.forget("2025/ferries.json")
    index.close()
    assert search(archive, Query("strike")).hits == ()


def test_put_one_by_one_and_rebuilt_are_the_same(
    archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def rows(folder: Path) -> list[tuple[object, ...]]:
        with sqlite3.connect(index_of(folder)) as connection:
            return connection.execute(
                "SELECT path, title, show, published, start, end, speaker, role, marks, text "
                "FROM passage JOIN programme ON programme.id = passage.id / 1048576 ORDER BY path, passage.id"
            ).fetchall()

    other = tmp_path_factory.mktemp("other")
    index_of(other).parent.mkdir()
    index = Index.open(other)
    for path, transcript in (
        ("undated.json", UNDATED),
        ("regional/snow.json", SNOW),
        ("2025/ferries.json", FERRY),
    ):
        index.put(path, transcript)
    index.close()
    assert rows(other) == rows(archive)


def test_other_json_files_are_passed_by_and_damaged_transcripts_are_told(archive: Path) -> None:
    (archive / "package.json").write_text("{}")
    (archive / "cut.json").write_bytes((archive / "undated.json").read_bytes()[:-50])
    count, damaged = rebuild(archive)
    assert count == 3
    assert len(damaged) == 1
    assert "cut.json" in damaged[0]


def test_an_archive_without_an_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no search index .* --rebuild"):
        search(tmp_path, Query("a"))


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\0" + bytes(8000)])
def test_a_damaged_index_says_so_and_can_be_made_anew(archive: Path, content: bytes) -> None:
    index_of(archive).write_bytes(content)
    with pytest.raises(DocumentError, match="damaged"):
        search(archive, Query("ferry"))
    rebuild(archive)
    assert search(archive, Query("strike")).total == 1


def test_an_index_of_a_later_version_is_not_guessed_at(archive: Path) -> None:
    with sqlite3.connect(index_of(archive)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(DocumentError, match="another version"):
        search(archive, Query("ferry"))


def test_reading_goes_on_while_somebody_writes_and_changes_nothing(archive: Path) -> None:
    writer = sqlite3.connect(index_of(archive), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    before = index_of(archive).read_bytes()
    assert search(archive, Query("strike")).total == 1
    writer.execute("ROLLBACK")
    writer.close()
    assert index_of(archive).read_bytes() == before


def test_an_index_that_cannot_be_made_says_why(archive: Path) -> None:
    index_of(archive).unlink()
    index_of(archive).mkdir()
    with pytest.raises(DiskError, match="Cannot write"):
        rebuild(archive)


def test_common_words_give_a_part_and_say_so(tmp_path: Path) -> None:
    store(tmp_path, "long.json", programme(*["The news."] * 2500))
    rebuild(tmp_path)
    found = search(tmp_path, Query("news", limit=5))
    assert len(found.hits) == 5
    assert found.more


@given(
    st.lists(
        st.sampled_from(
            [
                "The",
                "U.S.",
                "1,000",
                "12.345",
                "Łódź",
                "naïve",
                "a.m.",
                "I.",
                "x.y.z",
                "3.14",
                "정부는",
                "Ёлка",
                "_",
                "'",
            ]
        )
        | st.text(max_size=6),
        max_size=8,
    )
)
def test_the_quick_ways_to_cut_words_find_the_same_as_the_thorough_one(parts: list[str]) -> None:
    text = unicodedata.normalize("NFC", " ".join(parts))
    thorough = [token.word for token in tokens(f"{text} \u0e01")][:-1]
    assert [token.word for token in tokens(text)] == thorough
    assert words_of(text) == thorough
