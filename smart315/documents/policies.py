"""Whether a file may be stored; every refusal names the file, the reason and the remedy."""

import re
from pathlib import PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from smart315.documents import limits, scanner, sniffing
from smart315.documents.limits import MEGABYTE, Kind
from smart315.documents.models import Scanned
from smart315.kernel.verdicts import Refused


# Control characters, and those that turn the reading direction to hide an ending.
UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain_name(name: str) -> str:
    """Return the last part of the name, without characters that cannot be seen."""
    last = PurePosixPath(UNSEEN.sub("", name).replace("\\", "/")).name.strip(". ")
    return last[-limits.NAME_LENGTH :] or _("未命名文件")


def fitting_name(name: str, kind: Kind) -> str:
    """Return the name with an ending that fits the content."""
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    return name if ending in kind.endings else f"{name}.{kind.endings[0]}"


def require_size(size: int, name: str) -> None:
    """Refuse an empty file, and one larger than anything may be."""
    if not size:
        raise Refused(
            _("文件“%(name)s”是空的，没有内容。请重新选择文件后再上传。") % {"name": name}
        )
    _require_at_most(limits.RECORDING_BYTES, size, name)


def require_kind(content: BinaryIO, size: int, name: str) -> Kind:
    """Return what the file is; refuse what may not be stored."""
    kind = sniffing.kind_of(content)
    if kind is None:
        raise Refused(
            _(
                "文件“%(name)s”的实际格式不在可上传的范围内，或内容已损坏。"
                "请上传图片（JPG、PNG、WebP、GIF、HEIC）、PDF、Word（DOCX）、Excel（XLSX）、"
                "文本（TXT）、录音（MP3、M4A、WAV、AMR）或视频（MP4、MOV）；"
                "其他格式请先截图或另存为PDF。"
            )
            % {"name": name}
        )
    _require_at_most(kind.limit, size, name)
    return kind


def require_clean(content: BinaryIO, name: str) -> Scanned:
    """Ask the scanner, when there is one; refuse what it recognises or cannot answer for."""
    if not settings.CLAMD:
        return Scanned.UNSCANNED
    try:
        scanner.scan(content, settings.CLAMD)
    except scanner.InfectedError:
        raise Refused(
            _(
                "文件“%(name)s”含有病毒，未予保存。请在自己的设备上查杀病毒，或改用其他设备重新拍摄后再上传。"
            )
            % {"name": name}
        ) from None
    except scanner.UnreachableError as problem:
        raise Refused(
            _(
                "文件“%(name)s”暂时无法完成病毒检查，未予保存。已填写的内容不受影响，请几分钟后再上传一次。"
            )
            % {"name": name}
        ) from problem
    return Scanned.CLEAN


def _require_at_most(limit: int, size: int, name: str) -> None:
    if size > limit:
        raise Refused(
            _(
                "文件“%(name)s”有%(size)s MB，超过了%(limit)s MB的上限。"
                "请压缩、截短或分成几个文件后再上传。"
            )
            % {"name": name, "size": -(-size // MEGABYTE), "limit": limit // MEGABYTE}
        )
