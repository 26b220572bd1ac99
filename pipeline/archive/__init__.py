"""An archive: a folder of transcripts, and what the program keeps beside them."""
