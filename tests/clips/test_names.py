"""What clips are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clips.names import clip_name
from pipeline.transcript.model import Paragraph, Speaker

_PART = Paragraph(3725.999, 3730.0, "S2", "We want an answer.")


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        (Speaker("S2", name="Ines O'Kafor"), "01-02-06.00_Ines-O-Kafor"),
        (Speaker("S2", name="김보경"), "01-02-06.00_김보경"),
        (Speaker("S2", name="../../etc/passwd"), "01-02-06.00_etc-passwd"),
        (Speaker("S2", name="\\/:*?"), "01-02-06.00_voice"),
        (Speaker("S2"), "01-02-06.00_S2"),
        (None, "01-02-06.00_S2"),
    ],
)
def test_a_clip_is_called_by_time_and_name(speaker: Speaker | None, name: str) -> None:
    assert clip_name(_PART, speaker) == name


@given(st.text(), st.floats(0.0, 1e6))
def test_no_name_leads_out_of_a_folder_or_is_too_long_for_a_disk(name: str, start: float) -> None:
    made = clip_name(Paragraph(start, start + 1.0, name, "x"), Speaker(name, name=name))
    assert not set(made) & set('/\\:*?"<>|\0')
    assert not made.startswith(".")
    assert len(made.encode()) < 200
