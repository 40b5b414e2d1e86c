"""Where a call may go: over HTTPS to public addresses, and nowhere inside the house (SSRF).

The name is looked up once at saving, to say so at once, and again at connecting: the address that
was checked is the address that is called.
"""

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from smart315.kernel.verdicts import Refused


LONGEST = 500
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses that carry another address inside: a translator could lead back into the house.
CARRIERS = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


class BlockedError(OSError):
    """The name leads to an address that must not be called."""


def check(url: str) -> str:
    """Return the address of an endpoint as it is kept. Raises Refused naming the field `url`."""
    url = url.strip()
    parts = _parts(url)
    if parts.username or parts.password:
        raise Refused(_("地址里不要写用户名和密码；签名已能证明来源。"), field="url")
    host = parts.hostname or ""
    try:
        found = addresses(host, parts.port or 443)
    except BlockedError:
        raise Refused(_("这个地址指向内部网络，不能使用。"), field="url") from None
    except (OSError, UnicodeError):
        raise Refused(_("找不到这个地址的主机，请检查域名。"), field="url") from None
    if parts.scheme != "https" and not all(
        ipaddress.ip_address(each).is_loopback for each in found
    ):
        raise Refused(_("请使用以 https:// 开头的地址。"), field="url")
    return url


def addresses(host: str, port: int) -> list[str]:
    """Return the addresses of a host, each of which may be called.

    Raises BlockedError when one of them may not, OSError when the name leads nowhere.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    unique = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not unique or not all(may_be_called(ipaddress.ip_address(each)) for each in unique):
        raise BlockedError(f"{host} must not be called")
    return unique


def may_be_called(address: Address) -> bool:
    """Tell whether an address is public, or lies in a network that the settings open.

    >>> may_be_called(ipaddress.ip_address("8.8.8.8"))
    True
    >>> [may_be_called(ipaddress.ip_address(each)) for each in ("10.0.0.1", "169.254.169.254")]
    [False, False]
    """
    inner = _inner(address)
    for each in settings.WEBHOOK_NETWORKS:
        network = ipaddress.ip_network(each)
        if inner.version == network.version and inner in network:
            return True
    if any(address.version == each.version and address in each for each in CARRIERS):
        return False
    return inner.is_global and not inner.is_multicast


def _inner(address: Address) -> Address:
    """Return the address that another one carries (`::ffff:10.0.0.1`, 6to4), or itself."""
    if isinstance(address, ipaddress.IPv6Address):
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"https", "http"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        known = False
    if not known or len(url) > LONGEST or any(each.isspace() for each in url):
        raise Refused(_("请填写完整的地址，例如 https://example.com/hooks/smart315。"), field="url")
    return parts
