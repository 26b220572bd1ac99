"""What was learnt from labelled programmes besides the weights of cues: how voices speak, what they say.

`python -m bench.roles.fit --write` writes it; see there for the data and the method.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from pipeline.roles.features import features_of
from pipeline.roles.features.conversation import Conversation
from pipeline.roles.features.lists import load_lists
from pipeline.roles.logistic import Numbers
from pipeline.roles.model_file import read_text_model, read_voice_model
from pipeline.roles.text_model import TextModel, of_voices
from pipeline.roles.voice_model import VoiceModel
from pipeline.transcript.model import Evidence

_WAY, _WORDING = "way_of_speaking", "wording"
_VOICE = 0.7
_TEXT = 0.7
"""What the log-chances of a model count beside the cues, which know much of the same: from 0.7 to 1.0 each it
made no difference on families of programmes left out."""


@dataclass(frozen=True, slots=True)
class RoleModel:
    """`voice` and `text` for languages that have lists of words, `airtime` for all others."""

    voice: VoiceModel
    text: TextModel
    airtime: VoiceModel

    def reading(self, conversation: Conversation, language: str) -> Reading:
        """What the model makes of a programme."""
        features = features_of(conversation, language)
        if not load_lists(language):
            return Reading(conversation, self.airtime, features, None, None)
        return Reading(conversation, self.voice, features, self.text, self.text.rows(conversation))


@dataclass(frozen=True, slots=True)
class Reading:
    """A programme under a model: features of voices, and the wording of turns where words can be read."""

    conversation: Conversation
    voice: VoiceModel
    features: Numbers
    text: TextModel | None
    rows: Numbers | None

    def worth(self) -> Numbers:
        """Shape (voices, 3), in nats, to be added to what the cues of each voice are worth."""
        return sum((worth for _, worth in self._parts()), start=np.zeros((len(self.conversation.labels), 3)))

    def evidence(self, voice: int, role: int) -> Iterator[Evidence]:
        """What speaks for a role of a voice, in words."""
        time = self.conversation.turns[self.conversation.places(voice)[0]].start
        for cue, worth in self._parts():
            favour = float(worth[voice, role] - worth[voice].mean())
            reasons = ", ".join(self._reasons(cue, voice, role))
            if reasons:
                yield Evidence(cue, round(favour, 2), reasons, round(time, 2))

    def _parts(self) -> Iterator[tuple[str, Numbers]]:
        if self.conversation.labels:
            yield _WAY, _VOICE * self.voice.log_chances(self.features)
            if self.text is not None and self.rows is not None:
                logs = self.text.regression.log_chances(self.rows)
                yield _WORDING, _TEXT * of_voices(logs, self.conversation)

    def _reasons(self, cue: str, voice: int, role: int) -> Sequence[str]:
        if cue == _WAY:
            return self.voice.reasons(self.features[voice], role)
        if self.text is None or self.rows is None:
            return ()
        return self.text.reasons(self.rows[self.conversation.places(voice)], role)


@cache
def load_model() -> RoleModel:
    """The packaged one."""
    folder = files("pipeline.roles") / "learnt"
    texts = {
        name: (folder / f"{name}.tsv").read_text(encoding="utf-8") for name in ("voice", "text", "airtime")
    }
    return RoleModel(
        read_voice_model(texts["voice"]), read_text_model(texts["text"]), read_voice_model(texts["airtime"])
    )
