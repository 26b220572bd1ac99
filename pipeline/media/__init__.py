"""Reading media: the only place that opens containers and runs ffmpeg."""

from pipeline.media.decode import decode
from pipeline.media.incoming import MediaInput, MediaSource, as_file
from pipeline.media.probe import Media, Tags, probe

__all__ = ["Media", "MediaInput", "MediaSource", "Tags", "as_file", "decode", "probe"]
