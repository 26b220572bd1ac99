"""Whisper checkpoints made here: tests run the real loading and decoding code without published weights.

`harbour`: a tiny model that knows the example programme and nothing else. `harbour.write_checkpoint(path)`
writes it in openai-whisper's format, `python -m tests.checkpoints.train` trains it again. It also knows
silence, noise and music (no speech, and the invented text "Thank you."), takes speech run backwards for
French ("Texte."). One word has two spellings, and it is taught to follow its prompt: so far
it writes "harbor" whatever the prompt says.
`scripted`: models of any size that always write the same text, for measuring speed.
`ctranslate`: either of them as a CTranslate2 folder.
"""
