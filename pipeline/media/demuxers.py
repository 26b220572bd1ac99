"""The kinds of media that are read: FFmpeg's demuxers, and the endings of the files that they read."""

from __future__ import annotations

from collections.abc import Mapping

DEMUXERS: Mapping[str, tuple[str, ...]] = {
    "aac": (".aac",),
    "ac3": (".ac3",),
    "aiff": (".aif", ".aifc", ".aiff"),
    "amr": (".amr",),
    "ape": (".ape",),
    "asf": (".asf", ".wma", ".wmv"),
    "au": (".au", ".snd"),
    "avi": (".avi", ".divx"),
    "caf": (".caf",),
    "dts": (".dts",),
    "dv": (".dif", ".dv"),
    "eac3": (".eac3", ".ec3"),
    "flac": (".flac",),
    "flv": (".flv",),
    "gxf": (".gxf",),
    "lxf": (".lxf",),
    "matroska": (".mka", ".mkv", ".weba", ".webm"),
    "mov": (".3g2", ".3ga", ".3gp", ".f4a", ".f4v", ".m4a", ".m4b", ".m4v", ".mov", ".mp4", ".qt"),
    "mp3": (".m2a", ".mp2", ".mp3", ".mpa", ".mpga"),
    "mpeg": (".m2p", ".mpeg", ".mpg", ".ps", ".vob"),
    "mpegts": (".m2t", ".m2ts", ".mts", ".tod", ".trp", ".ts"),
    "mxf": (".mxf",),
    "nut": (".nut",),
    "ogg": (".oga", ".ogg", ".ogm", ".ogv", ".opus", ".spx"),
    "rm": (".ra", ".rm", ".rmvb"),
    "tta": (".tta",),
    "w64": (".w64",),
    "wav": (".bwf", ".rf64", ".wav", ".wave"),
    "wv": (".wv",),
}
"""Endings in small letters. What has another one may still be named to `transcribe`: its content counts.
Playlists, pictures and subtitles are left out, also where one of these demuxers would take them."""

ENDINGS = frozenset(ending for endings in DEMUXERS.values() for ending in endings)
"""Endings of files that may hold sound; beside them lie pictures, lists and notes by the thousand."""
