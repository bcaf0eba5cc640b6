"""The links of a page: where they lead, and putting others in their place."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from lxml import html

PARSER = html.HTMLParser(encoding="utf-8")
# Of an element, what leads somewhere; the address of the page itself (canonical, Open Graph) stays that of the site.
LEADING = {"a": "href", "link": "href", "img": "src", "source": "src", "form": "action"}
NOT_FOLLOWED = {"canonical", "manifest", "preload"}
OF_STYLES = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


def parsed(content):
    return html.document_fromstring(content, parser=PARSER)


def links(page, address):
    """Yield (element, attribute, value, absolute address) of all that a page at `address` leads to."""
    for element in page.iter(*LEADING):
        name = LEADING[element.tag]
        value = element.get(name)
        if value is not None and element.get("rel") not in NOT_FOLLOWED and not value.startswith("#"):
            yield element, name, value, _turned(element, urljoin(address, value.strip()), address)
    for element in page.iter("img", "source"):
        for value in re.findall(r"(?:^|,)\s*(\S+)", element.get("srcset", "")):
            yield element, "srcset", value, urljoin(address, value)


def put(element, name, value, target):
    """Let what led to `value` lead to `target`."""
    element.set(name, element.get(name).replace(f"{value} ", f"{target} ") if name == "srcset" else target)


def _turned(element, target, address):
    """Of the lists of a page one at a time is turned: the others stand at their beginning."""
    if element.get("rel") not in {"prev", "next"}:
        return target
    parts, before = urlsplit(target), dict(parse_qsl(urlsplit(address).query))
    turned = {name: value for name, value in parse_qsl(parts.query) if before.get(name) != value and value != "1"}
    return parts._replace(query=urlencode(turned)).geturl()
