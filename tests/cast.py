"""The people, places and rules that every test knows, seeded once into the database that tests are cloned from.

Alice lives in Bamboo Court, Bob is her neighbour, Kim walks their grid, Clara serves their community, Dana keeps the
street's desk by day and Nora by night, Sam leads the street, Dora keeps the district's desk, Pat patrols, Hana manages
the property company of Bamboo Court, Mallory keeps the desk of the other street, Zoe lives there.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from xinyi.centre.cases.api import load_kinds, load_rules
from xinyi.kernel.accounts.api import (
    NewAppointment,
    NewDuty,
    NewOrganisation,
    NewPerson,
    NewPost,
    NewResidence,
    NewStaff,
    hash_password,
    load_duties,
    load_organisations,
    load_people,
    load_posts,
    load_residences,
    load_staff,
)
from xinyi.kernel.places.api import PlaceRow, load_places, place_by_code
from xinyi.kernel.policy.api import put
from xinyi.kernel.scope.api import Actor, Asking, ensure_months, scope, system

START = datetime(2026, 1, 1, tzinfo=UTC)
# A Tuesday, ten in the morning in Chengdu, and the same evening at a quarter to twelve.
MORNING = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 10, 15, 45, tzinfo=UTC)
PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

DISTRICT, YUZHU, HONGQIANG = "510107", "510107001", "510107002"
ZHUYUAN, GUILI, JIANGYUAN = "510107001001", "510107001002", "510107002001"
GRID, OTHER_GRID = "510107001001G01", "510107001001G02"
BAMBOO_COURT, BUILDING, STAIR, DWELLING = (f"510107001001C01{more}" for more in ("", "B12", "B12S3", "B12S3D302"))
OTHER_BUILDING = "510107001001C01B11"


def named(name: str) -> UUID:
    """The id of somebody or something in the cast."""
    return uuid5(NAMESPACE_URL, f"https://xinyi.example/cast/{name}")


def square(lon: float, lat: float, side: float) -> list[list[float]]:
    """An area from its south-west corner."""
    return [[lon, lat], [lon + side, lat], [lon + side, lat + side], [lon, lat + side], [lon, lat]]


PLACES = [
    PlaceRow(DISTRICT, "锦城区", "district", area=square(104.00, 30.60, 0.10), lon=104.05, lat=30.65),
    PlaceRow(YUZHU, "玉竹街道", "street", DISTRICT, area=square(104.00, 30.60, 0.05), lon=104.025, lat=30.625),
    PlaceRow(HONGQIANG, "红墙街道", "street", DISTRICT, area=square(104.05, 30.60, 0.05), lon=104.075, lat=30.625),
    PlaceRow(ZHUYUAN, "竹园社区", "community", YUZHU, area=square(104.00, 30.60, 0.02), lon=104.01, lat=30.61),
    PlaceRow(GUILI, "桂里社区", "community", YUZHU, area=square(104.02, 30.60, 0.02), lon=104.03, lat=30.61),
    PlaceRow(JIANGYUAN, "江源社区", "community", HONGQIANG, area=square(104.05, 30.60, 0.02), lon=104.06, lat=30.61),
    PlaceRow(GRID, "第 6 网格", "grid", ZHUYUAN, area=square(104.00, 30.60, 0.01), lon=104.005, lat=30.605),
    PlaceRow(OTHER_GRID, "第 7 网格", "grid", ZHUYUAN, area=square(104.01, 30.60, 0.01), lon=104.015, lat=30.605),
    PlaceRow(
        BAMBOO_COURT,
        "竹园小区",
        "compound",
        ZHUYUAN,
        GRID,
        area=square(104.001, 30.601, 0.004),
        lon=104.003,
        lat=30.603,
    ),
    PlaceRow(OTHER_BUILDING, "11 栋", "building", BAMBOO_COURT, GRID, lon=104.002, lat=30.602),
    PlaceRow(BUILDING, "12 栋", "building", BAMBOO_COURT, GRID, lon=104.004, lat=30.604),
    PlaceRow(STAIR, "3 单元", "stair", BUILDING, GRID, lon=104.004, lat=30.604),
    PlaceRow(DWELLING, "302", "dwelling", STAIR, GRID),
    PlaceRow(
        "510107002001C01", "江源苑", "compound", JIANGYUAN, area=square(104.051, 30.601, 0.004), lon=104.053, lat=30.603
    ),
    PlaceRow("510107002001C01B1", "1 栋", "building", "510107002001C01", lon=104.053, lat=30.603),
]


@dataclass(frozen=True)
class Seated:
    """A member of staff: who, in which role, where or for whom."""

    name: str
    public_name: str
    role: str
    title: str
    place: str = ""
    organisation: str = ""


STAFF = [
    Seated("kim", "陈秀芳", "grid_worker", "网格员", GRID),
    Seated("clara", "周倩", "community_clerk", "社区工作者", ZHUYUAN),
    Seated("cora", "唐云", "community_clerk", "社区工作者", JIANGYUAN),
    Seated("dana", "刘敏", "street_dispatcher", "值班长", YUZHU),
    Seated("nora", "何川", "street_dispatcher", "夜班值班长", YUZHU),
    Seated("sam", "罗江", "street_leader", "街道负责人", YUZHU),
    Seated("walter", "吴平", "street_clerk", "街道窗口", YUZHU),
    Seated("mallory", "马力", "street_dispatcher", "值班长", HONGQIANG),
    Seated("dora", "杜蓉", "district_dispatcher", "区级调度", DISTRICT),
    Seated("leo", "李岚", "district_leader", "区级负责人", DISTRICT),
    Seated("audrey", "奥德", "auditor", "审计员", DISTRICT),
    Seated("adam", "安达", "administrator", "系统管理员", DISTRICT),
    Seated("pat", "潘勇", "handler", "巡防队员", organisation="patrol"),
    Seated("hana", "韩娜", "manager", "项目经理", organisation="property"),
    Seated("paul", "张建国", "handler", "维修员", organisation="property"),
]
ORGANISATIONS = {
    "patrol": ("玉竹街道巡防队", "patrol", YUZHU),
    "property": ("翠竹物业", "property", BAMBOO_COURT),
    "city": ("锦城区综合执法队", "city_management", DISTRICT),
}
RESIDENTS = {
    "alice": ("王艾丽", "19900000001", STAIR),
    "bob": ("何伯", "19900000002", OTHER_BUILDING),
    "zoe": ("周一", "19900000003", "510107002001C01B1"),
}

KINDS = [
    {
        "code": "noise.shop",
        "name": "商家音响",
        "group": "noise",
        "group_name": "噪音扰民",
        "urgency": "urgent",
        "words": ["音响", "商家", "喇叭", "噪音"],
        "is_happening_now": True,
        "organisation_kind": "patrol",
        "name_en": "Shop noise",
        "group_name_en": "Noise",
    },
    {
        "code": "clean.stairs",
        "name": "楼道堆物",
        "group": "clean",
        "group_name": "环境卫生",
        "words": ["楼道", "杂物", "堆"],
        "organisation_kind": "property",
        "name_en": "Things left in the stairwell",
        "group_name_en": "Cleanliness",
    },
    {
        "code": "light.lamp",
        "name": "路灯不亮",
        "group": "light",
        "group_name": "市政设施",
        "words": ["路灯"],
        "organisation_kind": "city_management",
        "name_en": "Street lamp",
        "group_name_en": "Public works",
    },
    {
        "code": "property.service",
        "name": "物业服务",
        "group": "property",
        "group_name": "物业服务",
        "words": ["物业"],
        "organisation_kind": "housing",
        "name_en": "Property management",
        "group_name_en": "Property management",
    },
]
RULES = [
    {
        "order": 10,
        "kind": "noise.shop",
        "hours": "night",
        "to_role": "street_dispatcher",
        "to_organisation_kind": "patrol",
        "reason": "夜间噪音由街道值班长调度巡防队",
        "confirms_kind": True,
    },
    {
        "order": 20,
        "group": "noise",
        "to_role": "community_clerk",
        "to_organisation_kind": "patrol",
        "reason": "噪音扰民由社区先行劝导",
    },
    {
        "order": 30,
        "group": "clean",
        "to_role": "grid_worker",
        "to_organisation_kind": "property",
        "reason": "楼道环境由网格员先看现场",
    },
    {
        "order": 40,
        "group": "light",
        "to_role": "street_dispatcher",
        "to_organisation_kind": "city_management",
        "reason": "市政设施由街道派给执法队",
    },
]
LIMITS = {
    "ordinary": {
        "first_response": [2, "work_hour"],
        "admit": [2, "work_hour"],
        "dispatch": [4, "work_hour"],
        "accept": [4, "work_hour"],
        "handle": [12, "work_hour"],
        "check": [4, "work_hour"],
        "answer": [2, "work_day"],
    },
    "urgent": {
        "first_response": [1, "work_hour"],
        "admit": [1, "work_hour"],
        "dispatch": [1, "work_hour"],
        "accept": [1, "work_hour"],
        "handle": [6, "work_hour"],
        "check": [2, "work_hour"],
        "answer": [1, "work_day"],
    },
    "most_urgent": {
        "first_response": [0.25, "urgent_hour"],
        "admit": [0.25, "urgent_hour"],
        "dispatch": [0.25, "urgent_hour"],
        "accept": [0.25, "urgent_hour"],
        "handle": [3, "urgent_hour"],
        "check": [1, "urgent_hour"],
        "answer": [4, "urgent_hour"],
    },
    "happening_now": {
        "first_response": [0.1, "urgent_hour"],
        "admit": [0.1, "urgent_hour"],
        "dispatch": [0.1, "urgent_hour"],
        "accept": [0.1, "urgent_hour"],
        "handle": [0.5, "urgent_hour"],
        "check": [1, "urgent_hour"],
        "answer": [2, "urgent_hour"],
    },
}
POLICY = {
    "cases.limits": LIMITS,
    "cases.ring_minutes": 5,
    "cases.reopen_days": 7,
    "cases.handback_limit": 2,
}


def seed() -> None:
    """Put the cast into an empty migrated database."""
    with scope(system("cast")) as asking:
        ensure_months(date(2026, 1, 1), date(2026, 12, 1))
        actor = Actor(channel="system", machine="cast")
        places = load_places(actor=actor, rows=PLACES, now=START)
        for name, body in POLICY.items():
            put(actor=actor, name=name, body=body, valid_from=START, now=START)
        load_kinds(KINDS)
        load_rules([{**rule, "valid_from": START} for rule in RULES])
        load_organisations(
            NewOrganisation(named(key), name, kind, places[place], "02800000000")
            for key, (name, kind, place) in ORGANISATIONS.items()
        )
        seat_staff(places)
        settle_residents(asking)


def seat_staff(places: dict[str, int]) -> None:
    """Posts, who sits on them, their accounts and the night roster."""
    password = hash_password(PASSWORD)
    load_people(NewPerson(named(one.name), START, has_account=False) for one in STAFF)
    load_posts(
        [
            NewPost(
                post_of(one.name),
                one.role,
                one.title,
                START.date(),
                places.get(one.place),
                named(one.organisation) if one.organisation else None,
                "02800000000",
            )
            for one in STAFF
        ],
        [NewAppointment(named(one.name), post_of(one.name), one.public_name, START.date()) for one in STAFF],
    )
    load_staff(NewStaff(named(one.name), one.name, password, SECRET, START) for one in STAFF)
    evening = MORNING + timedelta(hours=8)
    load_duties(
        [
            NewDuty(post_of("dana"), places[YUZHU], MORNING - timedelta(hours=2), evening, 1),
            NewDuty(post_of("nora"), places[YUZHU], evening, evening + timedelta(hours=14), 1),
            NewDuty(post_of("dana"), places[YUZHU], evening, evening + timedelta(hours=14), 2),
        ]
    )


def settle_residents(asking: Asking) -> None:
    """Residents with phones and homes."""
    load_people(
        NewPerson(named(key), START, name=name, phone=phone, consents=(("cases", "1"),))
        for key, (name, phone, _home) in RESIDENTS.items()
    )
    load_residences(
        NewResidence(named(key), place_by_code(asking=asking, code=home), "owner", START.date(), "window")
        for key, (_name, _phone, home) in RESIDENTS.items()
    )


def post_of(name: str) -> UUID:
    """The post of a member of staff."""
    return named(f"{name}'s post")


def asking_for(name: str) -> Asking:
    """Who is asking when this member of the cast works or is at home, as the middleware would say."""
    with scope(system("cast")) as asking:
        if name in RESIDENTS:
            home = place_by_code(asking=asking, code=RESIDENTS[name][2])
            return Asking(
                Actor(person=named(name), name="", channel="web"),
                me=named(name),
                place_id=home.id,
                level=home.level,
                street_id=home.street_id,
                community_id=home.community_id,
                stamps=asking.stamps,
            )
        one = next(one for one in STAFF if one.name == name)
        actor = Actor(person=named(name), post=post_of(name), name=one.public_name)
        if one.organisation:
            return Asking(
                actor,
                me=named(one.organisation),
                level="organisation",
                role=one.role,
                title=one.title,
                organisation_id=named(one.organisation),
                stamps=asking.stamps,
                place_name=ORGANISATIONS[one.organisation][0],
            )
        place = place_by_code(asking=asking, code=one.place)
        return Asking(
            actor,
            me=post_of(name),
            lo=place.pos,
            hi=place.pos_end,
            grid=place.id if place.level == "grid" else None,
            place_id=place.id,
            level=place.level,
            street_id=place.street_id,
            community_id=place.community_id,
            role=one.role,
            title=one.title,
            place_name=place.name,
            auditor=one.role == "auditor",
            stamps=asking.stamps,
        )
