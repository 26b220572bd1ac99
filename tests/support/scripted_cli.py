"""`python -m tests.support.scripted_cli`: the command line with scripted engines."""

from pipeline.cli import main
from tests.support.cli import use_scripted_engines

if __name__ == "__main__":
    use_scripted_engines()
    main()
