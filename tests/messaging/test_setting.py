"""SMART315_SMS: what cannot be right stops the start with a sentence, and never says the secret."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from smart315.config import environment


RIGHT = {
    "provider": "aliyun",
    "key_id": "LTAI",
    "key_secret": "hush-hush",
    "sign": "青海省消费者协会",
    "templates": {"accounts.code": "SMS_1"},
}


def read(monkeypatch, text):
    monkeypatch.setenv("SMART315_SMS", text)
    return environment.text_messages(Env())


def test_without_it_there_is_no_provider(monkeypatch):
    assert read(monkeypatch, " ") is None


def test_it_is_json_or_the_path_of_a_file(monkeypatch, tmp_path):
    file = tmp_path / "sms.json"
    file.write_text(json.dumps(RIGHT), encoding="utf-8")

    assert read(monkeypatch, json.dumps(RIGHT)) == RIGHT
    assert read(monkeypatch, str(file)) == RIGHT


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{hush-hush", "cannot be read"),
        ("no-such-file.json", "FileNotFoundError"),
        (json.dumps({**RIGHT, "provider": "pigeon"}), "names no provider"),
        (json.dumps({**RIGHT, "sign": ""}), "lacks sign"),
        (json.dumps({**RIGHT, "Templates": {}}), "has no Templates"),
        (json.dumps({**RIGHT, "templates": ["SMS_1"]}), "map names to codes"),
        (json.dumps({**RIGHT, "endpoint": "http://sms.example.org"}), "https://"),
    ],
)
def test_what_is_wrong_is_said_without_the_secret(monkeypatch, text, says):
    with pytest.raises(ImproperlyConfigured, match=says) as stopped:
        read(monkeypatch, text)

    assert "hush-hush" not in str(stopped.value)
    assert "leave it out" in str(stopped.value)
