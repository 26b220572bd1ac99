"""Reading media: the only place that opens containers and runs ffmpeg."""

from pipeline.media.decode import decode
from pipeline.media.probe import Media, Tags, probe

__all__ = ["Media", "Tags", "decode", "probe"]
