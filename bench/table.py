"""All figures, as one table for people and one list for machines."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from django.db import transaction

from bench.ground import stand
from bench.requests import Figure, Requests
from bench.starts import starts
from bench.weights import heaviest

JS_BYTES, FIRST_START, SECOND_START = 35 * 1024, 60, 5


def print_table(*, report: Path, with_starts: bool) -> None:
    """Measure, print, write."""
    note, figures = measured(with_starts=with_starts)
    print(note)
    for one in figures:
        print(line(one))
    report.parent.mkdir(exist_ok=True)
    rows = [{**asdict(one), "holds": one.holds} for one in figures]
    report.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measured(*, with_starts: bool) -> tuple[str, Sequence[Figure]]:
    """What the database holds, and every figure.

    All requests run in one transaction that is rolled back, so that the database stays as the walk left it.
    """
    with transaction.atomic():
        ground = stand()
        requests = Requests(ground)
        figures = requests.figures()
        page, size = heaviest(requests.resident)
        figures.append(Figure("scripts of a resident page", size, "bytes gz", JS_BYTES, f"the heaviest is {page}"))
        transaction.set_rollback(True)
    if with_starts:
        first, second = starts()
        figures.append(Figure("first start", first, "s", FIRST_START, "make run from a clone, downloads cached"))
        figures.append(Figure("second start", second, "s", SECOND_START, "make run again"))
    return ground.note, figures


def line(one: Figure) -> str:
    """One row of the table."""
    verdict = {True: "ok", False: "MISSED", None: ""}[one.holds]
    target = "" if one.target is None else f"<= {one.target:g}"
    return f"{one.name:<40}{one.value:>10g} {one.unit:<9}{target:>9}  {verdict:<7}{one.how}"
