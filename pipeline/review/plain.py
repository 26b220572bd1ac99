"""What the page is to a browser that runs no scripts."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from pipeline.formats import render
from pipeline.formats.article import ArticleStyle
from pipeline.page.body import text_of, title
from pipeline.transcript.model import Transcript

_NEEDED = "This page needs scripts to play and correct."
_ELSEWHERE = "Without them, <code>pipeline render</code> writes its text."


def without_scripts() -> str:
    """Of the page that a server gives, which carries no word of the transcript."""
    return f'<p class="opening" lang="en">{_NEEDED} {_ELSEWHERE}</p>'


def plain_text(transcript: Transcript) -> str:
    """Of the page in one file: the article, with who speaks, a paragraph each."""
    heading = f'<h1 dir="auto">{text_of(title(transcript))}</h1>'
    article = render(replace(transcript, title=None), "article", ArticleStyle(speakers_in_text=True))
    lines = "\n".join(f'<p dir="auto">{escape(block)}</p>' for block in article.strip().split("\n\n"))
    return f'<p class="opening" lang="en">{_NEEDED}</p>\n<div class="plain">{heading}\n{lines}</div>'
