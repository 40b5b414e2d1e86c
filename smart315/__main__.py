"""The `smart315` command: Django's management commands under the product's name."""

import json
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from smart315.config import environment


def main() -> None:
    """Run one command; a missing setting ends with a sentence, not a trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smart315.config.settings")
    if sys.argv[1:2] == ["init"]:
        _init(as_json="--json" in sys.argv)
        return
    try:
        execute_from_command_line(["smart315", *sys.argv[1:]])
    except ImproperlyConfigured as problem:
        sys.stderr.write(f"smart315: {problem}\n")
        sys.exit(2)


def _init(*, as_json: bool) -> None:
    # No management command: those need the settings that this one writes.
    outcome = {"written": not environment.ENV_FILE.exists(), "file": str(environment.ENV_FILE)}
    sentence = environment.write_first_settings()
    sys.stdout.write((json.dumps(outcome) if as_json else sentence) + "\n")


if __name__ == "__main__":
    main()
