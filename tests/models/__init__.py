"""Tests of the model store. Everything here is made up and small; nothing leaves this machine."""
