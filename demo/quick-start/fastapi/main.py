import os
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.middleware.sessions import SessionMiddleware

import accounts
import araucaria

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key=os.environ["SESSION_SECRET"])
app.include_router(araucaria.router)


@app.get("/", response_class=HTMLResponse)
def page(request: Request) -> str:
    accounts.sign_in(request)  # your own sign-in
    return Path("index.html").read_text()


@app.get("/api/connections")
def connections(request: Request) -> list[dict[str, str]]:
    own = accounts.connections_of(accounts.user_of(request) or "")
    return [{"connectionId": id, "status": each.status} for id, each in own.items()]
