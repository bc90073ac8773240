"""Login, logout and language: a form comes in, a session or a cookie goes out."""

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

# So many wrong passwords from one address for one name, then a pause.
TRIES = 6
PAUSE_S = 300
YEAR_S = 365 * 24 * 3600


class Login(LoginView):
    """Django's login with a pause after too many wrong passwords."""

    template_name = "review/login.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: str, **kwargs: object) -> HttpResponse:
        """Check name and password, unless too many were wrong just now."""
        if cache.get(self._key(), 0) >= TRIES:
            form = self.get_form()
            form.full_clean()
            form.errors.clear()
            form.add_error(None, _("Sai quá nhiều lần. Hãy đợi 5 phút rồi thử lại."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Count a wrong password."""
        key = self._key()
        cache.add(key, 0, PAUSE_S)
        cache.incr(key)
        return super().form_invalid(form)

    def _key(self) -> str:
        name = self.request.POST.get("username", "")[:150]
        address = self.request.META.get("REMOTE_ADDR", "")
        return f"login-{address}-{name.encode().hex()[:200]}"


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language that the visitor chose."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()})
    response = redirect(back if safe else "/")
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        cookie = settings.LANGUAGE_COOKIE_NAME
        response.set_cookie(cookie, chosen, max_age=YEAR_S, samesite="Lax", httponly=True)
    return response
