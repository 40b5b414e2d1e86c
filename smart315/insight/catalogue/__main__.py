"""Print the catalogue of measures: `python -m smart315.insight.catalogue`."""

import sys
from importlib import import_module

import django


def main() -> None:
    """Print the page; the titles can be read only when the apps are there."""
    django.setup()
    sys.stdout.write(import_module("smart315.insight.catalogue.page").page())


if __name__ == "__main__":
    main()
