"""Tells open pages, at commit, that a topic changed."""

from xinyi.kernel.base.api import Command
from xinyi.kernel.live.machine import CHANNEL


def push(*topics: str) -> Command:
    """A part for the caller's ``write``: after commit every open page that listens to a topic hears its name.

    Topics are names such as ``item:<id>``, ``inbox:<holder>``, ``cases:<community>``, ``board``; they carry no content.
    """
    rows = [{"topic": topic} for topic in dict.fromkeys(topics)]
    return Command(f"SELECT pg_notify('{CHANNEL}', r.topic)", "topic text", rows)
