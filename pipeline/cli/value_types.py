"""Values of options as people write them, and what is wrong with others."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

from pipeline.cli.suggestions import did_you_mean, nearest
from pipeline.formats import FORMATS
from pipeline.transcript.dates import is_day_month_or_year, normal_published
from pipeline.transcript.model import Role
from pipeline.transcript.moment import length_of

_CODES = {
    "ar": "arabic arabisch العربية ara", "bg": "bulgarian български bul", "ca": "catalan català cat",
    "cs": "czech čeština ces cze", "da": "danish dansk dan", "de": "german deutsch deu ger",
    "el": "greek ελληνικά ell gre", "en": "english englisch anglais inglés eng",
    "es": "spanish español espanol castellano spanisch spa", "et": "estonian eesti est",
    "fa": "persian farsi فارسی fas per", "fi": "finnish suomi fin", "fr": "french français francais "
    "französisch fra fre", "he": "hebrew עברית heb", "hi": "hindi हिन्दी hin", "hr": "croatian hrvatski hrv",
    "hu": "hungarian magyar hun", "id": "indonesian bahasa ind", "it": "italian italiano italienisch ita",
    "ja": "japanese 日本語 jpn", "ko": "korean 한국어 kor", "lt": "lithuanian lietuvių lit",
    "lv": "latvian latviešu lav", "nl": "dutch nederlands flemish vlaams nld dut",
    "no": "norwegian norsk nor", "pl": "polish polski polnisch pol",
    "pt": "portuguese português portugues por", "ro": "romanian română ron rum",
    "ru": "russian русский russisch rus", "sk": "slovak slovenčina slk slo", "sl": "slovenian slv",
    "sr": "serbian српски srpski srp", "sv": "swedish svenska swe", "th": "thai ไทย tha",
    "tr": "turkish türkçe turkce tur", "uk": "ukrainian українська ukr", "ur": "urdu اردو urd",
    "vi": "vietnamese việt vie", "zh": "chinese mandarin 中文 zho chi",
}  # fmt: skip
"""What people write for a language whose code is wanted: its name here and there, and longer codes."""
LANGUAGE_CODES = {name: code for code, names in _CODES.items() for name in names.split()}
_LONGEST_CODE = 3


class Published(click.ParamType[str]):
    """A date of publication."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The normal form, or a usage error."""
        normal = normal_published(value)
        if normal is None:
            self.fail(f"{value!r} is not a date like 2025-02-04 or '2025-02-04 20:00'.", param, ctx)
        return normal


class RoleName(click.Choice[Any]):
    """One of the roles."""

    def __init__(self) -> None:
        super().__init__([role.value for role in Role])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Role:
        """The role, or a usage error with all there are."""
        return Role(super().convert(value, param, ctx))


class Day(click.ParamType[str]):
    """A day, a month or a year."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """As it is, or a usage error."""
        if not is_day_month_or_year(value):
            self.fail(f"{value!r} is not a date like 2025-02-04, 2025-02 or 2025.", param, ctx)
        return value


class Language(click.ParamType[str]):
    """The code of a language; `en-GB` is `en` to every recognizer."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The part that counts, in small letters."""
        code = value.strip().replace("_", "-").split("-")[0].lower()
        if known := LANGUAGE_CODES.get(code):
            self.fail(f"{value!r} is written by its code: `--language {known}`.", param, ctx)
        if not code.isalpha() or not code.isascii() or len(code) > _LONGEST_CODE:
            meant = nearest(code, LANGUAGE_CODES)
            question = f" Did you mean `--language {LANGUAGE_CODES[meant]}`?" if meant else ""
            self.fail(f"{value!r} is not a code of a language, as en, de or fr.{question}", param, ctx)
        return code


class Count(click.IntRange):
    """A whole number from 1."""

    name = "number"

    def __init__(self) -> None:
        super().__init__(min=1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number, or a usage error in words."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{value!r} is not a whole number from 1, as in 2.", param, ctx)


class Length(click.ParamType[float]):
    """A length of time."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """In seconds, or a usage error."""
        try:
            seconds = length_of(str(value))
        except ValueError:
            seconds = 0.0
        if not seconds:
            self.fail(f"{value!r} is not a length like 1740, 29:00 or 00:29:00.", param, ctx)
        return seconds


class Form(click.ParamType[str]):
    """A form of the result. The formats of other packages are looked for when they are asked for."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """All that there are."""
        return f"[{'|'.join(FORMATS)}]"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Those that begin like this."""
        return [CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Its name, or a usage error that says what was probably meant."""
        name = str(value).lower()
        if name not in FORMATS:
            known = ", ".join(repr(known) for known in FORMATS)
            meant = did_you_mean(name, FORMATS)
            self.fail(f"{value!r} is not one of {known}. {meant}".strip(), param, ctx)
        return name
