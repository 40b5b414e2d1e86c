"""The `smart315` command: Django's management commands under the product's name."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from smart315.config import environment


def main() -> None:
    """Run one command; a missing setting ends with a sentence, not a trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smart315.config.settings")
    if sys.argv[1:2] == ["init"]:
        sys.stdout.write(environment.write_first_settings() + "\n")
        return
    try:
        execute_from_command_line(["smart315", *sys.argv[1:]])
    except ImproperlyConfigured as problem:
        sys.stderr.write(f"smart315: {problem}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
