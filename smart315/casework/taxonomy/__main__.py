"""Check the taxonomy's files: `python -m smart315.casework.taxonomy`."""

import sys

from smart315.casework import taxonomy


if __name__ == "__main__":
    faults = taxonomy.problems()
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    sys.exit(1 if faults else 0)
