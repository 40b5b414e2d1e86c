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
    Error,
    Page,
    Request,
    Response,
    Route,
    ViewportSize,
    sync_playwright,
)


PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
SIZES = {"phone": PHONE, "desk": DESK}
PATIENCE = 30_000
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

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.seen: list[str] = []
        page.on("pageerror", lambda error: self.seen.append(f"script error: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)
        page.on("response", self._response)

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


class Desks:
    """Pages that wait for the next journey, wiped: to open a window takes longer than to read."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.browser = browser
        self.home = home
        self.free: dict[tuple[str, bool], list[Watch]] = {}

    def take(self, width: str, *, javascript: bool) -> Watch:
        """Return a page with no cookie, no storage, nothing seen."""
        waiting = self.free.setdefault((width, javascript), [])
        return waiting.pop() if waiting else self._opened(width, javascript=javascript)

    def give_back(self, watch: Watch, width: str, *, javascript: bool) -> list[str]:
        """Wipe a page; return what it noted."""
        page, seen = watch.page, list(watch.seen)
        page.goto("about:blank")
        page.unroute_all()
        session = page.context.new_cdp_session(page)
        wiped = {"origin": self.home, "storageTypes": "all"}
        session.send("Storage.clearDataForOrigin", wiped)
        session.detach()
        page.context.clear_cookies()
        watch.seen.clear()
        self.free[width, javascript].append(watch)
        return seen

    def _opened(self, width: str, *, javascript: bool) -> Watch:
        context = self.browser.new_context(
            viewport=SIZES[width],
            base_url=self.home,
            java_script_enabled=javascript,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        context.set_default_timeout(PATIENCE)
        return Watch(context.new_page(), self.home)


class Inspector:
    """Lets axe-core look at pages."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.copy: Page | None = None
        self.drawn = ""

    def violations(self, page: Page) -> list[str]:
        """Return what is wrong with the page as it stands, one sentence each.

        A page that the last click replaces while it is looked at is left for the one that comes.
        """
        page.wait_for_load_state()
        try:
            page.evaluate("() => { window.lookedAt = true; }")
            return self._seen(page)
        except Error:
            page.wait_for_load_state()
            if page.evaluate("() => window.lookedAt"):
                raise
        return self._seen(page)

    def _seen(self, page: Page) -> list[str]:
        looked_at = page if _runs_scripts(page) else self._copied(page)
        # By the debugger's road: the page's own rules admit no foreign script.
        looked_at.evaluate(AXE)
        found: list[dict[str, Any]] = looked_at.evaluate(RUN_AXE)
        return [
            f"{each['id']} ({each['impact']}): {each['help']}: {node['html'][:200]}"
            for each in found
            for node in each["nodes"]
        ]

    def _copied(self, page: Page) -> Page:
        """Return a copy of a page that was drawn without JavaScript, on which axe-core can run."""
        self.drawn = page.content().replace("<noscript>", "").replace("</noscript>", "")
        if self.copy is None:
            self.copy = self.browser.new_page(locale="zh-CN")
            self.copy.route(lambda _: True, self._serve)
        self.copy.set_viewport_size(page.viewport_size or PHONE)
        self.copy.goto(page.url)
        return self.copy

    def _serve(self, route: Route) -> None:
        if route.request.resource_type == "document":
            route.fulfill(body=self.drawn, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.abort()
        else:
            route.continue_()


def _runs_scripts(page: Page) -> bool:
    return bool(page.evaluate("() => matchMedia('(scripting: enabled)').matches"))
