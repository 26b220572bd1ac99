"""Accuracy, time and memory on reference recordings; `make bench` runs it. No test, nothing is asserted."""
