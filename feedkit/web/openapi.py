"""The description of the application for programs (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from feedkit import __version__

_TOKEN = {
    "name": "token",
    "in": "path",
    "required": True,
    "description": "A signed token from a link in a mail.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 500, "pattern": r"^[A-Za-z0-9_.\-]+$"},
}
_PAGE = {"text/html": {"schema": {"type": "string"}}}
_INVALID = {
    "404": {"description": "The token is not one of ours, or not for this.", "content": _PAGE},
    "410": {"description": "The token or the subscription is not there any more.", "content": _PAGE},
}
_FORM_FAULTS = {
    "400": {"description": "The body cannot be read."},
    "413": {"description": "The body is larger than 64 KB."},
    "415": {"description": "The body is not a form."},
    "429": {"description": "Too many requests from this network.", "content": _PAGE},
}


def _get(summary: str, others: dict[str, Any]) -> dict[str, Any]:
    return {"summary": summary, "responses": {"200": {"description": "A page.", "content": _PAGE}, **others}}


def _pair(summary: str) -> dict[str, Any]:
    return {
        "parameters": [_TOKEN],
        "get": _get(f"{summary}: asks, changes nothing", _INVALID),
        "post": {"summary": summary, "responses": {"200": {"description": "Done.", "content": _PAGE}, **_INVALID}},
    }


def _form(properties: dict[str, Any], needed: list[str], *, required: bool = True) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties, "required": needed}
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data")
    return {"required": required, "content": {kind: {"schema": schema} for kind in kinds}}


_PATHS: dict[str, Any] = {
    "/": {"get": _get("The form to sign up", {"404": {"description": "Nobody can sign up.", "content": _PAGE}})},
    "/subscribe": {
        "post": {
            "summary": "Sign up; the answer is the same for every address",
            "requestBody": _form(
                {
                    "form": {"type": "string"},
                    "email": {"type": "string"},
                    "name": {"type": "string", "maxLength": 200},
                    "topic": {"type": "array", "items": {"type": "string"}},
                },
                ["form", "email"],
            ),
            "responses": {
                "200": {"description": "A mail may be on its way.", "content": _PAGE},
                "403": {"description": "The form was not sent from these pages."},
                "404": {"description": "Nobody can sign up.", "content": _PAGE},
                "422": {"description": "The address is none, or the form is too old.", "content": _PAGE},
                **_FORM_FAULTS,
            },
        }
    },
    "/confirm/{token}": _pair("Confirm the subscription"),
    "/unsubscribe/{token}": {
        "parameters": [_TOKEN],
        "get": _get("Ask whether to unsubscribe; changes nothing", _INVALID),
        "post": {
            "summary": "Unsubscribe: one click (RFC 8058)",
            "requestBody": _form({"List-Unsubscribe": {"const": "One-Click"}}, [], required=False),
            "responses": {"200": {"description": "Unsubscribed.", "content": _PAGE}, **_INVALID},
        },
    },
    "/preferences/{token}": {
        "parameters": [_TOKEN],
        "get": _get("What the reader wants", _INVALID),
        "post": {
            "summary": "Keep what the reader wants",
            "requestBody": _form(
                {
                    "name": {"type": "string", "maxLength": 200},
                    "topic": {"type": "array", "items": {"type": "string"}},
                },
                [],
            ),
            "responses": {"200": {"description": "Kept.", "content": _PAGE}, **_INVALID, **_FORM_FAULTS},
        },
    },
    "/preferences/{token}/account": {
        "parameters": [_TOKEN],
        "post": {
            "summary": "Mail a link to what is kept to the address itself",
            "responses": {
                "200": {"description": "It may be on its way.", "content": _PAGE},
                "429": _FORM_FAULTS["429"],
                **_INVALID,
            },
        },
    },
    "/account/{token}": {"parameters": [_TOKEN], "get": _get("What is kept of the reader", _INVALID)},
    "/account/{token}/export": {
        "parameters": [_TOKEN],
        "get": {
            "summary": "The same as JSON",
            "responses": {
                "200": {
                    "description": "Everything.",
                    "content": {"application/json": {"schema": {"type": "object"}}},
                },
                **_INVALID,
            },
        },
    },
    "/account/{token}/erase": {
        "parameters": [_TOKEN],
        "post": {
            "summary": "Erase it",
            "responses": {"200": {"description": "Erased.", "content": _PAGE}, **_INVALID},
        },
    },
    "/health": {
        "get": {
            "summary": "Whether the database answers",
            "responses": {
                "200": {
                    "description": "It does.",
                    "content": {"application/json": {"schema": {"type": "object"}}},
                }
            },
        }
    },
}


def document(title: str, base: str) -> dict[str, Any]:
    """The document, for the pages at the address `base`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{title}: subscriptions",
            "version": __version__,
            "description": "Pages for readers of a mailing list.",
        },
        "servers": [{"url": base or "/"}],
        "paths": _PATHS,
    }
