"""Shared parts of the tests of several areas."""
