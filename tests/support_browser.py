"""The Chromium that is installed, driven by Playwright; where there is none, tests say so and are skipped."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = (390, 820, 1400)  # a phone, a tablet, a desk
_WATCH = """
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (one) => window.violations.push(one.violatedDirective));
"""


def installed() -> str | None:
    """The path of a Chromium, or None."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with a profile of its own that is thrown away."""
    path = installed()
    if path is None:
        pytest.skip(f"no Chromium is installed (looked for {', '.join(NAMES)}); `apt-get install chromium` brings one")
    with tempfile.TemporaryDirectory(prefix="tracewire-browser-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, f"--crash-dumps-dir={folder}"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watched:
    """A page with all that it tried: requests, messages, dialogs."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def violations(self) -> list[str]:
        """What the page's own policy stopped."""
        found: list[str] = self.page.evaluate("window.violations")
        return found


@contextmanager
def opened(
    browser: Browser, address: str, width: int = 1400, *, dark: bool = False, scripts: bool = True
) -> Iterator[Watched]:
    """Open a page and watch it; everything that it asks for beside itself is refused and written down."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
    )
    page = context.new_page()
    watched = Watched(page)

    def route(handler):
        watched.requests.append(handler.request.url)
        if handler.request.url.partition("#")[0] == address.partition("#")[0]:
            handler.continue_()
        else:
            handler.abort()

    def dismiss(dialog):
        watched.dialogs.append(dialog.message)
        dialog.dismiss()

    page.add_init_script(_WATCH)
    page.on("console", lambda message: watched.messages.append(message.text))
    page.on("pageerror", lambda error: watched.messages.append(str(error)))
    page.on("dialog", dismiss)
    context.route("**/*", route)
    try:
        page.goto(address)
        yield watched
    finally:
        context.close()
