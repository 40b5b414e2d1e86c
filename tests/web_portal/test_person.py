"""Who acts for the business, and how they sign in."""

from tests.given import businesses


def test_the_profile_names_the_business_and_everybody_who_acts_for_it(portal, shop):
    businesses.a_member(shop, "sunli", "孙丽")

    page = portal.get("/portal/me/").content.decode()

    assert shop.name in page
    assert "赵磊" in page
    assert "孙丽" in page
    assert "未开启" in page
    assert "修改密码" in page


def test_no_page_carries_script_or_style_of_its_own(portal, opened):
    addresses = ["", "complaints/", f"complaints/{opened.pk}/", "inbox/", "me/"]
    for address in addresses:
        page = portal.get(f"/portal/{address}").content.decode()

        assert "style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count("<script src=")


def test_the_inbox_tells_of_the_complaint(portal, direct):
    page = portal.get("/portal/inbox/").content.decode()

    assert "收到消费者投诉，请在期限内答复" in page
