"""The token endpoint and the webhook of Araucaria Connect, for FastAPI."""

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import os
import re
import time
from datetime import datetime
from http import HTTPStatus
from uuid import uuid4

import httpx
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from accounts import Connection, connections, update_status, user_of

API_URL = os.environ.get("ARAUCARIA_API_URL", "https://api.araucaria.money")
API_KEY = os.environ["ARAUCARIA_API_KEY"]  # arau_…
WEBHOOK_SECRET = base64.b64decode(os.environ["ARAUCARIA_WEBHOOK_SECRET"].removeprefix("whsec_"))
if len(WEBHOOK_SECRET) < 24:
    # Anybody could sign with an empty one.
    raise ValueError("Expected ARAUCARIA_WEBHOOK_SECRET to be whsec_… with the base64 of 24 bytes or more.")

API_TIMEOUT_SECONDS = 10
MAX_REQUEST_BYTES = 4096
MAX_WEBHOOK_BYTES = 65_536
MAX_ANSWER_BYTES = 65_536
WEBHOOK_TOLERANCE_SECONDS = 300

router = APIRouter()
log = logging.getLogger("araucaria")


class Problem(Exception):
    """A failure to answer with (RFC 9457). `detail` is for developers, and quotes nothing that came."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None):
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers or {}


@router.api_route("/api/widget-token", methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def mint_widget_token(request: Request) -> Response:
    headers = {
        "Cache-Control": "no-store",
        "Vary": "Origin, Sec-Fetch-Site, Cookie",
        "X-Content-Type-Options": "nosniff",
        "X-Request-Id": request_id_of(request),
    }
    try:
        return JSONResponse(await token_for(request, headers["X-Request-Id"]), headers=headers)
    except Exception as error:
        # The text of another error may quote the key.
        problem = error if isinstance(error, Problem) else Problem(500, f"{type(error).__name__} in this backend.")
        log.warning("token request %s: %d %s", headers["X-Request-Id"], problem.status, problem.detail)
        return problem_response(problem, headers)


async def token_for(request: Request, request_id: str) -> dict[str, str]:
    if request.method != "POST":
        raise Problem(405, "Expected POST.", {"Allow": "POST"})
    if not is_same_origin(request):
        raise Problem(403, "Expected a request from a page of this origin.")
    if media_type_of(request) != "application/json":
        raise Problem(415, "Expected Content-Type: application/json.")
    id = connection_id_in(await read_body(request, MAX_REQUEST_BYTES))
    user = user_of(request)
    if user is None or (id is not None and (id not in connections or connections[id].owner != user)):
        raise Problem(403, "Expected a user, and a connection of their own.")
    if id is not None:
        answer = await call_api(f"/v1/connections/{id}/widget-token", request_id, is_repair=True)
    else:
        answer = await call_api("/v1/connections", request_id)
        id = answer.get("connectionId")
        if not is_id(id):
            raise Problem(502, "Expected a connectionId in Araucaria's answer.")
    token = answer.get("widgetToken")
    if not isinstance(token, str) or not re.fullmatch(r"[!-~]{1,4096}", token) or "arau_" in token.lower():
        raise Problem(502, "Expected a widgetToken in Araucaria's answer.")
    # Before the token goes out: otherwise nobody would own the connection.
    connections.setdefault(id, Connection(owner=user))
    return {"widgetToken": token, "connectionId": id}


def is_same_origin(request: Request) -> bool:
    """By Sec-Fetch-Site, which pages can't forge, else by Origin. Without either it could be an attack."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    host = request.headers.get("Host")
    return request.headers.get("Origin") in (f"https://{host}", f"{request.url.scheme}://{host}")


def media_type_of(request: Request) -> str:
    return request.headers.get("Content-Type", "").split(";")[0].strip().lower()


async def read_body(request: Request, max_bytes: int) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > max_bytes:
            raise Problem(413, f"Expected a body of at most {max_bytes} bytes.")
    return bytes(body)


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
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_-]{1,64}", value) is not None and "arau_" not in value.lower()


