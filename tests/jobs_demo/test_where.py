"""A demonstration is built only where it can do no harm."""

from types import SimpleNamespace

import pytest

from smart315.jobs.demo import build, network, signins
from smart315.kernel.verdicts import Refused
from smart315.messaging import carriers
from smart315.messaging.states import Channel
from tests.given import NOON, casework


def _build(complaints=1):
    return build.build(at=NOON, seed=7, complaints=complaints, say=lambda _text: None)


def test_without_the_reference_the_remedy_is_said(db, place):
    with pytest.raises(Refused, match="load_reference"):
        _build()


def test_among_real_complaints_nothing_is_built(reference):
    casework.filed()

    with pytest.raises(Refused, match="empty database"):
        _build()


def test_where_text_messages_really_go_out_nothing_is_built(reference, monkeypatch):
    really = SimpleNamespace(send=lambda _letter: None)
    monkeypatch.setitem(carriers.CARRIERS, Channel.SMS, really)

    with pytest.raises(Refused, match="really be sent"):
        _build()


def test_a_build_that_breaks_leaves_nothing(reference, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(network, "found", broken)

    with pytest.raises(RuntimeError):
        _build()

    assert build.built() is None
    assert not signins.path().exists()


def test_outside_a_demonstration_the_password_is_a_secret(settings):
    settings.DEMO = False

    assert build.new_password() != build.new_password()


def test_on_a_demonstration_it_is_the_one_that_is_printed(settings):
    settings.DEMO = True

    assert build.new_password() == build.PASSWORD
