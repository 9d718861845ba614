"""Appointments and posts: who sits where from when, and the end of it."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from xinyi.kernel.accounts.machine import today
from xinyi.kernel.accounts.models import Appointment, Organisation, Post
from xinyi.kernel.audit import api as audit
from xinyi.kernel.base.api import Refused, Rows, write
from xinyi.kernel.scope.api import Asking


class PostClosed(Refused):
    """Nobody is appointed to a post that is closed."""

    message = _("这个岗位已经撤销，不能再任命。")


def appoint(
    *, asking: Asking, person: UUID, post_id: UUID, public_name: str, now: datetime, starts_on: date | None = None
) -> None:
    """Put a person on a post, from today unless said otherwise. Raises ``PostClosed``. Effects: an audit row."""
    if not Post.objects.filter(open_on(today(now)), id=post_id).exists():
        raise PostClosed
    row = {"person_id": person, "post_id": post_id, "public_name": public_name, "starts_on": starts_on or today(now)}
    noted = note(asking=asking, action="accounts.appoint", post_id=post_id, subject=person, now=now)
    write(Rows(Appointment, [row]), noted)


def end_appointment(*, asking: Asking, person: UUID, post_id: UUID, now: datetime) -> None:
    """A person leaves a post at once: their next request no longer works as it. Idempotent. Effects: an audit row.

    Waits for a request in which the person is just acting as this post.
    """
    on = today(now)
    standing = Appointment.objects.filter(open_on(on, "ends_on"), person_id=person, post_id=post_id)
    if standing.update(ends_on=Greatest(F("starts_on"), on)):
        write(note(asking=asking, action="accounts.end_appointment", post_id=post_id, subject=person, now=now))


def close_post(*, asking: Asking, post_id: UUID, now: datetime) -> None:
    """Close a post at once, with its appointments; what it holds is handed over by the caller, in the same transaction.

    Idempotent. Effects: an audit row.
    """
    on = today(now)
    if Post.objects.filter(open_on(on), id=post_id).update(closed_on=on):
        Appointment.objects.filter(open_on(on, "ends_on"), post_id=post_id).update(ends_on=Greatest(F("starts_on"), on))
        write(note(asking=asking, action="accounts.close_post", post_id=post_id, subject=None, now=now))


def end_organisation(*, asking: Asking, organisation_id: UUID, now: datetime) -> None:
    """Dissolve an organisation at once, its posts with it; what it holds is handed over by the caller, in the same
    transaction. Idempotent. Effects: an audit row.
    """
    on = today(now)
    if Organisation.objects.filter(open_on(on, "ended_on"), id=organisation_id).update(ended_on=on):
        Post.objects.filter(open_on(on), organisation_id=organisation_id).update(closed_on=on)
        write(note(asking=asking, action="accounts.end_organisation", post_id=organisation_id, subject=None, now=now))


def open_on(day: date, column: str = "closed_on") -> Q:
    """Not over on that day: the last day is excluded."""
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__gt": day})


def note(*, asking: Asking, action: str, post_id: UUID, subject: UUID | None, now: datetime) -> Rows:
    """The audit row of a change to a seat."""
    return audit.record(
        actor=asking.actor,
        action=action,
        object_kind="post",
        object_id=post_id,
        subject=subject,
        title=asking.title,
        at=now,
    )
