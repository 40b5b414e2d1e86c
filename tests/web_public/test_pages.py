"""The public pages answer without a database, in two languages and in large type."""

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from smart315.web import access
from smart315.web.public import routes, urls


PAGES = ["home", "privacy", "help", "accessibility"]


@pytest.fixture
def client():
    return Client()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_anybody(client, name):
    page = client.get(reverse(f"public:{name}"))

    assert page.status_code == 200
    assert 'lang="zh-Hans"' in page.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_a_tibetan_page_puts_chinese_first_and_says_who_translated(client, name):
    client.cookies["language"] = "bo"

    page = client.get(reverse(f"public:{name}")).content.decode()

    assert '<html lang="bo"' in page
    assert page.index("青海省消费者协会") < page.index("མཚོ་སྔོན་ཞིང་ཆེན་འཛད་སྤྱོད་པའི་མཐུན་ཚོགས")
    assert "机器翻译，供参考；以国家通用语言文字文本为准。" in page


def test_home_asks_why_somebody_came_and_names_the_five_routes(client):
    page = client.get("/").content.decode()

    for words in ("我要投诉", "查进度", "我是经营者", "12315"):
        assert words in page
    for route in routes.FIVE_ROUTES:
        assert str(route.name) in page


def test_home_carries_no_script_and_no_style_of_its_own(client):
    page = client.get("/").content.decode()

    assert "<script" not in page
    assert "style=" not in page
    assert "<style" not in page


def test_the_first_page_is_light_enough_for_a_slow_line(client):
    page = client.get("/", headers={"accept-encoding": "gzip"})

    assert len(page.content) < 6_000


@pytest.mark.parametrize("size", ["20", "24", "30"])
def test_the_large_type_is_kept_in_a_cookie(client, size):
    client.post(reverse("public:elder"), {"size": size, "next": "/help/"})

    page = client.get("/help/").content.decode()

    assert f'class="elder elder-{size}"' in page


def test_leaving_the_large_type_goes_back_to_the_same_page(client):
    client.cookies["elder"] = "20"

    answer = client.post(reverse("public:elder"), {"size": "", "next": "/help/"})

    assert answer.url == "/help/"
    assert 'class="elder' not in client.get("/").content.decode()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", ""])
def test_the_choice_never_leads_to_another_site(client, wanted):
    answer = client.post(reverse("public:elder"), {"size": "20", "next": wanted})

    assert answer.url == "/"


def test_a_size_that_is_not_offered_is_not_kept(client):
    client.cookies["elder"] = '30" onclick="x'

    page = client.get("/").content.decode()

    assert "onclick" not in page


def test_choosing_a_language_is_kept(client):
    client.post(reverse("public:language"), {"language": "bo", "next": "/"})

    assert '<html lang="bo"' in client.get("/").content.decode()


def test_a_missing_page_keeps_the_way_out(client):
    page = client.get("/nowhere/")

    assert page.status_code == 404
    assert "没有找到这个页面" in page.content.decode()
    assert 'href="/track/"' in page.content.decode()


def test_a_stale_form_says_what_to_do():
    strict = Client(enforce_csrf_checks=True)

    page = strict.post(reverse("public:elder"), {"size": "20"})

    assert page.status_code == 403
    assert "页面已经过期，没有提交" in page.content.decode()


def test_the_page_for_a_broken_server_stands_alone(rf):
    handler = get_resolver().resolve_error_handler(500)

    page = handler(rf.get("/"))

    assert page.status_code == 500
    assert "12315" in page.content.decode()


def _marks(patterns):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _marks(each.url_patterns)
        else:
            yield access.access_of(each.callback)


def test_every_public_address_says_that_it_is_public():
    assert set(_marks(urls.urlpatterns)) == {"public"}


def test_the_association_s_particulars_are_settings(client, settings):
    settings.SITE_PHONE = "0971-0000000"

    page = client.get("/").content.decode()

    assert "0971-0000000" in page
    assert "尚未在本站公布" not in page
