"""Renew the tables of the import's reference: `python -m smart315.casework.exchange FILE`."""

import sys
from pathlib import Path

import django


if __name__ == "__main__":
    django.setup()

    from smart315.casework.exchange import reference

    page = Path(sys.argv[1])
    page.write_text(reference.renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
