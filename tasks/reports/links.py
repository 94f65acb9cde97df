"""Addresses from outside made into links that can be trusted to be what they look like.

In: an address as a page or feed gave it. Out: the same as an ASCII http(s) address, or None where it could be anything
else: another scheme, a name and password before the host, blanks, a port that is no number.
"""

from urllib.parse import quote, urlsplit, urlunsplit

MAX_URL_CHARS = 2_000
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?"


def web_link(url: str | None) -> str | None:
    """The address to link to; hosts in other letters are shown as what is really asked (xn--...)."""
    if not url or len(url) > MAX_URL_CHARS or any(char.isspace() or not char.isprintable() for char in url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    # "https://bank.example@evil.example/" reads as the first and opens the second.
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not host or not _is_host(host):
        return None
    place = f"{host}:{port}" if port else host
    path, query, fragment = quote(parts.path, _PATH_SAFE), quote(parts.query, _QUERY_SAFE), quote(parts.fragment, "-._")
    return urlunsplit((parts.scheme, place, path, query, fragment))


def host_of(link: str) -> str:
    """The host of a link made by `web_link`, as a reader should see it."""
    return urlsplit(link).netloc


def _is_host(host: str) -> bool:
    return all(char.isalnum() or char in "-._" for char in host)
