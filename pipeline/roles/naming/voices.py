"""Who the voices of a programme are: names from what is said, where roles allow them, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.profile.model import Profile
from pipeline.roles.crf import ROLES, Unary
from pipeline.roles.cues.base import Cue
from pipeline.roles.evidence import readable_turns
from pipeline.roles.naming.claims import Claim, claims_of
from pipeline.roles.naming.decision import OWN, Given, called_too, names_of
from pipeline.roles.naming.identity import Identity, identify, settled_role
from pipeline.roles.naming.people import People
from pipeline.roles.naming.wording import load_wording
from pipeline.transcript.model import Evidence, Role, Suggestion, Utterance
from pipeline.transcript.speaker import PROGRAMME

IS_CALLED = "is_called"
"""Kind of the evidence for a name."""
_QUOTED = 0.7
"""Chance of being quoted from which nobody has a name by which a colleague was called. From 0.5 to 0.9 names
were right as often."""
_PLAUSIBLE = 0.1
"""Chance of a role, all else considered, below which a name that would settle it is not believed."""


@dataclass(frozen=True, slots=True)
class VoiceName:
    """A name as it was `heard`, whose it is, and where it was said, if anywhere."""

    heard: str
    identity: Identity
    proof: Evidence | None = None

    @property
    def role(self) -> Role:
        """The role that the newsroom gave the person; `unknown` for anybody else."""
        return settled_role(self.identity)


@dataclass(frozen=True, slots=True)
class VoiceNames:
    """The names of voices by label, and for voices without one what they are called as another voice is."""

    names: Mapping[str, VoiceName]
    also: Mapping[str, str] = field(default_factory=dict)

    def suggestions(self, label: str) -> tuple[Suggestion, ...]:
        """A name of another voice that may be this one's."""
        heard = self.also.get(label)
        printed = (one.identity.name for one in self.names.values() if heard and one.heard == heard)
        return tuple(Suggestion(name, 1.0, PROGRAMME) for name in printed)

    def told(self, names: Mapping[str, str], house: Profile) -> VoiceNames:
        """The same with names that were given before; one that is said, too, keeps its proof."""
        given = {
            label: known
            if (known := self.names.get(label)) and known.identity.name == name
            else VoiceName(name, identify(name, house))
            for label, name in names.items()
        }
        also = {label: name for label, name in self.also.items() if label not in given}
        return VoiceNames({**self.names, **given}, also)


def voice_names(
    programme: Sequence[Utterance],
    cues: Sequence[Cue],
    chances: Mapping[str, Unary],
    language: str,
    house: Profile,
) -> VoiceNames:
    """Names that are said in the programme. `chances` of roles are those without any name.

    A voice that can hardly have the role of the person it was called by was called so by mistake: somebody
    else answered. Unless it says the name itself.
    """
    turns = readable_turns(programme)
    known = [person.name for person in house.people]
    people = People.of(turns, load_wording(language), known)
    claims = tuple(claims_of(turns, cues, people, language))
    expert = ROLES.index(Role.EXPERT)
    quoted = {label for label, chance in chances.items() if chance[expert] >= _QUOTED}
    given = names_of(claims, people, quoted)
    names = {label: _voice_name(one, house) for label, one in given.items()}
    own = {claim.label for claim in claims if claim.kind in OWN}
    believed = {
        label: name
        for label, name in names.items()
        if name.role is Role.UNKNOWN or label in own or chances[label][ROLES.index(name.role)] >= _PLAUSIBLE
    }
    return VoiceNames(believed, called_too(claims, people, given, quoted))


def _voice_name(given: Given, house: Profile) -> VoiceName:
    return VoiceName(given.name, identify(given.name, house), _proof(given.claim))


def _proof(claim: Claim) -> Evidence:
    return Evidence(IS_CALLED, 0.0, claim.quote, round(claim.time, 2))
