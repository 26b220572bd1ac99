"""The user's access token for the hub, as the hub's own programs find it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field

from pipeline.models.fetching.connection import in_time
from pipeline.privacy.telemetry import switch_off_telemetry

_VARIABLES = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")


@dataclass(frozen=True, slots=True)
class Token:
    """`value` is empty when there is none; `origin` says where it was found, or where it was looked for."""

    value: str = field(repr=False)
    origin: str

    @classmethod
    def find(cls, timeout: float) -> Token:
        """What the hub's own library would send: from the environment, else from its token file.

        A login in the browser expires. The library renews it, and its file, on the last day, which is waited
        for no longer than `timeout` seconds.
        """
        switch_off_telemetry()
        from huggingface_hub import constants, get_token

        try:
            value = in_time(get_token, timeout) or ""
        except Exception:  # noqa: BLE001  # whatever it is, the hub's own answer will say more
            value = ""
        # Anything else could not be a token, and would break the request that carries it.
        if not re.fullmatch(r"[!-~]+", value):
            return cls("", f"{', '.join(_VARIABLES)} and {constants.HF_TOKEN_PATH}")
        named = (name for name in _VARIABLES if os.environ.get(name, "").strip())
        return cls(value, next(named, constants.HF_TOKEN_PATH))

    @property
    def advice(self) -> str:
        """What to do when the hub refuses: a sentence or two, without the token itself."""
        if self.value:
            return (
                f"Check that your access token (from {self.origin}) belongs to that account and may read "
                "gated repositories."
            )
        return (
            f"Make an access token of that account and set HF_TOKEN to it (none was found in {self.origin})."
        )
