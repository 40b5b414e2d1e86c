"""Take a name as written apart: place, core, legal form, branch, desk or shop."""

import re
from dataclasses import dataclass

from smart315.signals.names import vocabulary
from smart315.signals.names.places import Agreement, Places, agreement
from smart315.signals.names.vocabulary import Form
from smart315.signals.names.writing import plain


CORE = 40  # characters of a core that are kept
_BRACKETED = re.compile(r"\(([^()]*)\)")
_ENOUGH = 2
_HINTS = "超市|酒店|餐厅|药房|火锅|百货|银行|宾馆|烘焙|眼镜|影城|健身|服饰|家电|汽修|口腔"
_BRANCHED = re.compile(rf"^(.{{1,20}}(?:{_HINTS}))(.{{2,10}}(?:分公司|支行|分行|店))$")
_PLACED = re.compile(r"(?:第[一二三四五六七八九十\d]{1,3})?(?:分公司|支公司|分店|分部|支行|分行)$")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart. `mark` is the core without its trades; it is the core if all is trade."""

    core: str
    mark: str
    places: tuple[int, ...] = ()  # codes of the places before and behind the core
    form: Form = Form.UNSAID
    branch: str = ""
    branch_place: int = 0
    desk: bool = False  # a service desk of the business
    shop: bool = False  # a shop under its name

    @property
    def place(self) -> int:
        """The code of the last, narrowest place; 0 if there is none."""
        return self.places[-1] if self.places else 0


def parts(name: str, places: Places) -> Parts:
    """Take a name apart; of one that says nothing the core is empty.

    >>> found = parts("青海XX汽车贸易（集团）有限公司西宁分公司", Places({"西宁": 630100}))
    >>> found.core, found.places, found.form.name, found.branch, found.branch_place
    ('xx汽贸集团', (630000,), 'LIMITED', '西宁分公司', 630100)
    """
    return _Reading(places).read(plain(name))


class _Reading:
    """One name while it is read."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.said: list[int] = []
        self.form = Form.UNSAID
        self.branch = ""

    def read(self, text: str) -> Parts:
        body = self._outside(text)
        body, desk = _without(vocabulary.DESKS, vocabulary.DESK_ENDS, body)
        body = self._without_branch(body)
        body, shop = _without(vocabulary.SHOPS, vocabulary.SHOP_ENDS, body)
        bare = self._without_form(body)
        if bare != body:
            bare, inside = _without(vocabulary.SHOPS, vocabulary.SHOP_ENDS, bare)
            shop = shop or inside
        body = self._without_places(bare)
        core = vocabulary.shorter(body)[:CORE]
        mark = core[: vocabulary.mark_length(core)] or core
        where = self._branch_place()
        return Parts(core, mark, tuple(self.said), self.form, self.branch, where, desk, shop)

    def _outside(self, text: str) -> str:
        """Return what is outside brackets, with what inside them belongs to the core."""
        body = _BRACKETED.sub(self._inside, text)
        return body.replace("(", "").replace(")", "")

    def _inside(self, found: re.Match[str]) -> str:
        inside = found[1]
        code, end = self.places.before(inside)
        form = vocabulary.form_of(inside)
        if form:
            self.form = form
        elif code and end == len(inside):
            self.said.append(code)
        elif vocabulary.BRANCH.search(inside):
            self.branch = inside
        elif not vocabulary.ASIDE.match(inside):
            return inside
        return ""

    def _without_branch(self, body: str) -> str:
        last = None
        for last in vocabulary.FORM.finditer(body):
            if last.start() >= _ENOUGH and last.end() < len(body):
                tail = body[last.end() :]
                if vocabulary.BRANCH.search(tail) and not _is_shop(tail):
                    self.branch = tail
                    return body[: last.end()]
        if body[-1:] not in vocabulary.BRANCH_ENDS:
            return body
        hinted = _BRANCHED.match(body)
        if hinted and _is_branch(hinted[2]):
            self.branch = hinted[2]
            return hinted[1]
        ending = _PLACED.search(body)
        if ending and ending.start() > _ENOUGH:
            _code, start = self.places.behind(body[: ending.start()])
            if start >= _ENOUGH:
                self.branch = body[start:]
                return body[:start]
        return body

    def _without_form(self, body: str) -> str:
        while (last := _last_form(body)) is not None:
            self.form = self.form or vocabulary.form_of(last[0])
            body = body[: last.start()] + body[last.end() :]
        return body

    def _without_places(self, body: str) -> str:
        while True:
            code, end = self.places.before(body)
            if not self._fits(code) or not vocabulary.mark_length(body[end:]):
                break
            self.said.append(code)
            body = body[end:]
        code, start = self.places.behind(body)
        if self._fits(code) and start >= _ENOUGH and vocabulary.mark_length(body[:start]):
            self.said.append(code)
            body = body[:start]
        return body

    def _fits(self, code: int) -> bool:
        """Whether it is a place, and not one elsewhere: in 西宁贵阳辰 stands no 贵阳."""
        return code != 0 and all(agreement(code, s) is not Agreement.DIFFERS for s in self.said)

    def _branch_place(self) -> int:
        found, rest = 0, self.branch
        while rest:
            code, end = self.places.before(rest)
            if not code:
                break
            found, rest = code, rest[end:]
        return found


def _last_form(body: str) -> re.Match[str] | None:
    """Return the last legal form that does not stand alone."""
    found = None
    for each in vocabulary.FORM.finditer(body):
        if len(body) > len(each[0]):
            found = each
    return found


def _is_branch(tail: str) -> bool:
    """Whether it names a place of business: neither a trade nor a shop of the brand."""
    found = vocabulary.SHOPS.search(tail)
    return (not found or len(found[0]) == 1) and vocabulary.mark_length(tail) > 0


def _is_shop(tail: str) -> bool:
    found = vocabulary.SHOPS.search("某" + tail)
    return found is not None and found.start() == 1


def _without(ending: re.Pattern[str], ends: frozenset[str], body: str) -> tuple[str, bool]:
    """Return the name before its endings, and whether there were any."""
    found = False
    while body[-1:] in ends and (last := ending.search(body)) is not None:
        body, found = body[: last.start()], True
    return body, found
