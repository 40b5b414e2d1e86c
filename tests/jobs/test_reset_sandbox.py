"""The operator clears a partner's sandbox; no real complaint is touched."""

import json

import pytest
from django.core.management import CommandError, call_command

from smart315.casework.models import Complaint
from tests.given import partners


@pytest.mark.django_db
def test_the_sandbox_is_cleared_and_filled_anew(capsys):
    platform = partners.a_platform()
    real = partners.a_green_complaint(platform)

    for name in (platform.name, str(platform.pk)):
        call_command("reset_sandbox", name, "--json")

    assert json.loads(capsys.readouterr().out.splitlines()[-1])["complaints"] == 5
    assert Complaint.objects.filter(sandbox=True).count() == 5
    assert Complaint.objects.filter(sandbox=False).get().pk == real.pk
    with pytest.raises(CommandError, match="knows no business"):
        call_command("reset_sandbox", "没有这家")
