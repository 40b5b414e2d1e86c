"""Open a CSV file that an operator names."""

from pathlib import Path

from django.utils.translation import gettext as _

from smart315.kernel.verdicts import Refused


ENCODINGS = ("utf-8-sig", "gb18030")


def opened(path: Path) -> str:
    """Return the file's text; raises Refused when it cannot be read or is in no known encoding."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused(
            _("打不开 %(file)s：%(why)s") % {"file": path, "why": error.strerror}
        ) from None
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding).replace("\0", " ")
        except UnicodeDecodeError:
            continue
    raise Refused(
        _("%(file)s 既不是 UTF-8 也不是 GB 18030，请另存为 UTF-8。") % {"file": path.name}
    )
