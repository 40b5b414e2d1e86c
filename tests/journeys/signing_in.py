"""How the people of the cast sign in: staff with a second factor, businesses without."""

from datetime import datetime

from playwright.sync_api import Page

from smart315.accounts import actions
from smart315.accounts.actors import Actor
from smart315.accounts.totp import totp_now
from tests.given import SHANGHAI, accounts


SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD, SLOWEST = 30, 3  # seconds: how long a code holds, how long it is on its way at most


def now() -> datetime:
    """Journeys walk in real time."""
    return datetime.now(SHANGHAI)


def at_the_desk(page: Page, actor: Actor) -> Page:
    """Sign a member of staff in, who gets an authenticator for it."""
    user = accounts.user_of(actor)
    actions.enrol_totp(user=user, secret=SECRET, at=now())
    page.goto("/desk/")
    _name_and_password(page, user.username)
    while now().timestamp() % PERIOD > PERIOD - SLOWEST:
        page.wait_for_timeout(100)
    page.locator("input[name=code]").fill(totp_now(SECRET, now()))
    page.locator("form:has(input[name=code]) button[type=submit]").click()
    page.wait_for_url("**/desk/")
    return page


def at_the_portal(page: Page, username: str = "zhaolei") -> Page:
    """Sign in who answers for a business."""
    page.goto("/accounts/login/")
    _name_and_password(page, username)
    page.wait_for_url("**/portal/")
    return page


def _name_and_password(page: Page, username: str) -> None:
    page.get_by_label("用户名").fill(username)
    page.get_by_label("密码").fill(accounts.PASSWORD)
    page.get_by_role("button", name="下一步").click()
