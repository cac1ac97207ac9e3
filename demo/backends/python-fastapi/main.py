"""A host of Araucaria Connect: a page with the button. Start it with: uvicorn main:app"""

import os
import secrets

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.middleware.sessions import SessionMiddleware

import araucaria
from accounts import connections_of, sign_in

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=os.environ.get("SESSION_SECRET") or secrets.token_hex())
app.include_router(araucaria.router)


@app.get("/")
def page(request: Request) -> HTMLResponse:
    connections = connections_of(sign_in(request))
    button = f'<araucaria-connect-button token-endpoint="/api/widget-token" widget-src="{araucaria.API_URL}/widget/araucaria-connect.js"'
    return HTMLResponse(
        "<!doctype html><title>Accounts</title>"
        '<script async src="https://unpkg.com/araucaria-connect"></script>'
        f"<p>{button}></araucaria-connect-button></p>"
        + "".join(
            f"<p>{id}: {each.status}</p>"
            + (f'{button} connection-id="{id}"></araucaria-connect-button>' if each.status == "FAILED_AUTH" else "")
            for id, each in connections.items()
        )
    )
