"""Refusals in plain words: what was not found, is not allowed, or has gone wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bluehelm.foundation.errors import BluehelmError, NotADossier, UnknownReference
from bluehelm.web.show_page import show

_LOG = logging.getLogger("bluehelm.web")
_NOT_FOUND = (NotADossier, UnknownReference)


class PlainRefusals:
    """Turns an error of use into a page that says it, and any other into one that gives nothing away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response; nothing that an account may see is kept on the way to its browser."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error of use; None leaves other errors to Django."""
        if isinstance(error, _NOT_FOUND):
            return not_found(request)
        if isinstance(error, BluehelmError):
            return show(request, "refused.html", status=400, why=str(error))
        return None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is nothing here, or nothing that this account may see: the two look the same."""
    del exception
    return show(request, "not_found.html", status=404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The account may look, but not do this."""
    del exception
    return show(request, "not_allowed.html", status=403)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Something failed that should not; nothing about it is told to the browser."""
    _LOG.error("a request failed: %s", request.path)
    return show(request, "went_wrong.html", status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The request makes no sense as it stands."""
    del exception
    return show(request, "refused.html", status=400, why="")


def cross_site(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came from elsewhere, or the session ended before it was sent; what was typed is shown."""
    del reason
    typed = [
        (name, value)
        for name, value in request.POST.items()
        if name not in ("csrfmiddlewaretoken", "password", "login") and isinstance(value, str)
    ]
    return show(request, "form_expired.html", status=403, typed=typed)
