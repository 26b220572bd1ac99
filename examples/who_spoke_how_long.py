"""Talking time by role, and every quote with its place in the recording.

python examples/who_spoke_how_long.py TRANSCRIPT.json

Works on the .json file that `pipeline transcribe -o DIR` writes: no models, no audio.
"""

import sys
from collections import Counter
from pathlib import Path

from pipeline import from_json

transcript = from_json(Path(sys.argv[1]).read_bytes(), sys.argv[1])

seconds: Counter[str] = Counter()
for utterance in transcript.utterances:
    seconds[transcript.role_of(utterance.speaker)] += round(utterance.end - utterance.start)
for role, total in seconds.most_common():
    print(f"{role:<14} {total:4d} s")

for paragraph in transcript.paragraphs:
    if paragraph.quoted:
        print(f'{paragraph.start:7.1f} s  {paragraph.speaker}: "{paragraph.text}"')
