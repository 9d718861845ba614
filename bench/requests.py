"""The requests that are measured, each as the browser sends it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bench.ground import Ground
from bench.measure import Browser, Measured, measure

TEXT = "三单元楼道里堆了很多杂物，老人上下楼不方便，麻烦来人看看"


@dataclass(frozen=True)
class Figure:
    """One line of the table; no ``target`` for what is printed beside."""

    name: str
    value: float
    unit: str
    target: float | None
    how: str

    @property
    def holds(self) -> bool | None:
        """Whether the target is kept; None without one."""
        return None if self.target is None else self.value <= self.target


class Requests:
    """Everybody's browser, and what they send."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.resident = Browser(ground.resident.person_id, "resident")
        self.clerk = Browser(ground.clerk.person_id, "console", post=ground.clerk.post_id)
        self.dispatcher = Browser(ground.dispatcher.person_id, "console", post=ground.dispatcher.post_id)
        self.wall = Browser(None, "board")
        self.photo = picture()

    def figures(self) -> list[Figure]:
        """All of them."""
        given = [
            ("report a case", 8, 5, self.measured(self.resident, self.report)),
            ("change a state (dispatch)", 8, 6, self.dispatched()),
            ("signed-in empty page (/me/name/)", 2, None, self.page(self.resident, "/me/name/")),
            ("resident's case page", 12, None, self.page(self.resident, f"/cases/{self.reported()}/")),
            ("console's case page", 12, None, self.page(self.clerk, f"/console/cases/{self.reported()}/")),
            ("list of 100 cases", 5, 20, self.page(self.dispatcher, "/console/cases/?view=all")),
            ("overdue board", 5, 20, self.page(self.dispatcher, "/console/cases/overdue/")),
            ("dispatch desk", 5, 20, self.page(self.clerk, "/console/cases/desk/")),
            ("wall refresh", 4, None, self.page(self.wall, "/board/")),
        ]
        return [
            figure
            for name, most, milliseconds, measured in given
            for figure in lines(name, measured, most=most, milliseconds=milliseconds)
        ]

    def measured(self, browser: Browser, request: Callable[[], Any]) -> Measured:
        """One request of a browser."""
        return measure(browser, request)

    def page(self, browser: Browser, address: str) -> Measured:
        """One page."""
        return measure(browser, lambda: browser.get(address))

    def report(self) -> Any:
        """The form of the home page, with a photo; consent was given before and is checked."""
        photo = SimpleUploadedFile("photo.jpg", self.photo, "image/jpeg")
        return self.resident.post("/cases/report/", {"text": TEXT, "idem": str(uuid4()), "photos": photo})

    def reported(self) -> str:
        """The id of a new case, as the answer's address says."""
        return str(self.report().headers["Location"].split("/")[2])

    def dispatched(self) -> Measured:
        """The clerk's form, each time on another case: only the clerk's request is counted and timed."""
        items = iter([self.reported() for _case in range(40)])
        given = {"kind": "clean.stairs", "holder": str(self.ground.handler_id), "version": "1"}

        def dispatch() -> Any:
            address = f"/console/cases/{next(items)}/dispatch/"
            return self.clerk.post(address, {**given, "idem": str(uuid4())})

        return measure(self.clerk, dispatch)


def picture() -> bytes:
    """A photo of a telephone's size, with a gradient so that it is not trivial to compress."""
    made = BytesIO()
    Image.linear_gradient("L").resize((1600, 1200)).convert("RGB").save(made, "JPEG", quality=85)
    return made.getvalue()


def lines(name: str, measured: Measured, *, most: float, milliseconds: float | None) -> list[Figure]:
    """Statements and time, and the rows written per table beside."""
    rows = ", ".join(f"{table} {count}" for table, count in sorted(measured.rows.items()))
    how = "statements of the client, transaction control left out" + (f"; rows written: {rows}" if rows else "")
    return [
        Figure(f"{name}: statements", measured.statements, "SQL", most, how),
        Figure(f"{name}: Python", measured.milliseconds, "ms CPU", milliseconds, "least of 30, gc off, no image work"),
    ]
