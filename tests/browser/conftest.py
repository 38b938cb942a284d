"""Debian's Chromium, which can reach nothing but this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(OPTIONS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server) -> Iterator:
    """Opens pages in an empty profile; afterwards, none may have asked elsewhere for anything."""
    contexts, requests = [], []

    def open_one(path: str = "/", *, scripts: bool = False, width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=server.address,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 800},
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.on("request", lambda request: requests.append(request.url))
        page = context.new_page()
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert requests
    assert [url for url in requests if not url.startswith(f"{server.address}/")] == []
