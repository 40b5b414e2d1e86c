"""The system's Chromium, pages in it, and what is checked about every page."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    sync_playwright,
)


PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (Path(__file__).parent.parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RUN_AXE = "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
SERVER_ERROR = 500


def path() -> str:
    """Return where Chromium is, or skip; SMART315_REQUIRE_BROWSER=1 makes its absence a failure."""
    found = shutil.which(os.environ.get("CHROMIUM", "") or "chromium") or ""
    if not found and os.environ.get("SMART315_REQUIRE_BROWSER") == "1":
        pytest.fail("SMART315_REQUIRE_BROWSER=1, and no chromium: install it or set CHROMIUM.")
    if not found:
        pytest.skip("no chromium on this machine: install it, or set CHROMIUM to its path")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run one Chromium."""
    executable = path()
    # The driver keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=executable, args=ARGUMENTS)
            try:
                yield browser
            finally:
                browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Watch:
    """Notes what must not happen on any page: script errors, refused content, strangers, 5xx."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.seen: list[str] = []

    def over(self, page: Page) -> Page:
        """Begin to watch a page; return it."""
        page.on("pageerror", lambda error: self.seen.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("response", self._response)
        return page

    def _console(self, message: ConsoleMessage) -> None:
        # A 4xx answer is announced there too: whether it was due is for the test to say.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.seen.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        there = urlsplit(request.url)
        if there.scheme in {"http", "https"} and there.netloc != urlsplit(self.home).netloc:
            self.seen.append(f"a request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= SERVER_ERROR:
            self.seen.append(f"{response.status} from {response.url}")


def runs_scripts(page: Page) -> bool:
    """Return whether JavaScript is on in the page."""
    return bool(page.evaluate("() => matchMedia('(scripting: enabled)').matches"))


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page as it stands, one sentence each."""
    # By the debugger's road: the page's own rules admit no foreign script.
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE)
    return [
        f"{each['id']} ({each['impact']}): {each['help']}: {node['html'][:200]}"
        for each in found
        for node in each["nodes"]
    ]


def without_script(page: Page, browser: Browser) -> Page:
    """Return a copy of a page that was drawn without JavaScript, on which axe-core can run."""
    html = page.content().replace("<noscript>", "").replace("</noscript>", "")
    copy = browser.new_page(viewport=page.viewport_size, base_url=page.url, locale="zh-CN")
    copy.route(lambda _: True, lambda route: _copied(route, html))
    copy.goto(page.url)
    return copy


def _copied(route: Route, html: str) -> None:
    if route.request.resource_type == "document":
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    elif route.request.resource_type == "script":
        route.abort()
    else:
        route.continue_()
