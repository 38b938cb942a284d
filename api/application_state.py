"""What a request can reach of the application."""

from __future__ import annotations

from fastapi import Request

from api.wiring import Assembly


def assembly_of(request: Request) -> Assembly:
    """Return the library and chain that this application serves."""
    assembly: Assembly = request.app.state.assembly
    return assembly
