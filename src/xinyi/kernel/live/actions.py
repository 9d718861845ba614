"""Tells open pages, at commit, that a topic changed."""

from xinyi.kernel.base.api import Command
from xinyi.kernel.live.machine import CHANNEL


def push(*topics: str) -> Command:
    """A part for the caller's ``write``: after commit every open page that listens to a topic hears its name.

    Topics are names such as ``item:<id>``, ``inbox:<holder>``, ``cases:<community>``, ``board``; they carry no content.
    """
    rows = [{"topic": topic} for topic in dict.fromkeys(topics)]
    return Command(f"SELECT pg_notify('{CHANNEL}', r.topic)", "topic text", rows)


def push_from(source: str, *, topic: str) -> str:
    """The SELECT that tells a topic per row of the caller's CTE ``source``; ``topic`` is SQL over its columns."""
    return f"SELECT pg_notify('{CHANNEL}', {topic}) FROM {source}"
