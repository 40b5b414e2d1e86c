"""Mail by the server of the settings, as text and as a plain page."""

import re
import smtplib
from collections.abc import Iterator
from html import escape

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from smart315.messaging.carriers.letters import (
    SECONDS,
    GiveUpError,
    Letter,
    ShutError,
    TryLaterError,
)


PERMANENT = 500
LINK = re.compile(r"https?://[^\s，。；]+")
PAGE = (
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"></head>'
    '<body style="margin:0;padding:24px;font:16px/1.7 sans-serif;color:#1f2328;background:#fff">'
    '<div style="max-width:36em"><h1 style="font-size:18px">{subject}</h1>{body}{foot}</div>'
    "</body></html>"
)
FOOT = '<p style="font-size:13px"><a href="{}">不再接收这类邮件</a></p>'
TAB = "\t"
TABLE = '<table style="border-collapse:collapse">{}</table>'
CELL = '<{0} style="padding:2px 10px;border:1px solid #c9d0d8;text-align:{2}">{1}</{0}>'


class Mail:
    """Sends by the mail server of the settings."""

    def send(self, message: Letter) -> None:
        """Send one mail; raise GiveUpError when the server will never take it (RFC 5321 §4.2.1)."""
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ") or "localhost"
        mail = EmailMultiAlternatives(
            subject=message.subject,
            body=message.body,
            to=[message.address],
            headers={"Message-ID": f"<{message.message_id}@{domain}>", **_headers(message)},
            connection=get_connection(timeout=SECONDS) if _by_smtp() else None,
        )
        mail.attach_alternative(page(message), "text/html")
        try:
            mail.send()
        except smtplib.SMTPAuthenticationError as problem:
            raise ShutError(f"smtp_{problem.smtp_code}") from None
        except smtplib.SMTPRecipientsRefused as problem:
            raise _of_code(*(code for code, _words in problem.recipients.values())) from None
        except smtplib.SMTPSenderRefused as problem:
            raise ShutError(f"smtp_sender_{problem.smtp_code}") from None
        except smtplib.SMTPResponseException as problem:
            raise _of_code(problem.smtp_code) from None


def page(message: Letter) -> str:
    """Return the mail as HTML: the same words, with links that can be pressed."""
    paragraphs = (_paragraph(each) for each in message.body.strip().split("\n\n"))
    return PAGE.format(
        language="bo" if message.language == "bo" else "zh-Hans",
        subject=escape(message.subject),
        body="".join(paragraphs),
        foot=FOOT.format(escape(message.unsubscribe)) if message.unsubscribe else "",
    )


def _paragraph(text: str) -> str:
    """Return a paragraph; one whose every line has tabs is a table, its first line the head."""
    lines = text.split("\n")
    if all(TAB in line for line in lines):
        return TABLE.format(
            "".join(_row(line, "td" if n else "th") for n, line in enumerate(lines))
        )
    return f"<p>{LINK.sub(_anchor, escape(text)).replace(chr(10), '<br>')}</p>"


def _row(line: str, tag: str) -> str:
    cells = (CELL.format(tag, escape(cell), "right" if n else "left") for n, cell in _cells(line))
    return f"<tr>{''.join(cells)}</tr>"


def _cells(line: str) -> Iterator[tuple[int, str]]:
    return enumerate(line.split(TAB))


def _anchor(found: re.Match[str]) -> str:
    return f'<a href="{found[0]}">{found[0]}</a>'


def _headers(message: Letter) -> dict[str, str]:
    headers = {"Auto-Submitted": "auto-generated"}  # RFC 3834: nobody's absence is to answer
    if message.unsubscribe:
        headers |= {
            "List-Unsubscribe": f"<{message.unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        }
    return headers


def _of_code(*codes: int) -> Exception:
    code = max(codes, default=0)
    if code >= PERMANENT:
        return GiveUpError(f"smtp_{code}")
    return TryLaterError(f"smtp_{code}")


def _by_smtp() -> bool:
    return str(settings.EMAIL_BACKEND).endswith("smtp.EmailBackend")
