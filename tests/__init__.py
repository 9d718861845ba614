"""Tests of the whole house and the harness that every test stands on."""
