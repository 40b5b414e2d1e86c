"""The unified social credit code (统一社会信用代码, GB 32100-2015)."""

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from smart315.signals import words


def normal_uscc(text: str) -> str:
    """Return the code in upper case, half width, without spaces and hyphens."""
    return "".join(words.normalise(text).replace("-", "").split()).upper()


def uscc_warning(text: str) -> str:
    """Return the sentence to show beside a doubtful code; empty when sound or not given.

    A warning and never a refusal: codes that fail the check digit are in lawful use.
    """
    code = normal_uscc(text)
    if not code:
        return ""
    try:
        uscc.validate(code)
    except InvalidLength:
        return _("统一社会信用代码应为18位，请核对是否多写或漏写。")
    except InvalidChecksum:
        return _("统一社会信用代码的校验位不符，请核对；确认无误的可以继续。")
    except ValidationError:
        return _("统一社会信用代码中有不应出现的字符，请核对；确认无误的可以继续。")
    return ""
