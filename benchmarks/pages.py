"""What the first public page and the filing page weigh on the wire, with all they load."""

import http.client
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from benchmarks import figures, stage, world


LIMIT = 30 * 1024
# What a server may send in its first round trip: ten segments (RFC 6928).
AIM = 14 * 1024
PAGES = ("/", "/file/", "/track/")
BROWSER = {"Accept-Encoding": "gzip, deflate, br", "Accept-Language": "zh-CN,zh;q=0.9"}


class Resources(HTMLParser):
    """Collects what a browser loads for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a style sheet, an icon, a script or a picture."""
        given = dict(attrs)
        loads = tag in {"script", "img", "source", "iframe"} and given.get("src")
        linked = tag == "link" and (given.get("rel") or "") in {"stylesheet", "icon", "preload"}
        url = given.get("src") if loads else given.get("href") if linked else None
        if url and not url.startswith("data:"):
            self.found[url] = None


def run(database: str, *, full: bool) -> None:
    """Measure once: the weight does not depend on the database."""
    del full
    if database != "sqlite":
        return
    world.build()
    with stage.server(workers=1) as url:
        for page in PAGES:
            _measure(url, page)


def _measure(url: str, page: str) -> None:
    size, body = _fetch(url, page)
    loaded = Resources()
    loaded.feed(_plain(url, page))
    parts = {name: _fetch(url, urljoin(page, name))[0] for name in loaded.found}
    figures.show(
        "page.bytes",
        size + sum(parts.values()),
        "bytes",
        page=page,
        document=size,
        compressed_body=body,
        resources=parts,
        limit=LIMIT,
        aim=AIM,
        headers="included",
    )


def _fetch(url: str, path: str) -> tuple[int, int]:
    """Return the bytes of an answer on the wire, with its headers, and those of its body."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path, headers=BROWSER)
    answer = connection.getresponse()
    body = len(answer.read())
    head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders()) + 19
    connection.close()
    if answer.status != http.client.OK:
        raise RuntimeError(f"{path} answered {answer.status}")
    return head + body, body


def _plain(url: str, path: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text
