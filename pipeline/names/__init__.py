"""Names in what is said, as the newsroom spells them; each change keeps what was heard."""
