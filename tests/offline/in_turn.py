"""Commands of `pipeline`, given as JSON lists, one after the other in one process: its libraries load once.

What each printed goes to this process's stdout and stderr; a line `@@` and its number and code ends it.
"""

from __future__ import annotations

import json
import sys

from pipeline.cli import main

if __name__ == "__main__":
    for number, words in enumerate(json.loads(sys.argv[1])):
        try:
            main(words)
        except SystemExit as ended:
            print(f"@@ {number} {ended.code}", flush=True)  # noqa: T201  # read by the test
    if "onnxruntime" in sys.modules:  # it calls nine seconds after its import
        import time

        time.sleep(10)
