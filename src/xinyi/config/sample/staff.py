"""Who works in the sample district: organisations, posts at every level, the people on them and their rosters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from xinyi.centre.hints.api import organisation_kinds
from xinyi.config.sample.district import SET_UP, Ground
from xinyi.config.sample.naming import duty_phone, named, person_name
from xinyi.kernel.accounts.api import (
    NewAppointment,
    NewDuty,
    NewOrganisation,
    NewPerson,
    NewPost,
    NewStaff,
    hash_password,
    load_duties,
    load_organisations,
    load_people,
    load_posts,
    load_staff,
)
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.places.api import PlaceRef

PASSWORD = "xinyi-sample-2026"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ROSTER_BACK, ROSTER_AHEAD = 7, 60
DAY_BEGINS, NIGHT_BEGINS = time(8), time(18)
PROPERTY_NAMES = ("锦苑", "安居", "和畅", "蓉宜", "嘉邻", "青禾", "望江", "朗润", "百合", "同心")
PER_STREET = {"patrol": "{}街道巡防队", "sanitation": "{}街道环卫站", "police": "{}派出所"}
DEPARTMENTS = {
    "city_management": "锦城区综合行政执法队",
    "housing": "锦城区住房建设局",
    "environment": "锦城区生态环境局",
    "health": "锦城区卫生健康局",
    "labour": "锦城区人力资源和社会保障局",
    "civil_affairs": "锦城区民政局",
    "education": "锦城区教育局",
    "market": "锦城区市场监督管理局",
    "traffic_police": "锦城区交警大队",
    "construction": "锦城区建设工程管理站",
    "transport": "锦城区交通运输局",
    "planning": "锦城区规划和自然资源局",
    "government_service": "锦城区政务服务中心",
    "landscape": "锦城区园林绿化所",
    "culture": "锦城区文化体育和旅游局",
    "emergency": "锦城区应急管理局",
    "drainage": "锦城区排水管护中心",
    "telecom": "锦城区通信联合服务站",
    "fire": "锦城区消防救援站",
    "water": "锦城区自来水公司",
    "power": "锦城区供电所",
    "gas": "锦城区燃气公司",
    "discipline": "锦城区纪检监察室",
    "lighting": "锦城区照明管护所",
    "heating": "锦城区供热服务站",
    "finance": "锦城区金融服务办公室",
    "medical_insurance": "锦城区医疗保障局",
}
AT_PLACES = {
    "grid": (("grid_worker", "网格员"),),
    "community": (("community_clerk", "社区工作者"), ("community_secretary", "社区书记")),
    "street": (
        ("street_dispatcher", "值班长"),
        ("street_dispatcher", "夜班值班长"),
        ("street_clerk", "街道窗口"),
        ("street_leader", "街道负责人"),
    ),
    "district": (
        ("district_dispatcher", "区级调度"),
        ("district_dispatcher", "夜班区级调度"),
        ("district_leader", "区级负责人"),
        ("auditor", "审计员"),
        ("administrator", "系统管理员"),
    ),
}
CREWS = {
    "patrol": (("handler", "巡防队员"), ("manager", "巡防队长")),
    "property": (("handler", "维修员"), ("manager", "项目经理")),
}
CREW = (("handler", "处置员"), ("manager", "科室负责人"))


@dataclass(frozen=True)
class Member:
    """Somebody on a post, at a place or in an organisation."""

    key: str
    role: str
    title: str
    name: str
    place: PlaceRef
    number: str
    organisation: NewOrganisation | None = None

    @property
    def person_id(self) -> UUID:
        """The person."""
        return named(f"person of {self.key}")

    @property
    def post_id(self) -> UUID:
        """The seat."""
        return named(f"post {self.key}")


@dataclass(frozen=True)
class Staff:
    """Everybody who works, in the order in which sample sign-in offers them."""

    members: list[Member]
    organisations: list[NewOrganisation]


def hire(*, ground: Ground, chance: Random, now: datetime) -> Staff:
    """Organisations, posts, people, accounts and rosters; needs ``system`` scope."""
    organisations = list(organisations_of(ground))
    found = [*seats_at_places(ground), *seats_in(organisations, ground)]
    members = [
        Member(key, role, title, person_name(chance), place, f"{1001 + n}", organisation)
        for n, (key, role, title, place, organisation) in enumerate(found)
    ]
    load_organisations(organisations)
    seat(members, since=now - SET_UP)
    load_duties(duties(members, today=now.astimezone(LOCAL).date()))
    return Staff(members, organisations)


Found = tuple[str, str, str, PlaceRef, NewOrganisation | None]


def seats_at_places(ground: Ground) -> Iterator[Found]:
    """The seats of grids, communities, streets and the district."""
    for level, kinds in AT_PLACES.items():
        for place in ground.first(level):
            for number, (role, title) in enumerate(kinds):
                yield f"{place.code} {role} {number}", role, title, place, None


def seats_in(organisations: list[NewOrganisation], ground: Ground) -> Iterator[Found]:
    """The seats of organisations."""
    for one in organisations:
        for role, title in CREWS.get(one.kind, CREW):
            yield f"{one.id} {role}", role, title, ground.by_id[one.place_id or 0], one


def organisations_of(ground: Ground) -> Iterator[NewOrganisation]:
    """Patrols per street, property companies and a residents' committee per community, departments of the district."""
    number = 1000
    for community in ground.first("community"):
        number += 3
        for turn in range(2):
            word = PROPERTY_NAMES[(community.id + turn * 3) % len(PROPERTY_NAMES)]
            yield organisation(
                f"{community.short_name}{word}物业服务中心", kind="property", place=community, number=number + turn
            )
        yield organisation(f"{community.short_name}社区居委会", kind="community", place=community, number=number + 2)
    for street in ground.first("street"):
        for kind, name in PER_STREET.items():
            number += 1
            yield organisation(name.format(street.short_name), kind=kind, place=street, number=number)
    for kind, word in organisation_kinds().items():
        if kind not in {"property", "community", *PER_STREET}:
            number += 1
            yield organisation(DEPARTMENTS.get(kind, f"锦城区{word}"), kind=kind, place=ground.district, number=number)


