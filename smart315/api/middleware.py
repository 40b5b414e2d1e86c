"""Every answer to a key says how much of its minute is left, and is kept by no cache."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def say_allowance(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return the middleware; it touches no answer that was given without a key."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        allowance = getattr(request, "allowance", None)
        if allowance is not None:
            for name, value in allowance.headers.items():
                response.headers.setdefault(name, value)
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer
