"""Your own: the user of a request, and whose each connection is. In production, tables of your database."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from fastapi import Request


@dataclass
class Connection:
    owner: str
    status: str = "PENDING"
    changed_at: datetime | None = None


connections: dict[str, Connection] = {}


def user_of(request: Request) -> str | None:
    return request.session.get("user")


def sign_in(request: Request) -> str:
    """Every visitor of this demo is a user."""
    return request.session.setdefault("user", uuid4().hex)


def connections_of(user: str) -> dict[str, Connection]:
    return {id: each for id, each in connections.items() if each.owner == user}


def update_status(id: str, status: str, changed_at: datetime) -> None:
    """Webhooks come in any order, and more than once: an older event changes nothing."""
    connection = connections.get(id)
    if connection and (connection.changed_at is None or connection.changed_at < changed_at):
        connection.status, connection.changed_at = status, changed_at