def organisation(name: str, *, kind: str, place: PlaceRef, number: int) -> NewOrganisation:
    """One organisation."""
    return NewOrganisation(named(f"organisation {name}"), name, kind, place.id, duty_phone(number))


def seat(members: list[Member], *, since: datetime) -> None:
    """People, posts, appointments and accounts; one password hash for all, since making one is slow on purpose."""
    password = hash_password(PASSWORD)
    load_people(NewPerson(one.person_id, since, has_account=False) for one in members)
    load_posts(
        [post_of(one, number=n, since=since.date()) for n, one in enumerate(members)],
        [NewAppointment(one.person_id, one.post_id, one.name, since.date()) for one in members],
    )
    load_staff(NewStaff(one.person_id, one.number, password, SECRET, since) for one in members)


def post_of(one: Member, *, number: int, since: date) -> NewPost:
    """A member's post: at a place, or in an organisation."""
    at_place = one.organisation is None
    return NewPost(
        one.post_id,
        one.role,
        one.title,
        since,
        one.place.id if at_place else None,
        one.organisation.id if one.organisation else None,
        duty_phone(3000 + number) if at_place else "",
    )


def duties(members: list[Member], *, today: date) -> Iterator[NewDuty]:
    """Day and night at every desk, each the other's stand-in."""
    desks: dict[int, list[Member]] = {}
    for one in members:
        if one.role in {"street_dispatcher", "district_dispatcher"}:
            desks.setdefault(one.place.id, []).append(one)
    for place_id, (by_day, by_night) in desks.items():
        for n in range(-ROSTER_BACK, ROSTER_AHEAD + 1):
            yield from shift(place_id, day=today + timedelta(days=n), begins=DAY_BEGINS, on=by_day, behind=by_night)
            yield from shift(place_id, day=today + timedelta(days=n), begins=NIGHT_BEGINS, on=by_night, behind=by_day)


def shift(place_id: int, *, day: date, begins: time, on: Member, behind: Member) -> Iterator[NewDuty]:
    """Who is on duty and who stands in."""
    start = datetime.combine(day, begins, LOCAL)
    is_day = begins == DAY_BEGINS
    end = datetime.combine(day if is_day else day + timedelta(days=1), NIGHT_BEGINS if is_day else DAY_BEGINS, LOCAL)
    yield NewDuty(on.post_id, place_id, start, end, 1)
    yield NewDuty(behind.post_id, place_id, start, end, 2)
