"""The token endpoint and the webhook of Araucaria Connect, for Django."""

import base64
import hashlib
import hmac
import http.client
import json
import logging
import re
import time
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .models import Connection

API_TIMEOUT_SECONDS = 10
MAX_REQUEST_BYTES = 4096
MAX_WEBHOOK_BYTES = 65_536
MAX_ANSWER_BYTES = 65_536
WEBHOOK_TOLERANCE_SECONDS = 300

WEBHOOK_SECRET = base64.b64decode(settings.ARAUCARIA_WEBHOOK_SECRET.removeprefix("whsec_"))
if len(WEBHOOK_SECRET) < 24:
    # Anybody could sign with an empty one.
    raise ImproperlyConfigured("Expected ARAUCARIA_WEBHOOK_SECRET to be whsec_… with the base64 of 24 bytes or more.")

log = logging.getLogger("araucaria")


class Problem(Exception):
    """A failure to answer with (RFC 9457). `detail` is for developers, and quotes nothing that came."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None):
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers or {}


# Exempt since it compares Sec-Fetch-Site and Origin, which needs no token in the page.
@csrf_exempt
def mint_widget_token(request: HttpRequest) -> HttpResponse:
    request_id = request_id_of(request)
    try:
        response = JsonResponse(token_for(request, request_id))
    except Exception as error:
        # The text of another error may quote the key.
        problem = error if isinstance(error, Problem) else Problem(500, f"{type(error).__name__} in this backend.")
        log.warning("token request %s: %d %s", request_id, problem.status, problem.detail)
        response = problem_response(problem)
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Origin, Sec-Fetch-Site, Cookie"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Request-Id"] = request_id
    return response


def token_for(request: HttpRequest, request_id: str) -> dict[str, str]:
    if request.method != "POST":
        raise Problem(405, "Expected POST.", {"Allow": "POST"})
    if not is_same_origin(request):
        raise Problem(403, "Expected a request from a page of this origin.")
    if request.content_type.lower() != "application/json":
        raise Problem(415, "Expected Content-Type: application/json.")
    body = request.read(MAX_REQUEST_BYTES + 1)
    if len(body) > MAX_REQUEST_BYTES:
        raise Problem(413, "Expected a body of at most 4 KiB.")
    id = connection_id_in(body)
    user = request.session.get("user")  # your own: request.user, where visitors sign in
    if user is None or (id is not None and not Connection.is_owned_by(user, id)):
        raise Problem(403, "Expected a user, and a connection of their own.")
    if id is not None:
        answer = call_api(f"/v1/connections/{id}/widget-token", request_id, is_repair=True)
        return {"widgetToken": token_in(answer), "connectionId": id}
    answer = call_api("/v1/connections", request_id)
    token, id = token_in(answer), answer.get("connectionId")
    if not is_id(id):
        raise Problem(502, "Expected a connectionId in Araucaria's answer.")
    # Before the token goes out: otherwise nobody would own the connection.
    Connection.objects.create(id=id, owner=user)
    return {"widgetToken": token, "connectionId": id}


def is_same_origin(request: HttpRequest) -> bool:
    """By Sec-Fetch-Site, which pages can't forge, else by Origin. Without either it could be an attack."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    host = request.get_host()
    return request.headers.get("Origin") in (f"https://{host}", f"{request.scheme}://{host}")


def connection_id_in(body: bytes) -> str | None:
    """The connection to repair; None for a new one."""
    members = parse_object(body)
    if members is None:
        raise Problem(400, "Expected a JSON object, such as {}.")
    id = members.get("connectionId")
    if id is not None and not is_id(id):
        raise Problem(400, "Expected connectionId to be 1 to 64 letters, digits, hyphens and underscores.")
    return id


def is_id(value: object) -> bool:
    """An id that is safe in a URL. An API key has the same characters, and is none."""
    return (
        isinstance(value, str)
        and re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value) is not None
        and "arau_" not in value.lower()
    )


def token_in(answer: dict) -> str:
    token = answer.get("widgetToken")
    if not isinstance(token, str) or not re.fullmatch(r"[!-~]{1,4096}", token) or "arau_" in token.lower():
        raise Problem(502, "Expected a widgetToken in Araucaria's answer.")
    return token


