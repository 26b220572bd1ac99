"""An archive as tables for other programs: one module a kind of file, all of the same columns."""
