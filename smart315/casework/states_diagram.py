"""Print the life of a complaint: `python -m smart315.casework.states_diagram`."""

import sys
from importlib import import_module

import django


def main() -> None:
    """Print the page; the tables can be read only when the apps are there."""
    django.setup()
    sys.stdout.write(import_module("smart315.casework.lifecycle").page())


if __name__ == "__main__":
    main()
