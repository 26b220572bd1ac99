"""Long expected documents, and `python -m tests.golden`, which writes them again."""

from pathlib import Path

HERE = Path(__file__).parent
TRANSCRIPT = HERE / "harbour-bridge.json"
ARTICLE = HERE / "harbour-bridge.txt"
MANIFEST = HERE / "manifest.json"
SCHEMA = Path(__file__).parents[2] / "pipeline" / "transcript" / "broadcast-transcript-1.schema.json"
NOTEBOOK = Path(__file__).parents[2] / "examples" / "notebook.ipynb"
EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-bridge"
