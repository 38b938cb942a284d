"""Forms that change something are taken from our own pages alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import HTTPException, Request

_FOREIGN = "This form was sent from another site. Open the page here and send it again."


def same_origin(request: Request) -> None:
    """Refuse what a page of another site makes a browser send; programs send no such header.

    Browsers say where a request comes from in ``Sec-Fetch-Site``. ``Origin``, which older
    ones send alone, is no help where it says “null”: our own pages, which send no
    referrer, have it so too.

    Raises:
        HTTPException: 403, where it is from another site.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site not in ("same-origin", "none"):
            raise HTTPException(403, _FOREIGN)
        return
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, _FOREIGN)
