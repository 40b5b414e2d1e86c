"""The hours that every pledge keeps to at the least, as the register has them today."""

from django.utils.timezone import localdate

from smart315.parameters import queries as parameters


def pledged_hours() -> tuple[int, int]:
    """Return the longest lawful hours to respond and to offer a solution."""
    today, register = localdate(), parameters.snapshot()
    respond, solve = (
        register.limit(f"negotiate.{name}", today).length for name in ("respond", "plan")
    )
    return respond, solve
