"""Tests of the wiring and of the processes of an installation."""
