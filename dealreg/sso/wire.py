"""Talking to the identity provider: every answer comes within seconds and fits into memory, or it is none."""

import time
from io import BytesIO
from typing import Any

import requests
from urllib3.exceptions import HTTPError

CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 3, 5, 10
BYTES_MOST = 512 * 1024


class Wire(requests.Session):
    """Follows no redirection: the provider names its addresses itself. Raises requests.RequestException."""

    def __init__(self) -> None:
        super().__init__()
        # What unpacks to more than it was would slip past the bound.
        self.headers["Accept-Encoding"] = "identity"

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **kwargs: Any) -> requests.Response:
        until = time.monotonic() + WHOLE_SECONDS
        kwargs |= {
            "timeout": (CONNECT_SECONDS, READ_SECONDS),
            "allow_redirects": False,
            "stream": True,
        }
        response = super().request(method, url, *args, **kwargs)
        body = bytearray()
        try:
            # Piece by piece as it comes: a drop every few seconds would hold a whole read for ever.
            while piece := response.raw.read1(64 * 1024, decode_content=True):
                body += piece
                if len(body) > BYTES_MOST or time.monotonic() > until:
                    raise requests.Timeout("too slow or too long")
        except (OSError, HTTPError) as broken:
            raise requests.ConnectionError("broken off") from broken
        finally:
            response.close()
        response.raw = BytesIO(bytes(body))
        return response
