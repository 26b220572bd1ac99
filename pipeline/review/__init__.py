"""The page on which a transcript is heard, mended and signed off, and the server behind it."""
