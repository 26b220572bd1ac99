"""Where sentences end, in the languages of the news."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import split_sentences
from pipeline.text.stretch import NumberedUtterance
from pipeline.transcript.model import Utterance
from tests.support.drawing import words

_SENTENCES = {
    "en": [
        "He lives in the U.S. | He said so.",
        "The U.S. economy grew. | Dr. Ames met Mr. Hall at No. 10 on Monday.",
        "In the U.S. President Trump met the U.N. Security Council.",
        "It was 9 a.m. | The crowd waited.",
        "It was 5 p.m. Monday in Washington, D.C. | She left at 6 p.m. on Tuesday.",
        "J. K. Rowling met George W. Bush in St. Petersburg on Jan. 5. | Nobody knows why.",
        "They saw dogs, e.g. Labradors, i.e. big ones. | It grew 2.6 percent.",
        "Go to www.example.com. | It is free at example.co.uk now.",
        "Kim Jr. spoke for Acme Inc. in New York. | He works for Acme Corp. | She does not.",
        "It was No. 1. | It won. | Version 2. | It works.",
        "Is that so? | No. | Nobody knows. | Say yes or no. | Storks do.",
        'He said: "It is over." | Then he left.',
        "He has a Ph.D. | She has one too. | That is it. | iPhone sales rose.",
    ],
    "de": [
        "Dr. Müller sprach am 3. Oktober über die 2. Liga und den 1. Weltkrieg.",
        "Der 2. Weltkrieg endete 1945. | Danach kam die Teilung.",
        "Das Tor fiel in Minute 21. | Dann war Schluss.",
        "Es kostet z. B. 5 Mio. Euro, d.h. viel. | Das gilt auch für Autos usw. | Dann kam er.",
        "Das meint Max. | Dann ging er.",
        "„Das ist gut“, sagte er. | „Nein.“ | Dann ging er.",
    ],
    "fr": [
        "M. Macron a vu Mme. Le Pen et le Dr. Martin. | Il a dit oui.",
        "C'est vrai ? | Oui ! | « Non », dit-il. | « C'est fini. » | Puis il part.",
        "Les É.-U. ont répondu. | C'est l'art. 5 du traité.",
    ],
    "es": [
        "¿Qué pasó? | ¡Increíble! | El Sr. López y Dña. Ana dijeron que sí.",
        "La Sra. Pérez vive en EE.UU. | Ella dijo no. | El EE. UU. de hoy.",
    ],
    "tr": [
        "Diyarbakır'da 3. köprü açıldı. | Prof. Dr. Yılmaz geldi.",
        "Maç bitti. | 2. Dünya Savaşı 21. yüzyılda anlatıldı.",
        "Saat 5. | Sonra gitti.",
    ],
    "pl": ["To jest 3. edycja i 2. Liga. | Dr. Nowak przyszedł w 2020 r. | Potem wyszedł."],
    "ru": ["Это было в 2020 г. | Потом проф. Петров и А. С. Пушкин ушли."],
    "el": [
        "Τι έγινε; | Δεν ξέρω. | Ο κ. Παπάς είπε ναι.",
        "Το είπαν οι Η.Π.Α. | Ο πρόεδρος έφυγε.",
    ],
    "zh": ["大家晚上好。 | GDP增长3.5%。 | 美国U.S.公司来了。", "他说：“好。” | 然后走了。"],
    "ja": ["こんばんは。 | 3.5%です。 | 「はい。」と言った。", "晴れです。 | 明日は雨。"],
    "th": ["สวัสดีค่ะ นี่คือข่าว กรุงเทพฯ พ.ศ. 2568 ราคา 3.5 บาท"],
    "hi": ["यह समाचार है। | कीमत ५ रुपये है! | डॉ. सिंह और श्री. मोदी आए। | वे गए।"],
    "ar": ["ما هذا؟ | هذا خبر. | قال د. محمد نعم، ثم ذهب."],
}


@pytest.mark.parametrize(
    ("language", "marked"), [(language, text) for language, texts in _SENTENCES.items() for text in texts]
)
def test_sentences_end_where_a_reader_ends_them(language: str, marked: str) -> None:
    """Real ends are drawn as `|`."""
    between = "" if language in ("zh", "ja") else " "
    said = Utterance(0.0, 60.0, "S1", marked.replace(" | ", between))
    sentences = split_sentences([NumberedUtterance(0, said)], language)
    assert [sentence.text for sentence in sentences] == marked.split(" | ")


def test_a_language_without_a_table_is_cut_as_the_splitter_says() -> None:
    said = Utterance(0.0, 60.0, "S1", "Bil 3. Dum der. Alo.")
    assert [part.text for part in split_sentences([NumberedUtterance(0, said)], "xx")] == [
        "Bil 3.",
        "Dum der.",
        "Alo.",
    ]


_WORDS = st.sampled_from(
    ["U.S.", "He", "3.", "Liga", "Dr.", "köprü", "。", "“好。”", "p.m.", "The", "EE.UU.", "No.", "10",
     "?", "…", "»", "e.g.", "है।", "Τι;", "「はい。」", "と", "พ.ศ.", "A."]
)  # fmt: skip


@given(
    st.lists(_WORDS, max_size=15),
    st.sampled_from([" ", "\u00a0", "  "]),
    st.sampled_from(["en", "de", "tr", "ja", "th", "zh", "el", "hi", "xx"]),
    st.booleans(),
)
def test_the_text_is_cut_and_nothing_else_is_done_to_it(
    parts: list[str], space: str, language: str, timed: bool
) -> None:
    text = space.join(parts)
    said = words(" ".join(parts)) if timed else ()
    utterance = Utterance(0.0, 60.0, "S1", text, words=said)
    sentences = split_sentences([NumberedUtterance(0, utterance)], language)
    rest = text
    for sentence in sentences:
        assert sentence.text == sentence.text.strip() != ""
        before, _, rest = rest.partition(sentence.text)
        assert before.strip() == ""
    assert rest.strip() == ""
