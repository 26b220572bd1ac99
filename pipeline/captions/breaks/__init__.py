"""Words by which it is seen where a line ends well, a file a language."""
