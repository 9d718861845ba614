"""The console's pages of cases; under 900 px the same addresses are the grid worker's phone."""

from xinyi.centre.cases.console.case import case, reveal
from xinyi.centre.cases.console.desk import desk
from xinyi.centre.cases.console.intake import intake
from xinyi.centre.cases.console.listing import listing, overdue
from xinyi.centre.cases.console.steps import step

__all__ = ["case", "desk", "intake", "listing", "overdue", "reveal", "step"]
