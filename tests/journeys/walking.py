"""Small steps on the pages of the desk: follow, press, wait until the page says so."""

import re

from playwright.sync_api import Page


def press(page: Page, words: str) -> None:
    """Press a button of the page's own part."""
    page.locator("main").get_by_role("button", name=words, exact=True).click()


def says(page: Page, words: str) -> None:
    """Wait until the page says so."""
    page.get_by_text(words).first.wait_for()


def follow(page: Page, words: str) -> None:
    """Follow the first link that begins so, out of a menu when it lies in one."""
    link = page.get_by_role("link", name=re.compile(f"^{words}"), include_hidden=True)
    inside = page.locator("main").locator(link).first
    # The page that the last click asked for may still be on its way.
    inside.wait_for(state="attached")
    if not inside.is_visible():
        page.locator("main details.menu", has=link).first.locator("summary").click()
    inside.click()
