"""One request to a tracker's address: an address and a body go in, an HTTP status comes out.

The address is somebody's input and must not lead into our own network: its host is looked up
once, every address it has is checked, and the connection goes to the address that was checked.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from feed.errors import EndpointRefused, EndpointUnreachable

STEP_TIMEOUT_S = 5.0
WHOLE_TIMEOUT_S = 15.0
PORTS: Mapping[str, int] = {"http": 80, "https": 443}
# Below are mail, shells and the like; no tracker listens there.
UNPRIVILEGED = 1024
# All that is handed out of IPv6 so far; the old ways to write IPv4 in it lie outside.
HANDED_OUT = ipaddress.ip_network("2000::/3")
NAT64 = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: where to connect, and what to ask there."""

    scheme: str
    host: str
    port: int
    address: str
    path: str


def target_of(url: str, *, allowed: frozenset[str]) -> Target:
    """Check an address and look it up.

    Args:
        url: http or https, without a user name.
        allowed: Hosts of the own network that may be called, as written in the address.

    Raises:
        EndpointRefused: It is no such address, or leads into a private or special network.
        EndpointUnreachable: Its host is not known.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise EndpointRefused from error
    host = parts.hostname or ""
    odd = "@" in parts.netloc or (port < UNPRIVILEGED and port not in PORTS.values())
    if parts.scheme not in PORTS or not host or odd:
        raise EndpointRefused
    address = _looked_up(host, port)
    if host not in allowed and not is_public(address):
        raise EndpointRefused
    path = parts.path or "/"
    return Target(
        parts.scheme, host, port, address, f"{path}?{parts.query}" if parts.query else path
    )


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the public network, also when written as IPv6.

    >>> [is_public(one) for one in ("93.184.216.34", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    found: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is not None:
            found = inner
        elif found in NAT64:
            found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        elif found not in HANDED_OUT:
            return False
    return found.is_global and not found.is_multicast


def _looked_up(host: str, port: int) -> str:
    """Return the first address of a host.

    Raises:
        EndpointRefused: One of its addresses is private and another is not: a trick.
        EndpointUnreachable: It has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise EndpointUnreachable from error
    addresses = [str(one[4][0]) for one in found]
    if len({is_public(one) for one in addresses}) > 1:
        raise EndpointRefused
    return addresses[0]


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a body; redirects are not followed and the answer's body is not read.

    Raises:
        EndpointUnreachable: No answer, or not in time.
    """
    connection = _Pinned(target)
    watchdog = threading.Timer(WHOLE_TIMEOUT_S, connection.hang_up)
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.request("POST", target.path, body=body, headers=dict(headers))
        return connection.getresponse().status
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise EndpointUnreachable from error
    finally:
        watchdog.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked, whatever the name means by now."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=STEP_TIMEOUT_S)
        self._target = target

    def connect(self) -> None:
        """Connect, with TLS where the scheme says so."""
        place = (self._target.address, self._target.port)
        plain = socket.create_connection(place, timeout=STEP_TIMEOUT_S)
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(plain, server_hostname=self._target.host)
        else:
            self.sock = plain

    def hang_up(self) -> None:
        """End a connection that drips; what waits on it gets an OSError."""
        if self.sock is not None:
            self.sock.shutdown(socket.SHUT_RDWR)
