"""`python -m tests.support.scripted_batch`: the command line, its workers with engines that are scripted."""

from pipeline.batch import spec
from pipeline.cli import main
from tests.support.workers import mortal

if __name__ == "__main__":
    vars(spec)["EngineFactory"] = lambda *_: mortal
    main()
