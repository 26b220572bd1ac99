"""ffmpeg's messages, line by line."""

from __future__ import annotations

from pipeline.media.decoder_log import DecoderLog, Jump


def heard(*lines: str) -> DecoderLog:
    log = DecoderLog()
    for line in lines:
        log.line(line)
    return log


def piece(time: float, samples: int = 1600, rate: int = 16000) -> str:
    return (
        f"[Parsed_ashowinfo_0 @ 0x5] [info] n:1 pts:{round(time * rate)} pts_time:{time:g} fmt:flt "
        f"channels:1 chlayout:mono rate:{rate} nb_samples:{samples} checksum:B38 plane_checksums: [ B38 ]"
    )


def test_sound_without_breaks_leaves_nothing() -> None:
    log = heard(piece(0.0), piece(0.1), piece(0.2))
    assert (log.jumps, log.complaints, log.unplaced) == ([], [], [])
    assert (log.first, log.rates) == (0.0, {16000: 0.0})


def test_a_clock_that_jumps_is_kept_with_both_times() -> None:
    log = heard(piece(0.0), piece(5.1), piece(2.0))
    assert [(round(jump.end, 3), jump.start) for jump in log.jumps] == [(0.1, 5.1), (5.2, 2.0)]
    assert isinstance(log.jumps[0], Jump)


def test_a_complaint_lies_behind_the_sound_before_it() -> None:
    log = heard(piece(0.0), piece(0.1), "[ac3 @ 0x5] [error] frame CRC mismatch", piece(0.2))
    (complaint,) = log.complaints
    assert (complaint.start, complaint.first, complaint.count) == (0.2, "frame CRC mismatch", 1)


def test_complaints_of_one_place_are_one() -> None:
    error = "[aist#0:0/aac @ 0x5] [dec:aac @ 0x6] [error] Error submitting packet to decoder"
    log = heard(*(line for n in range(20) for line in (piece(n / 10), error)), piece(9.0), error)
    assert [complaint.count for complaint in log.complaints] == [20, 1]
    assert log.complaints[0].first == "Error submitting packet to decoder"


def test_harmless_messages_are_passed_by() -> None:
    log = heard(
        "[mpeg4 @ 0x1] [error] Codec (mpeg4) not on whitelist 'aac,ac3'",
        "[aist#0:0/pcm_s16le @ 0x1] [warning] Guessed Channel Layout: mono",
        "[in#0/mp3 @ 0x1] [warning] Estimating duration from bitrate, this may be inaccurate",
        "[info]     title           : [error] a headline",
        piece(0.0),
    )
    assert (log.complaints, log.unplaced, log.last) == ([], [], "")


def test_warnings_of_damage_count_as_errors_do() -> None:
    log = heard(piece(0.0), "[in#0/mpegts @ 0x1] [warning] Packet corrupt (stream = 0, dts = 644400).")
    assert log.complaints[0].first == "Packet corrupt (stream = 0, dts = 644400)."


def test_what_is_said_before_any_sound_has_no_place() -> None:
    assert heard("[in#0 @ 0x1] [error] CRC mismatch!", piece(0.0)).unplaced == ["CRC mismatch!"]


def test_a_flood_of_complaints_takes_no_memory() -> None:
    error = "[in#0 @ 0x1] [error] CRC mismatch!"
    log = heard(*[error] * 1000, piece(0.0), *[error] * 1000)
    assert len(log.unplaced) == 20
    assert [one.count for one in log.complaints] == [1000]
