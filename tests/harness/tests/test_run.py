"""What `make test` promises: nothing is counted twice, forgotten, or passed over in silence."""

import sys
from pathlib import Path

import pytest

from tests import browsers, run
from tests.run import Part, Tally

REPORT = """<testsuites><testsuite>
<testcase classname="places" name="test_one"/>
<testcase classname="places" name="test_two"><failure message="assert 1 == 2&#10;more">text</failure></testcase>
<testcase classname="places" name="test_three"><error message="no database">text</error></testcase>
<testcase classname="places" name="test_four"><skipped message="needs a barcode reader">text</skipped></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the reports of parts."""
    monkeypatch.setattr(run, "REPORTS", tmp_path)
    return tmp_path


def test_the_closing_line_counts_and_names_every_skip_and_failure(reports: Path) -> None:
    report, tally = reports / "part.xml", Tally()
    report.write_text(REPORT)

    run.count(report, tally)

    assert tally.closing_lines().splitlines() == [
        "skipped: places::test_four: needs a barcode reader",
        "failed: places::test_two: assert 1 == 2",
        "failed: places::test_three: no database",
        "1 passed, 2 failed, 1 skipped",
    ]


def test_without_skips_the_closing_line_names_none() -> None:
    assert Tally(passed=3).closing_lines() == "3 passed, 0 failed"


@pytest.mark.parametrize(("tally", "good"), [(Tally(passed=1), True), (Tally(), False), (Tally(1, ["x"]), False)])
def test_a_run_is_good_when_something_ran_and_nothing_failed(tally: Tally, good: bool) -> None:
    assert tally.is_good is good


def test_a_part_that_breaks_off_before_its_report_is_a_failure(reports: Path) -> None:
    tally = Tally()

    run.run_part(Part("broken", ("-c", "nowhere.ini"), minutes=1), tally, [])

    assert tally.failed == ["broken: pytest ended with 4"]


def test_a_command_that_hangs_is_ended_with_all_it_started() -> None:
    sleeping = [sys.executable, "-c", "import subprocess; subprocess.run(['sleep', '60'])"]

    assert run.run_with_limit(sleeping, minutes=0.01, environment={}) == "no answer within 0.01 minutes"


def test_a_missing_browser_ends_the_run_with_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    with pytest.raises(SystemExit, match="apt-get install --no-install-recommends chromium fonts-noto-cjk"):
        browsers.ensure_chromium()
