"""Recognizers and diarizers behind small protocols.

The only place that knows foreign model libraries: none of their objects and none of their exceptions leave.
Importing anything of it switches off what those libraries would send home.
"""

from pipeline.privacy.telemetry import switch_off_telemetry

switch_off_telemetry()
