"""Administration: accounts, labels, limits and tokens as they are go out; one change comes in."""

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from records import relabel, thresholds, tokens
from records.errors import LastAdministrator
from records.models import ApiToken, Document
from records.roles import Role, accounts_exist, give, is_last_administrator, role_of
from records.tokens import Scope
from review.access import administrators_only
from review.words import FIELDS, ROLE_NAMES, SCOPES

REFUSED = 422
WHOLE = 100


@require_GET
def office(request: HttpRequest) -> HttpResponse:
    """Show how the office works."""
    administrators_only(request)
    return _page(request)


@require_POST
def account(request: HttpRequest) -> HttpResponse:
    """Make an account, or change one: its role, its password, whether it is locked."""
    administrators_only(request)
    try:
        _keep_account(request)
    except ValidationError as error:
        return _page(request, trouble=" ".join(error.messages))
    return redirect("office")


@require_POST
def label(request: HttpRequest) -> HttpResponse:
    """Give a label another name, on every letter that has it."""
    administrators_only(request)
    old, new = (" ".join(request.POST.get(name, "").split()) for name in ("cu", "moi"))
    if old:
        relabel.rename(old, new[:100])
    return redirect("office")


@require_POST
def limit(request: HttpRequest) -> HttpResponse:
    """Store the office's own limits, and how large the sample is."""
    administrators_only(request)
    names = (thresholds.SAMPLE, *FIELDS)
    try:
        shares = {name: _share(request.POST.get(name, "")) for name in names}
    except ValueError:
        return _page(request, trouble=_("Ngưỡng là số từ 0 đến 100."))
    with transaction.atomic():
        for name, least in shares.items():
            thresholds.put(name, least)
    return redirect("office")


@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Issue a token for a program; the secret is shown in the answer and never again."""
    administrators_only(request)
    name = " ".join(request.POST.get("ten", "").split())
    scopes = [Scope(one) for one in request.POST.getlist("viec") if one in set(Scope)]
    if not name or not scopes:
        return _page(request, trouble=_("Cần tên phần mềm và ít nhất một việc được làm."))
    return _page(request, secret=tokens.issue(name, scopes, now=timezone.now()))


@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Take a token back."""
    administrators_only(request)
    tokens.revoke(token_id, now=timezone.now())
    return redirect("office")


@transaction.atomic
def _keep_account(request: HttpRequest) -> None:
    name, password = request.POST.get("ten", "").strip(), request.POST.get("mat-khau", "")
    asked = request.POST.get("quyen", "")
    role = Role(asked) if asked in set(Role) else Role.VIEWER
    if not accounts_exist():
        # Nobody could make further accounts otherwise.
        role = Role.ADMINISTRATOR
    known = User.objects.filter(username=name).first()
    changing = "sua" in request.POST
    if (known is not None) != changing:
        raise ValidationError(_("Đã có tài khoản tên này, hoặc không còn tài khoản này."))
    user = known or User(username=name)
    active = "khoa" not in request.POST
    if is_last_administrator(user) and not (active and role is Role.ADMINISTRATOR):
        raise LastAdministrator
    if password or not changing:
        validate_password(password, user)
        user.set_password(password)
    user.is_active = active
    user.full_clean()
    user.save()
    give(user, role)


def _share(typed: str) -> float | None:
    """Return typed percent as a share; None where nothing is typed.

    Raises:
        ValueError: It is no number from 0 to 100.
    """
    if not typed.strip():
        return None
    share = float(typed.replace(",", ".")) / WHOLE
    if not 0 <= share <= 1:
        raise ValueError(typed)
    return share


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * WHOLE:g}"


def _page(request: HttpRequest, *, trouble: str = "", secret: str = "") -> HttpResponse:
    own = thresholds.limits()
    named = Document.objects.exclude(label="").order_by("label")
    users = User.objects.prefetch_related("groups").order_by("-is_active", "username")
    context = {
        "accounts": [(user, role_of(user)) for user in users],
        "roles": ROLE_NAMES.items(),
        "labels": named.values_list("label").annotate(Count("id")),
        "share": _percent(thresholds.share()),
        "limits": [(name, word, _percent(own.get(name))) for name, word in FIELDS.items()],
        "tokens": [
            (one, [SCOPES[scope] for scope in one.scopes.split()])
            for one in ApiToken.objects.order_by("revoked_at", "id")
        ],
        "scopes": SCOPES.items(),
        "trouble": trouble,
        "secret": secret,
    }
    return render(request, "review/office.html", context, status=REFUSED if trouble else 200)
