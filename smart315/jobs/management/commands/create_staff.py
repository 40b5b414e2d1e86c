"""`smart315 create_staff`: the first people of an installation, each with both factors."""

from collections.abc import Mapping
from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from smart315.accounts import actions as accounts, queries as people
from smart315.accounts.actors import SYSTEM, Role
from smart315.accounts.levels import ASSOCIATIONS, Level
from smart315.jobs import schema
from smart315.jobs.commands import OperatorCommand
from smart315.regions import divisions, queries as regions


class Command(OperatorCommand):
    """Opens an account, appoints the person, and prints what they need to sign in, once."""

    help = (
        "Open an account and appoint the person: the system and the security administrator of a "
        "new installation; everybody else is appointed at the desk. A person who is known already "
        "is only appointed."
    )

    def declare(self, parser: CommandParser) -> None:
        """Declare who, where and as what."""
        parser.add_argument("username", help="the name to sign in with")
        parser.add_argument("--name", default="", help="the person's name, as others see it")
        parser.add_argument(
            "--organisation", default=divisions.PROVINCE, help="code of the division it serves"
        )
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument(
            "--found", default="", metavar="NAME", help="found the provincial association first"
        )

    def work(self, **options: Any) -> Mapping[str, Any]:
        """Found, open, appoint, enrol."""
        schema.require_migrated()
        at = timezone.now()
        place = self._place(options["organisation"], options["found"])
        user = people.user_named(options["username"])
        known = user is not None
        if user is None:
            user = accounts.create_user(
                by=SYSTEM,
                at=at,
                username=options["username"],
                display_name=options["name"] or options["username"],
            )
        role = Role(options["role"])
        accounts.appoint(by=SYSTEM, at=at, user_id=user.pk, organisation_id=place.pk, role=role)
        self.say(f"{user} is {role.label} of {place.name}.")
        outcome = {"username": user.username, "organisation": place.name, "role": str(role)}
        if known:
            self.say("The account was there already: its password and second factor stay.")
            return outcome
        return outcome | self._ways_in(user)

    def _place(self, code: str, name: str) -> people.Organisation:
        served = {each.region_id: each for each in people.network() if each.level in ASSOCIATIONS}
        if code in served:
            return served[code]
        if not name:
            raise CommandError(
                f"No association serves {code} yet. --found NAME founds the provincial one; the "
                "system administrator founds the others at the desk."
            )
        if regions.region(code) is None:
            raise CommandError(f"The division {code} is unknown: run `smart315 load_reference`.")
        return accounts.found_organisation(
            by=SYSTEM, at=timezone.now(), name=name, level=Level.PROVINCE, region=code
        )

    def _ways_in(self, user: people.User) -> dict[str, str]:
        at = timezone.now()
        secret = generate_totp_secret()
        accounts.enrol_totp(user=user, secret=secret, at=at)
        uri = get_adapter().build_totp_url(user, secret)
        invitation = accounts.offer_password(user_id=user.pk, by=SYSTEM, at=at)
        path = reverse("account_reset_password_from_key", args=[invitation.uid, invitation.key])
        link = f"{settings.BASE_URL}{path}"
        self.say(f"To choose a password, once: {link}")
        self.say(f"Second factor, for an authenticator: {uri}")
        if not self.quiet and self.stdout.isatty():
            segno.make(uri).terminal(compact=True)
        return {"password_link": link, "totp_uri": uri}
