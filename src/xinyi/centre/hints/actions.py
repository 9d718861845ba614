"""Learns from labelled texts and keeps what was learnt in a file of this installation."""

import json
from dataclasses import asdict
from pathlib import Path

from xinyi.centre.hints.queries import LABELLED, Weights, labelled_rows, learn


def learn_from(*, data: Path, target: Path) -> Weights:
    """Learn from the even rows of the labelled texts in the folder ``data`` and write the weights to ``target``.

    Effects: the file, replaced whole; processes that read it notice by its time.
    """
    weights = learn(labelled_rows(data / LABELLED))
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    beside.write_text(json.dumps(asdict(weights), ensure_ascii=False), encoding="utf-8")
    beside.replace(target)
    return weights
