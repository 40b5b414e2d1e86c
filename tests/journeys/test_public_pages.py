"""The public pages, as a phone and a large screen show them, with and without JavaScript."""

import pytest


PAGES = ["/", "/privacy/", "/help/", "/accessibility/", "/file/", "/track/", "/nowhere/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_has_no_barrier(both, address, accessible):
    both.goto(address)

    accessible(both)


def test_a_reader_chooses_tibetan_and_large_type_without_javascript(plain_phone, accessible):
    plain_phone.goto("/")
    plain_phone.get_by_role("button", name="བོད་ཡིག").click()

    assert plain_phone.locator("html").get_attribute("lang") == "bo"
    accessible(plain_phone)
