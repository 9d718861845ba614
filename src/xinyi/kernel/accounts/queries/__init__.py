"""Reads of accounts: who is asking, who sits where, what a person may read about themselves."""

from xinyi.kernel.accounts.queries.identity import (
    DEFINER_FUNCTIONS,
    NoPost,
    PostEnded,
    SessionRow,
    identify,
    require_post,
)
from xinyi.kernel.accounts.queries.people import (
    GivenConsent,
    Home,
    OpenSession,
    consents_of,
    has_consented,
    homes_of,
    sessions_of,
)
from xinyi.kernel.accounts.queries.samples import SamplePerson, sample_residents, sample_staff
from xinyi.kernel.accounts.queries.seats import (
    OrganisationRef,
    Seat,
    on_duty,
    organisations,
    post_for,
    posts_of,
    seat_of,
    seats,
)

__all__ = [
    "DEFINER_FUNCTIONS",
    "GivenConsent",
    "Home",
    "NoPost",
    "OpenSession",
    "OrganisationRef",
    "PostEnded",
    "SamplePerson",
    "Seat",
    "SessionRow",
    "consents_of",
    "has_consented",
    "homes_of",
    "identify",
    "on_duty",
    "organisations",
    "post_for",
    "posts_of",
    "require_post",
    "sample_residents",
    "sample_staff",
    "seat_of",
    "seats",
    "sessions_of",
]
