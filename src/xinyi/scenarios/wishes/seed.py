"""Sample wishes in every state, taken through the same actions as real ones by whoever would take them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from xinyi.kernel.accounts.api import Seat, homes_of, on_duty, sample_residents
from xinyi.kernel.calendar.api import LOCAL
from xinyi.kernel.files.api import PreparedFile, store
from xinyi.kernel.places.api import place_by_id
from xinyi.kernel.scope.api import Actor, Asking, scope
from xinyi.scenarios.wishes.actions import Given, second, take, write_wish
from xinyi.scenarios.wishes.models import Wish

RESIDENTS, WISHERS = 24, 4
CHECKS, CLAIMS = "community_clerk", ("community_secretary", "street_leader")
HALF_A_DAY = timedelta(hours=12)
NAMESPACE = UUID("6f1d6a4e-4a52-5d0c-9a53-3b1d5b0f2c11")


@dataclass(frozen=True)
class Story:
    """A wish: how long ago, in which words, how far it came and how many want the same."""

    days: int
    text: str
    reaches: str
    seconds: int = 0
    offer: str = ""
    done: str = ""


@dataclass(frozen=True)
class Stage:
    """Everybody a story needs: the wisher's neighbours, the clerk, and who claims."""

    clerk: Asking
    claimer: Asking
    neighbours: Sequence[Asking]


STORIES = (
    Story(0, "想在小区门口装一个公共打气筒，上班路上车胎没气很着急。", "written"),
    Story(1, "晚上南门路口看不清转弯的车，想要一面反光镜。", "written"),
    Story(2, "想给楼下的流浪猫做绝育，大家凑一点也行。电话在群里。", "sent_back"),
    Story(3, "架空层下棋的老人多，只有一张旧沙发。能不能添两张带靠背的长椅，雨天也能坐。", "published", 9),
    Story(4, "孩子放学到家长下班有两个小时，想有个地方能写作业。", "published", 12),
    Story(6, "想学红糖锅盔，希望有会做的邻居教一次。", "published", 5),
    Story(8, "花坛边的台阶太高，想给腿脚不便的老人加一段扶手。", "claimed", 11, "出材料，两位师傅免费安装"),
    Story(9, "教我们几个老人用手机挂号，一次教不会，想多教几次。", "claimed", 7, "每周三下午上门教，先教四次"),
    Story(11, "雨天晒不了被子，想要一处晾晒棚。", "checking", 8, "在架空层搭晾晒棚", "晾晒棚装好了，能晒六床被子。"),
    Story(14, "单元门口的灯换亮一点，夜里开锁看不见。", "fulfilled", 6, "换一盏感应灯", "感应灯装好了，走近就亮。"),
    Story(17, "想把旧自行车清走，给电动车腾个停的地方。", "kept", 10, "登记后清走旧车", "清走 37 辆，划了 20 个车位。"),
    Story(20, "中庭想建一个游泳池。", "declined", 3),
)  # fmt: skip
BACK = "请把联系方式去掉，说说想在哪里做、需要什么。"
NO = "中庭是消防登高面，依规不能建。改为与体育馆谈居民票价。"


def seed(*, asking: Asking, now: datetime) -> None:
    """Put the stories on the walls where sample residents live; nothing without them, and nothing a second time."""
    if Wish.objects.exists():
        return
    neighbours = [resident(asking, one.person_id) for one in sample_residents(limit=RESIDENTS)]
    people = [one for one in neighbours if one is not None and one.community_id]
    found = [(one, set_stage(asking, one, neighbours=people, now=now)) for one in people[:WISHERS]]
    stages = [(wisher, stage) for wisher, stage in found if stage is not None]
    for number, story in enumerate(STORIES if stages else ()):
        wisher, stage = stages[number % len(stages)]
        tell(stage, story, wisher=wisher, now=now)


def resident(asking: Asking, person: UUID) -> Asking | None:
    """A sample resident at home, None for one who lives nowhere."""
    homes = homes_of(asking=asking, person=person)
    if not homes:
        return None
    home = place_by_id(asking=asking, place_id=homes[0].place_id)
    return Asking(
        Actor(person=person), me=person, place_id=home.id, level=home.level, street_id=home.street_id,
        community_id=home.community_id, stamps=asking.stamps,
    )  # fmt: skip


def set_stage(asking: Asking, wisher: Asking, *, neighbours: Sequence[Asking], now: datetime) -> Stage | None:
    """Who plays a part in the wisher's community, None where nobody works."""
    assert wisher.community_id is not None
    place = place_by_id(asking=asking, place_id=wisher.community_id)
    seats = on_duty(asking, place, roles=(CHECKS, *CLAIMS), at=now)
    clerks, claimers = ([one for one in seats if one.role in roles] for roles in ((CHECKS,), CLAIMS))
    if not (clerks and claimers):
        return None
    clerk, claimer = seated(asking, clerks[0]), seated(asking, claimers[0])
    return Stage(clerk, claimer, [one for one in neighbours if one.me != wisher.me])


def seated(asking: Asking, seat: Seat) -> Asking:
    """Somebody at work on their post."""
    assert seat.place_id is not None
    place = place_by_id(asking=asking, place_id=seat.place_id)
    actor = Actor(person=seat.person_id, post=seat.post_id, name=seat.public_name)
    return Asking(
        actor, me=seat.post_id, lo=place.pos, hi=place.pos_end, place_id=place.id, level=place.level,
        street_id=place.street_id, community_id=place.community_id, role=seat.role, title=seat.title,
        place_name=place.name, stamps=asking.stamps,
    )  # fmt: skip


def tell(stage: Stage, story: Story, *, wisher: Asking, now: datetime) -> None:
    """One story, step by step: looked at within half a day, the others spread over the time until now."""
    at = now - timedelta(days=story.days, hours=2)
    key = uuid5(NAMESPACE, story.text)
    with scope(wisher):
        wish = write_wish(asking=wisher, text=story.text, photos=[], idem=key, now=at)
    way = steps(stage, story, wisher=wisher, at=at)
    first = at + HALF_A_DAY
    pause = (now - HALF_A_DAY - first) / max(len(way) - 1, 1)
    for number, (who, name, given) in enumerate(way):
        moment = first + pause * number
        given = replace(given, photos=[picture(who, moment)]) if name == "fulfil" else given
        with scope(who):
            take(
                asking=who, item_id=wish, name=name, given=given, version=None, idem=uuid5(key, name), now=moment
            )  # fmt: skip
        if name == "publish":
            for one in stage.neighbours[: story.seconds]:
                with scope(one):
                    second(asking=one, item_id=wish, now=min(now, moment + timedelta(minutes=7)))


def steps(stage: Stage, story: Story, *, wisher: Asking, at: datetime) -> list[tuple[Asking, str, Given]]:
    """The steps up to the state the story reaches."""
    day = (at + timedelta(days=21)).astimezone(LOCAL).date()
    if story.reaches in {"written", "sent_back"}:
        return [(stage.clerk, "send_back", Given(reason=BACK))] if story.reaches == "sent_back" else []
    published = [(stage.clerk, "publish", Given(text=story.text))]
    if story.reaches == "declined":
        return [*published, (stage.claimer, "decline", Given(reason=NO))]
    way = [
        (stage.claimer, "claim", Given(text=story.offer, promised_on=day)),
        (stage.claimer, "fulfil", Given(text=story.done)),
        (stage.clerk, "confirm", Given(text=story.done)),
        (wisher, "thank", Given(text="谢谢，真的方便多了。")),
    ]
    reached = ("published", "claimed", "checking", "fulfilled", "kept").index(story.reaches)
    return [*published, *way[:reached]]


def picture(who: Asking, at: datetime) -> PreparedFile:
    """A drawing that stands for a photo of what was done."""
    canvas = Image.new("RGB", (800, 600), "#CBD8D4")
    pen = ImageDraw.Draw(canvas)
    pen.rectangle((0, 460, 800, 600), fill="#A7B7B1")
    pen.polygon([(60, 180), (400, 90), (740, 180), (740, 220), (60, 220)], fill="#7D8F8B")
    for left, colour in ((160, "#E9EEEC"), (340, "#8FB5B3"), (520, "#D9C3A0")):
        pen.rectangle((left, 240, left + 130, 420), fill=colour)
    kept = BytesIO()
    canvas.save(kept, "JPEG")
    upload = SimpleUploadedFile("done.jpg", kept.getvalue(), "image/jpeg")
    return store(asking=who, upload=upload, now=at, kind="after")
