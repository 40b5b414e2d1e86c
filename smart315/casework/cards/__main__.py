"""Check the rule cards' files: `python -m smart315.casework.cards`."""

import sys

from smart315.casework import cards


if __name__ == "__main__":
    faults = cards.problems()
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    sys.exit(1 if faults else 0)
