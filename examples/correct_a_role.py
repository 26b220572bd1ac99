"""Say who somebody is, and have the paragraphs follow: no models, no audio.

python examples/correct_a_role.py TRANSCRIPT.json LABEL ROLE [NAME]

As in: correct_a_role.py out/segment.json S4 expert "Maria Novak". The new transcript is printed; what was
corrected is kept in it, whatever is done with it later.
"""

import sys
from pathlib import Path

from pipeline import correct, from_json, to_json

file, label, role, *name = sys.argv[1:]
state = correct(from_json(Path(file).read_bytes(), file)).role(label, role)
if name:
    state = state.rename(label, name[0])
print(to_json(state.transcript), end="")
