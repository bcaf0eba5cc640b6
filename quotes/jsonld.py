from django.urls import reverse
from django.utils.translation import gettext as _

from curation.jsonld import address, breadcrumbs, document, node, public, reference
from curation.permalinks import absolute, permanent
from themes.jsonld import term

from .cards import content
from .cards.drawing import SHAPES


def quote(quote, request, *, themes=()):
    """A quote loaded `with_context()`. Words between marks are a Quotation; reported speech is somebody else's text."""
    url = address(quote, request)
    said_by = quote.speaker and reference("Person", quote.speaker, request)
    facts = {
        "@id": permanent(quote, request),
        "name": name(quote),
        "text": quote.text,
        "inLanguage": quote.language,
        "isBasedOn": _evidence(quote, request),
        "recordedAt": None if quote.is_told_by_tweet else reference("Event", quote.talk or quote.event, request),
        "creditText": "" if quote.speaker else quote.attribution,  # « une élue » is nobody that a machine could name
        "about": [term(theme, request) for theme in themes],
        "license": quote.license,
        "url": url,
        "image": _card(quote, request),
        "sameAs": quote.elsewhere,
    }
    kind, role = ("Quotation", "creator") if quote.is_quoted else ("CreativeWork", "contributor")
    original = quote.translated_from and node(kind, inLanguage=quote.translated_from)
    body = node(kind, **{role: said_by}, translationOfWork=original, **facts)
    steps = [(_("Citations"), reverse("quotes:quote_list"))]
    return document(body, breadcrumbs(request, *steps, (quote, quote.get_absolute_url())))


def tweet(tweet, request, *, themes=()):
    """A tweet loaded `with_context()`."""
    url = address(tweet, request)
    kind = "Organization" if tweet.organization else "Person" if tweet.speaker else ""
    account = public(tweet.account)
    about = tweet.talk or tweet.event
    posting = node(
        "SocialMediaPosting",
        **{"@id": permanent(tweet, request)},
        name=_("%(author)s (@%(handle)s), à propos de %(about)s")
        % {"author": tweet.author_name, "handle": tweet.handle, "about": about.exported_name},
        headline=str(tweet),
        text=tweet.text,
        author=kind
        and node(
            kind,
            **({"@id": permanent(account, request)} if account else {}),
            name=tweet.author_name,
            alternateName=f"@{tweet.handle}",
            url=account and address(account, request),
        ),
        creditText="" if kind else f"{tweet.author_name} (@{tweet.handle})",
        datePublished=tweet.posted_on and tweet.posted_on.isoformat(),
        inLanguage=tweet.language,
        isBasedOn=tweet.source and work(tweet.source),
        about=[reference("Event", about, request), *(term(theme, request) for theme in themes)],
        license=tweet.license,
        url=url,
        sameAs=tweet.elsewhere,
    )
    steps = [(_("Tweets"), reverse("quotes:tweet_list"))]
    return document(posting, breadcrumbs(request, *steps, (tweet, tweet.get_absolute_url())))


def name(quote):
    """Who said it and where; that it is reported, or noted down, if one must know it before one reads the words."""
    said = f"{quote.author}, {(quote.talk or quote.event).exported_name}"
    return said if quote.is_verbatim else f"{said} ({quote.get_kind_display()})"


def work(source):
    published = source.published_on.isoformat() if source.published_on else str(source.year or "")
    return node(
        "CreativeWork",
        **({"@id": source.url} if source.url else {}),
        name=source.title,
        creditText=source.author,  # a person, or a whole newsroom
        publisher=source.publisher and node("Organization", name=source.publisher),
        datePublished=published,
        inLanguage=source.language,
        url=source.url,
        archivedAt=source.archived_url,
    )


def _card(quote, request):
    width, height = SHAPES["wide"]
    return node(
        "ImageObject",
        url=absolute(content.address(quote), request),
        width=width,
        height=height,
        caption=content.alternative(quote),
    )


def _evidence(quote, request):
    return [
        *([work(quote.source)] if quote.source else []),
        *([_posting(quote.tweet, request)] if quote.tweet else []),
    ]


def _posting(tweet, request):
    return reference("SocialMediaPosting", tweet, request) | node(
        "SocialMediaPosting", datePublished=tweet.posted_on and tweet.posted_on.isoformat()
    )
