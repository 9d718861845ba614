"""The sample wishes."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.scope.api import ensure_months, scope, system
from xinyi.kernel.work.api import Item
from xinyi.scenarios.wishes.seed import STORIES, seed


@pytest.mark.django_db
def test_the_sample_has_wishes_in_every_state_and_no_more_the_second_time(here: Any, settings: Any) -> None:
    settings.XINYI_MODE = "sample"
    today = here.now.astimezone(LOCAL).date()
    with scope(system("sample")) as asking:
        ensure_months(today - timedelta(days=62), today)
        for _time in range(2):
            seed(asking=asking, now=here.now)

        found = Counter(Item.objects.filter(kind="wishes.wish").values_list("state", flat=True))

    assert found == Counter(story.reaches for story in STORIES)