def parse_object(body: bytes) -> dict | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


async def call_api(path: str, request_id: str, is_repair: bool = False) -> dict:
    """Calls Araucaria. Its texts and the errors of the client go nowhere: they may quote the key."""
    try:
        # The client's own time limit is for each read alone.
        body = await asyncio.wait_for(post(path, request_id, is_repair), API_TIMEOUT_SECONDS)
    except asyncio.TimeoutError:
        raise Problem(504, f"Expected an answer of Araucaria within {API_TIMEOUT_SECONDS} s.") from None
    except httpx.HTTPError:
        raise Problem(502, "Expected an answer of Araucaria; the connection failed.") from None
    answer = parse_object(body)
    if answer is None:
        raise Problem(502, "Expected a JSON object in Araucaria's answer.")
    return answer


async def post(path: str, request_id: str, is_repair: bool) -> bytes:
    headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": "application/json", "X-Request-Id": request_id}
    # A redirect is not followed: it could take the key to another server.
    async with httpx.AsyncClient(timeout=API_TIMEOUT_SECONDS, follow_redirects=False) as client:
        async with client.stream("POST", API_URL + path, headers=headers) as response:
            if not response.is_success:
                raise problem_for(response, is_repair)
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MAX_ANSWER_BYTES:
                    raise Problem(502, "Expected at most 64 KiB in Araucaria's answer.")
            return bytes(body)


def problem_for(response: httpx.Response, is_repair: bool) -> Problem:
    status = response.status_code
    if is_repair and status == 404:
        return Problem(404, "Expected the id of an existing connection.")
    if is_repair and status == 409:
        return Problem(409, "Expected a connection in FAILED_AUTH: no other can be repaired.")
    if status in (429, 503):
        retry_after = response.headers.get("Retry-After", "")
        is_valid = re.fullmatch(r"\d{1,9}|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", retry_after)
        return Problem(status, "Araucaria asks to try again later.", {"Retry-After": retry_after} if is_valid else {})
    # Also 401 and 403: the key is at fault, not the visitor.
    return Problem(502, f"Expected Araucaria to answer with success; it answered {status}.")


def problem_response(problem: Problem, headers: dict[str, str]) -> Response:
    codes = {403: "unauthorized", 404: "connection-not-found", 409: "connection-not-repairable"}
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
        "code": codes.get(problem.status, "token-request-rejected"),
    }
    return JSONResponse(
        body, problem.status, {**headers, **problem.headers}, media_type="application/problem+json"
    )


def request_id_of(request: Request) -> str:
    given = request.headers.get("X-Request-Id", "")
    return given if re.fullmatch(r"[!-~]{1,128}", given) and "arau_" not in given.lower() else str(uuid4())


@router.post("/webhooks/araucaria")
async def receive_webhook(request: Request) -> Response:
    try:
        body = await read_body(request, MAX_WEBHOOK_BYTES)
    except Problem as problem:
        return Response(status_code=problem.status)
    if not is_signed(request, body):
        return Response(status_code=400)
    event = json.loads(body)
    # An event of a type that is not known yet changes nothing, and is answered with success too.
    if event["type"].startswith("connection."):
        changed_at = datetime.fromisoformat(event["timestamp"].replace("Z", "+00:00"))
        update_status(event["data"]["connectionId"], event["data"]["status"], changed_at)
    return Response(status_code=204)


def is_signed(request: Request, body: bytes) -> bool:
    """Whether it is signed with our secret, and new (Standard Webhooks)."""
    id, timestamp, signatures = (
        request.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature")
    )
    if not re.fullmatch(r"[0-9]{1,15}", timestamp) or abs(time.time() - int(timestamp)) > WEBHOOK_TOLERANCE_SECONDS:
        return False
    digest = hmac.digest(WEBHOOK_SECRET, f"{id}.{timestamp}.".encode() + body, hashlib.sha256)
    expected = b"v1," + base64.b64encode(digest)
    return any(hmac.compare_digest(each.encode(), expected) for each in signatures.split(" "))
