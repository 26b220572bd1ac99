"""`python -m tests.cli.scripted`: the command line with scripted engines, for tests of the process itself."""

from pipeline.cli import main
from tests.cli.calling import use_scripted_engines

if __name__ == "__main__":
    use_scripted_engines()
    main()
