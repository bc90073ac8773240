"""What probes ask: nothing goes in; alive, ready, and figures for Prometheus come out."""

from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from records import room
from records.roles import accounts_exist
from records.tokens import Scope, token_of
from workers.figures import Figure, figures
from workers.overview import broker_answers

NOT_READY, FORBIDDEN = 503, 403
PLAIN = "text/plain; version=0.0.4; charset=utf-8"
BEARER = "Bearer "


def healthz(request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return JsonResponse({"alive": True})


def readyz(request: HttpRequest) -> HttpResponse:
    """Letters can be taken: the database answers and is up to date, and there is room.

    The broker is told, but is no condition: letters are kept without it.
    """
    found = {
        "database": _database_answers(),
        "room": not room.is_low(),
        "broker": broker_answers(),
    }
    ready = found["database"] and found["room"]
    return JsonResponse({"ready": ready, **found}, status=200 if ready else NOT_READY)


def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the format of Prometheus, for the owner of a token with the scope `metrics`."""
    if not _may_see(request):
        return HttpResponse("a token with the scope metrics is needed\n", PLAIN, FORBIDDEN)
    lines = (line for figure in figures(now=timezone.now()) for line in _lines(figure))
    return HttpResponse("".join(f"{line}\n" for line in lines), PLAIN)


def _database_answers() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _may_see(request: HttpRequest) -> bool:
    said = request.headers.get("Authorization", "")
    if said.startswith(BEARER):
        secret = said.removeprefix(BEARER)
        return token_of(secret, Scope.METRICS, now=timezone.now()) is not None
    return bool(settings.VANTHU_LOCAL_ONLY) and not accounts_exist()


def _lines(figure: Figure) -> Iterator[str]:
    yield f"# HELP {figure.name} {figure.meaning}"
    yield f"# TYPE {figure.name} {figure.kind}"
    for label, value in figure.values:
        said = "" if figure.label is None else f'{{{figure.label}="{_escaped(label)}"}}'
        yield f"{figure.name}{said} {value:g}"


def _escaped(label: str) -> str:
    return label.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
