"""Who works in the associations: named people who can sign in, and the rest who only work."""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from random import Random

from smart315.accounts import actions
from smart315.accounts.actors import SYSTEM, Role
from smart315.accounts.queries import Organisation, User
from smart315.jobs.demo import names
from smart315.jobs.demo.network import PROVINCE, Network
from smart315.jobs.demo.signins import SignIn


R = Role
CITY, EAST, MIDDLE, YUSHU = "630100", "630102", "630103", "632701"
SECRET_BYTES = 20


@dataclass(frozen=True)
class Post:
    """One named person: account, name, and what they are where."""

    username: str
    name: str
    place: str
    roles: tuple[Role, ...]


POSTS = (
    Post("sheng-shouli", "马晓云", PROVINCE, (R.INTAKE_OFFICER,)),
    Post("sheng-tiaojie", "李文涛", PROVINCE, (R.MEDIATOR,)),
    Post("sheng-shenpi", "祁海燕", PROVINCE, (R.APPROVER,)),
    Post("sheng-fuze", "陈国平", PROVINCE, (R.HEAD,)),
    Post("sheng-duban", "杨志诚", PROVINCE, (R.SUPERVISOR,)),
    Post("sheng-huifang", "周玉珍", PROVINCE, (R.FOLLOW_UP,)),
    Post("sheng-dangan", "铁成林", PROVINCE, (R.ARCHIVIST,)),
    Post("sheng-fenxi", "吴启明", PROVINCE, (R.ANALYST,)),
    Post("sheng-bianji", "星雪莲", PROVINCE, (R.EDITOR,)),
    Post("sheng-fabu", "包永福", PROVINCE, (R.PUBLISHER,)),
    Post("sheng-tichayuan", "冶玉兰", PROVINCE, (R.VISITOR,)),
    Post("sheng-zhuanjia", "魏文博", PROVINCE, (R.EXPERT,)),
    Post("sheng-xitong", "孙俊杰", PROVINCE, (R.SYSTEM_ADMIN,)),
    Post("sheng-anquan", "郑浩然", PROVINCE, (R.SECURITY_ADMIN,)),
    Post("sheng-shenji", "刘素芳", PROVINCE, (R.AUDIT_ADMIN,)),
    Post("xining-shouli", "韩忠义", CITY, (R.INTAKE_OFFICER,)),
    Post("xining-tiaojie", "张丽娟", CITY, (R.MEDIATOR,)),
    Post("xining-daili", "马福祥", CITY, (R.MEDIATOR,)),
    Post("xining-fuze", "陈静", CITY, (R.HEAD,)),
    Post("xining-duban", "丁建军", CITY, (R.SUPERVISOR,)),
    Post("xining-huifang", "王春花", CITY, (R.FOLLOW_UP, R.ARCHIVIST)),
    Post("chengdong-shouli", "李敏", EAST, (R.INTAKE_OFFICER,)),
    Post("chengdong-tiaojie", "马占彪", EAST, (R.MEDIATOR,)),
    Post("chengdong-daili", "韩生云", EAST, (R.MEDIATOR,)),
    Post("chengdong-fuze", "赵海霞", EAST, (R.HEAD,)),
    Post("chengdong-huifang", "沙翠花", EAST, (R.FOLLOW_UP,)),
    Post("chengdong-dangan", "杨得福", EAST, (R.ARCHIVIST,)),
    Post("chengzhong-shouli", "周晓梅", MIDDLE, (R.INTAKE_OFFICER,)),
    Post("chengzhong-tiaojie", "白福祥", MIDDLE, (R.MEDIATOR,)),
    Post("chengzhong-fuze", "吴国庆", MIDDLE, (R.HEAD,)),
    Post("chengzhong-huifang", "李桂香", MIDDLE, (R.FOLLOW_UP, R.ARCHIVIST)),
    Post("yushu-shouli", "才仁卓玛", YUSHU, (R.INTAKE_OFFICER, R.MEDIATOR)),
    Post("yushu-fuze", "扎西多杰", YUSHU, (R.HEAD, R.FOLLOW_UP, R.ARCHIVIST)),
)
CLERKS = {
    EAST: Post("dazhongjie-dailu", "冶海比", EAST, (R.STATION_CLERK,)),
    YUSHU: Post("longbao-dailu", "仁青措毛", YUSHU, (R.STATION_CLERK,)),
}
PARTNER = Post("chengdong-shichangju", "祁发祥", EAST, (R.PARTNER,))
# A small office: one takes complaints in and mediates, the other heads, calls back and files.
SMALL_OFFICE = (
    ("jingban", (R.INTAKE_OFFICER, R.MEDIATOR)),
    ("fuze", (R.HEAD, R.FOLLOW_UP, R.ARCHIVIST)),
)


@dataclass(frozen=True)
class Staff:
    """How many people work in the associations, and who of them can sign in."""

    count: int
    signins: list[SignIn]


def appoint(network: Network, password: str, rng: Random, at: datetime) -> Staff:
    """Open the accounts and give the roles."""
    unnamed = 0
    signins = [_named(each, network.associations[each.place], password, at) for each in POSTS]
    staffed = {each.place for each in POSTS}
    for place, organisation in network.associations.items():
        if place not in staffed:
            for job, roles in SMALL_OFFICE:
                name, _tibetan = names.person(rng, place if place != PROVINCE else EAST)
                _worker(f"{job}-{place}", name, roles, organisation, at)
                unnamed += 1
    for place, station in network.stations.items():
        if place in CLERKS:
            signins.append(_named(CLERKS[place], station, password, at))
        else:
            name, _tibetan = names.person(rng, place)
            _worker(f"dailu-{place}", name, (R.STATION_CLERK,), station, at)
            unnamed += 1
    signins.append(_named(PARTNER, network.partners[PARTNER.place], password, at))
    return Staff(unnamed + len(signins), signins)


def _named(post: Post, organisation: Organisation, password: str, at: datetime) -> SignIn:
    user = _worker(post.username, post.name, post.roles, organisation, at, password)
    secret = b32encode(secrets.token_bytes(SECRET_BYTES)).decode()
    actions.enrol_totp(user=user, secret=secret, at=at)
    role = "、".join(str(each.label) for each in post.roles)
    return SignIn(post.username, password, post.name, role, organisation.name)


def _worker(
    username: str,
    name: str,
    roles: tuple[Role, ...],
    organisation: Organisation,
    at: datetime,
    password: str = "",
) -> User:
    user = actions.create_user(
        by=SYSTEM, at=at, username=username, display_name=name, password=password
    )
    for role in roles:
        actions.appoint(
            by=SYSTEM, at=at, user_id=user.pk, organisation_id=organisation.pk, role=role
        )
    return user
