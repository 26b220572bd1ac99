"""Say who somebody is, and have the paragraphs follow: no models, no audio.

python examples/correct_a_role.py TRANSCRIPT.json LABEL ROLE [NAME]

As in: correct_a_role.py out/segment.json S4 expert "Maria Novak". The new transcript is printed.
"""

import sys
from dataclasses import replace
from pathlib import Path

from pipeline import from_json, relabel, to_json
from pipeline.transcript.model import Role

file, label, role, *name = sys.argv[1:]
transcript = from_json(Path(file).read_bytes(), file)
speakers = tuple(
    replace(speaker, role=Role(role), name=name[0] if name else speaker.name, confidence=1.0, evidence=())
    if speaker.label == label
    else speaker
    for speaker in transcript.speakers
)
print(to_json(relabel(replace(transcript, speakers=speakers))), end="")
