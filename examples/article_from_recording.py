"""The shortest way: a recording in, the article out.

python examples/article_from_recording.py [RECORDING]
"""

import sys
from pathlib import Path

from pipeline import Pipeline, render

recording = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent / "harbour-bridge" / "segment.opus"

newsroom = Pipeline.load()
transcript = newsroom.transcribe(recording)
print(render(transcript, "article"))
