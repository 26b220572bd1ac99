"""Recognizers and diarizers behind small protocols.

The only place that knows foreign model libraries: none of their objects and none of their exceptions leave.
"""
