"""What every page must be, whoever looks: accessible, no wider than a small phone, without errors in the console."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Error, Page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
SMALL_PHONE = {"width": 320, "height": 640}
RUN_AXE = """() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(one =>
    [`${one.id} (${one.impact}): ${one.help}`, ...one.nodes.map(node => '    ' + node.html.slice(0, 160))]
    .join('\\n')))"""
NOTE_VIOLATIONS = """document.addEventListener('securitypolicyviolation', event =>
    console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""
WIDER_THAN_SCREEN = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
    [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > window.innerWidth + 1)
    .slice(0, 5).map(one => one.outerHTML.slice(0, 160))"""


@dataclass
class Watch:
    """Notes what goes wrong in the pages it watches; ``expected`` holds parts of messages that a journey provokes."""

    errors: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Watch this page from its first request on."""
        page.add_init_script(NOTE_VIOLATIONS)
        page.on("console", self.note_message)
        page.on("pageerror", self.note_error)
        page.on("response", lambda answer: self.note_status(answer.status, answer.url))
        return page

    def note_message(self, message: ConsoleMessage) -> None:
        """Note an error in the console. A bad status stands there too: it is noted once, from the response."""
        if message.type == "error" and "the server responded with a status" not in message.text:
            self.errors.append(f"console: {message.text}")

    def note_error(self, error: Error) -> None:
        """Note an exception that no script caught."""
        self.errors.append(f"script: {error}")

    def note_status(self, status: int, url: str) -> None:
        """Note an answer that is the server's fault or a missing file."""
        if status >= 500 or status == 404:
            self.errors.append(f"answer {status}: {url}")

    def unexpected(self) -> list[str]:
        """Return what nobody announced."""
        return [error for error in self.errors if not any(part in error for part in self.expected)]


def accessibility_faults(page: Page) -> list[str]:
    """Return the violations that axe-core finds, with the elements they stand on."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN_AXE)
    return found


def sideways_faults(page: Page) -> list[str]:
    """Return the elements that make the page scroll sideways at 320 px, then give the old size back."""
    before: Any = page.viewport_size
    page.set_viewport_size(SMALL_PHONE)  # type: ignore[arg-type]  # a dict literal of the right shape
    found: list[str] = page.evaluate(WIDER_THAN_SCREEN)
    page.set_viewport_size(before)
    return found


def check_page(page: Page, watch: Watch, *, narrow: bool = True) -> None:
    """Fail with everything that is wrong with the page as it stands now; the wall is not made for phones."""
    wrong = {"accessibility": accessibility_faults(page), "errors": watch.unexpected()}
    # Said here, they need not be said again at the end of the journey.
    watch.errors.clear()
    if narrow:
        wrong["wider than 320 px"] = sideways_faults(page)
    text = "\n".join(f"{what}:\n  " + "\n  ".join(faults) for what, faults in wrong.items() if faults)
    assert not text, f"{page.url}\n{text}"
