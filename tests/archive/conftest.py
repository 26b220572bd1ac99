"""The fixtures of a batch, whose results an archive holds."""

from tests.batch.conftest import bench

__all__ = ["bench"]
