from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .models import Connection


def page(request: HttpRequest) -> HttpResponse:
    # Every visitor of this demo is a user.
    user = request.session.setdefault("user", uuid4().hex)
    connections = Connection.objects.filter(owner=user)
    return render(request, "accounts/page.html", {"api_url": settings.ARAUCARIA_API_URL, "connections": connections})
