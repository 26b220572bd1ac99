"""Numbers about voices from which roles are learnt: one file a group, one literal table of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.roles.features import airtime, capitals, context, questions, word_classes
from pipeline.roles.features.conversation import Conversation
from pipeline.roles.features.group import FeatureGroup
from pipeline.roles.features.lists import load_lists

GROUPS: tuple[FeatureGroup, ...] = (
    airtime.GROUP,
    questions.GROUP,
    capitals.GROUP,
    word_classes.GROUP,
    context.GROUP,
)


def feature_names(*, with_words: bool) -> tuple[str, ...]:
    """All names in order; without words only those of groups that need none."""
    return tuple(name for group in GROUPS if with_words or not group.needs_words for name in group.names)


def features_of(conversation: Conversation, language: str) -> NDArray[np.float64]:
    """A row for each voice, as long as `feature_names`; of a language without lists what needs no words."""
    lists = load_lists(language)
    groups = [group for group in GROUPS if lists or not group.needs_words]
    rows = [
        [value for group in groups for value in group.measure(conversation, voice, lists)]
        for voice in range(len(conversation.labels))
    ]
    names = feature_names(with_words=bool(lists))
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(names))
