"""Who does not see a case: the post of a neighbouring street, the company that the complaint is about."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import ZHUYUAN, named
from tests.harness.pages import Watch
from tests.harness.served import Served
from tests.journeys.conftest import PHONE
from tests.journeys.steps import item_of, report, unfold

pytestmark = pytest.mark.journey

LITTER = "三单元楼道里堆了很多杂物，老人上下楼不方便"
COMPLAINT = "翠竹物业收了费不管事，电梯坏了一个月没人修"
PageAs = Callable[..., Page]
Check = Callable[..., None]


def test_a_neighbouring_streets_post_is_refused(page_as: PageAs, watch: Watch, check_page: Check) -> None:
    item = report(page_as("alice"), LITTER)
    ours, theirs = page_as("dana", path=f"/console/cases/{item}/"), page_as("mallory")
    expect(ours.locator("h1")).to_contain_text("楼道")

    watch.expected.append("answer 404")
    refused = theirs.goto(f"/console/cases/{item}/")

    assert refused
    assert refused.status == 404
    assert "楼道" not in theirs.content()
    check_page(theirs)
    for path in (
        "/console/cases/?view=all",
        "/console/cases/desk/",
        "/console/cases/overdue/",
        "/console/search/?q=竹园",
    ):
        theirs.goto(path)
        assert item not in theirs.content(), path


def test_a_property_company_does_not_see_the_complaint_about_itself(
    served: Served, page_as: PageAs, watch: Watch
) -> None:
    # The form offers the companies of the clerk's own place and above: this one serves the whole community.
    with served.as_owner() as owner:
        owner.execute(
            "UPDATE accounts_organisation SET place_id = (SELECT id FROM places_place WHERE code = %s) WHERE id = %s",
            [ZHUYUAN, named("property")],
        )
    clerk = page_as("clara", path="/console/cases/new/")
    clerk.locator("[name=text]").fill(COMPLAINT)
    clerk.locator("[name=place]").fill("竹园小区 12 栋 3 单元")
    clerk.locator("[name=phone]").fill("19900000001")
    clerk.locator("[name=about]").select_option(label="翠竹物业")
    clerk.locator("form.fields button.primary, form.fields p > button").last.click()
    clerk.wait_for_url("**/console/cases/*-*/")
    item = item_of(clerk)

    unfold(clerk, "dispatch")
    offered = clerk.locator("details#do_dispatch label").all_inner_texts()
    assert not [one for one in offered if "翠竹物业" in one]

    company = page_as("hana", size=PHONE)
    watch.expected.append("answer 404")
    for path in ("/console/", "/console/notices/", "/console/cases/?view=all", "/console/search/?q=翠竹物业"):
        company.goto(path)
        assert item not in company.content(), path
        assert "收了费" not in company.content(), path
    refused = company.goto(f"/console/cases/{item}/")
    assert refused
    assert refused.status == 404
