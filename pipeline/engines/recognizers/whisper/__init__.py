"""Whisper, run on windows of speech in batches instead of along the whole file.

Radford et al., "Robust speech recognition via large-scale weak supervision" (2022). Two libraries run it:
openai-whisper (`openai`) and CTranslate2 (`ctranslate`); everything above them is shared.
"""
