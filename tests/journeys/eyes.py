"""A page by a machine's eyes: accessible in light and dark, whole at any width, quiet, and asking nothing of others."""

from axe_playwright_python.base import AXE_SCRIPT

VIOLATIONS = "options => axe.run(options).then(({violations}) => violations)"
OPTIONS = {"resultTypes": ["violations"], "preload": False}
OF_COLOURS = ["color-contrast", "link-in-text-block"]  # the only rules that a colour scheme can break


def faults(page, url, addresses):
    """{address: what is wrong with it}"""
    noise, found = [], {}
    page.on("console", lambda message: noise.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((url, "data:")) else noise.append(request.url))
    for address in addresses:
        page.goto(url + address)
        wrong = [text for text in noise if "404 (Not Found)" not in text]
        if wrong := wrong + flaws(page):
            found[address] = wrong
        noise.clear()  # the checker's own is among it
    return found


def flaws(page):
    """What is wrong with a page as it stands."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    light = violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    dark = violations(page, runOnly=OF_COLOURS)
    page.emulate_media(color_scheme="light")
    return [*light, *(f"dark, {fault}" for fault in dark), *too_wide(page)]


def violations(page, **options):
    if page.evaluate("window.axe === undefined"):
        page.evaluate(AXE_SCRIPT)
    page.evaluate("Promise.all(document.getAnimations().map(change => change.finished))")
    broken = page.evaluate(VIOLATIONS, OPTIONS | options)
    return [f"{rule['id']}: {node['html'][:120]}" for rule in broken for node in rule["nodes"]]


def too_wide(page):
    """On a telephone, on the narrowest one too."""
    size = page.viewport_size
    wide = []
    for width in (size["width"], 320) if size["width"] < 400 else (size["width"],):
        page.set_viewport_size(size | {"width": width})
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide.append(f"{needed} px wide at {width}")
    page.set_viewport_size(size)
    return wide
