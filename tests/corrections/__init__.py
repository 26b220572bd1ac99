"""Tests of pipeline.corrections."""
