"""The article with its passages, as the review page shows it."""

from django.utils.html import format_html
from django.utils.safestring import mark_safe


def pieces(text, proposals):
    """[(piece, [the proposals that hold it]), …]: `text` cut wherever a proposal begins or ends."""
    cuts = sorted({0, len(text), *(p.start for p in proposals), *(p.end for p in proposals)})
    cuts = [cut for cut in cuts if cut <= len(text)]
    starting = {}
    for proposal in proposals:
        starting.setdefault(proposal.start, []).append(proposal)
    found, around = [], []
    for start, end in zip(cuts, cuts[1:], strict=False):
        around = [p for p in around if p.end > start] + starting.get(start, [])
        found.append((text[start:end], around))
    return found


def marked(text, proposals):
    """`text` as HTML; each piece of a passage leads to its proposal, the shortest where several share it."""
    parts, begun = [], set()
    for piece, around in pieces(text, proposals):
        if not around:
            parts.append(format_html("{}", piece))
            continue
        inner = min(around, key=lambda p: p.end - p.start)
        anchors = [p.pk for p in around if p.pk not in begun]
        begun.update(anchors)
        for key in anchors:
            parts.append(format_html('<span id="passage-{}"></span>', key))
        keys = " ".join(str(p.pk) for p in around)
        kind, state = inner.kind, "open" if inner.is_open else inner.state
        html = '<a href="#proposition-{}" class="passage kind-{} is-{}" data-proposals="{}">{}</a>'
        parts.append(format_html(html, inner.pk, kind, state, keys, piece))
    return mark_safe("".join(parts))  # every part was escaped by `format_html`