def parse_object(body: bytes) -> dict | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def call_api(path: str, request_id: str, is_repair: bool = False) -> dict:
    """Calls Araucaria. Its texts and the errors of the client go nowhere: they may quote the key."""
    url = urlsplit(settings.ARAUCARIA_API_URL)
    connect = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    # It follows no redirects, which could take the key to another server.
    connection = connect(url.netloc, timeout=API_TIMEOUT_SECONDS)
    try:
        headers = {
            "Authorization": f"Bearer {settings.ARAUCARIA_API_KEY}",
            "Content-Type": "application/json",
            "X-Request-Id": request_id,
        }
        deadline = time.monotonic() + API_TIMEOUT_SECONDS
        connection.request("POST", url.path.rstrip("/") + path, headers=headers)
        response = connection.getresponse()
        if not 200 <= response.status < 300:
            raise problem_for(response, is_repair)
        body = read_answer(response, deadline)
    except TimeoutError:
        raise Problem(504, f"Expected an answer of Araucaria within {API_TIMEOUT_SECONDS} s.") from None
    except (OSError, http.client.HTTPException):
        raise Problem(502, "Expected an answer of Araucaria; the connection failed.") from None
    finally:
        connection.close()
    answer = parse_object(body)
    if answer is None:
        raise Problem(502, "Expected a JSON object in Araucaria's answer.")
    return answer


def read_answer(response: http.client.HTTPResponse, deadline: float) -> bytes:
    body = b""
    while chunk := response.read1(MAX_ANSWER_BYTES):
        body += chunk
        if len(body) > MAX_ANSWER_BYTES:
            raise Problem(502, "Expected at most 64 KiB in Araucaria's answer.")
        # The connection's own time limit is for each read alone.
        if time.monotonic() > deadline:
            raise TimeoutError
    return body


def problem_for(response: http.client.HTTPResponse, is_repair: bool) -> Problem:
    if is_repair and response.status == 404:
        return Problem(404, "Expected the id of an existing connection.")
    if is_repair and response.status == 409:
        return Problem(409, "Expected a connection in FAILED_AUTH: no other can be repaired.")
    if response.status in (429, 503):
        retry_after = response.getheader("Retry-After", "")
        is_valid = re.fullmatch(r"\d{1,9}|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", retry_after)
        headers = {"Retry-After": retry_after} if is_valid else {}
        return Problem(response.status, "Araucaria asks to try again later.", headers)
    # Also 401 and 403: the key is at fault, not the visitor.
    return Problem(502, f"Expected Araucaria to answer with success; it answered {response.status}.")


def problem_response(problem: Problem) -> HttpResponse:
    codes = {403: "unauthorized", 404: "connection-not-found", 409: "connection-not-repairable"}
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "code": codes.get(problem.status, "token-request-rejected"),
    }
    response = JsonResponse(body, status=problem.status, content_type="application/problem+json")
    for name, value in problem.headers.items():
        response[name] = value
    return response


def request_id_of(request: HttpRequest) -> str:
    given = request.headers.get("X-Request-Id", "")
    return given if re.fullmatch(r"[!-~]{1,128}", given) and "arau_" not in given.lower() else str(uuid4())


@csrf_exempt
@require_POST
def receive_webhook(request: HttpRequest) -> HttpResponse:
    body = request.read(MAX_WEBHOOK_BYTES + 1)
    if len(body) > MAX_WEBHOOK_BYTES or not is_signed(request, body):
        return HttpResponse(status=400)
    event = json.loads(body)
    # An event of a type that is not known yet changes nothing, and is answered with success too.
    if event["type"].startswith("connection."):
        changed_at = parse_datetime(event["timestamp"])
        # Webhooks come in any order, and more than once: an older event changes nothing.
        newer = Q(changed_at__isnull=True) | Q(changed_at__lt=changed_at)
        Connection.objects.filter(newer, id=event["data"]["connectionId"]).update(
            status=event["data"]["status"], changed_at=changed_at
        )
    return HttpResponse(status=204)


def is_signed(request: HttpRequest, body: bytes) -> bool:
    """Whether it is signed with our secret, and new (Standard Webhooks)."""
    id, timestamp, signatures = (
        request.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature")
    )
    if not re.fullmatch(r"[0-9]{1,15}", timestamp) or abs(time.time() - int(timestamp)) > WEBHOOK_TOLERANCE_SECONDS:
        return False
    digest = hmac.digest(WEBHOOK_SECRET, f"{id}.{timestamp}.".encode() + body, hashlib.sha256)
    expected = b"v1," + base64.b64encode(digest)
    return any(hmac.compare_digest(each.encode(), expected) for each in signatures.split(" "))
