"""What people do at the site; each deed tells the ledger what it asks for, and whether it was told that it is done."""

import re
import time
from functools import partial

from tests.admin_forms import forms
from tests.builders import PASSWORD

from .browser import Away, Browser, Unexpected
from .world import taken

ADD = "/admin/{}/add/"
ARTICLE = "{who} a parlé à l’atelier.\n\n" + "\n\n".join(
    f"« {words} », a dit {{who}} à l’assemblée."
    for words in ("Tout change quand on ouvre {token}", "Rien ne dure sans {token} ici", "On oublie souvent {token}")
)
FOLLOWING = "Une phrase de l’article qui ne dit rien de plus.\n\n" * 700


class Person:
    """Somebody with a browser, who does one of `deeds` after the other."""

    def __init__(self, site, ledger, world, deeds, *, email=None):
        self.site, self.ledger, self.world, self.deeds, self.email = site, ledger, world, deeds, email
        self.browser = Browser(site.port, site.seen)
        self.quotes, self.speakers, self.proposals = {}, {}, {}
        self.trouble = []

    def log_in(self):
        self.browser.post("/connexion/", self.browser.form("/connexion/", login=self.email, password=PASSWORD))

    def as_somebody_new(self):
        self.browser = Browser(self.site.port, self.site.seen)
        return self

    def run(self, stop, random):
        while not stop.is_set():
            deed = random.choice(self.deeds)
            try:
                deed(self, random)
            except Away:
                time.sleep(0.2)
            except Exception as error:
                self.trouble.append(f"{deed.__name__}: {type(error).__name__}: {error}")
            time.sleep(0.05)

    def send(self, what, path, cells, **changes):
        """Send the form at `path`, filled in; where that leads."""
        fields = self.browser.form(path, **changes)
        with self.ledger.deed(what, cells):
            return self.browser.post(path, fields).location

    def save(self, what, path, cells, **changes):
        """The key of a record that is saved in the administration."""
        place = self.send(what, path, cells, _continue="1", **changes)
        return int(re.search(r"/(\d+)/change/", place)[1])


# Curators


def add_quote(person, random):
    token = person.world.token()
    text = person.world.words(random, token)
    fields = {"text": text, "event": person.world.event.pk, "attribution": "une passante"}
    person.quotes[token] = person.save("add a quote", ADD.format("quotes/quote"), {("quote", token): text}, **fields)


def correct_quote(person, random):
    if not person.quotes:
        return
    token, key = random.choice(list(person.quotes.items()))
    text = person.world.words(random, token)
    person.save("correct a quote", f"/admin/quotes/quote/{key}/change/", {("quote", token): text}, text=text)


def add_speaker(person, random):
    token = person.world.token()
    cells = {("speaker", token): (token, (f"Alias {token}",))}
    fields = {"name": f"Claude {token.title()}", "headline": token, "aliases-0-name": f"Alias {token}"}
    person.speakers[token] = person.save("add a speaker", ADD.format("speakers/speaker"), cells, **fields)


def add_talk(person, random):
    token = person.world.token()
    speakers = sorted(random.sample(person.world.speakers, 2))
    fields = {"title": f"Exposé {token}", "event": person.world.event.pk, "status": "published"}
    fields |= {"appearances-TOTAL_FORMS": "2"}
    for place, speaker in enumerate(speakers):
        names = {"speaker": speaker, "role": "speaker", "position": place}
        fields |= {f"appearances-{place}-{name}": value for name, value in names.items()}
    person.save("add a talk", ADD.format("events/talk"), {("talk", token): tuple(speakers)}, **fields)


def publish(person, random):
    if drafts := taken(person.world.drafts):
        page = person.browser.get("/admin/quotes/quote/")
        fields = {"action": "publish", "index": "0", "_selected_action": list(drafts.values()), **_token(page)}
        what = "publish a few quotes" if len(drafts) < 100 else "publish many quotes"
        with person.ledger.deed(what, {("published", token): True for token in drafts}):
            person.browser.post("/admin/quotes/quote/", fields)


def merge(person, random):
    if pair := taken(person.world.pairs):
        kept, gone, count = pair
        path = f"/admin/speakers/speaker/merge/?one={kept}&other={gone}"
        fields = {"kept": kept, **_token(person.browser.get(path))}
        with person.ledger.deed("merge two" if count < 100 else "merge a lot", {("merge", pair): "one"}):
            person.browser.post(path, fields)


def bring(person, random, *, following=""):
    """Bring an article in, and say at which event it was."""
    token = person.world.token()
    text = ARTICLE.format(who=f"Camille {token.title()}", token=token) + following
    what = "bring a long article" if following else "bring an article"
    about = person.send(what, ADD.format("recaps/recap"), {("recap", token): "whole"}, text=text)
    if following:
        return
    event = person.world.event.pk
    person.send("place an article", about, {("recap-event", token): event}, event=event)
    recap = about.removesuffix("a-propos/")
    page = person.browser.get(f"{recap}change/?nature=quote")
    keys = {int(fields["proposal"]) for fields in forms(page) if fields.get("proposal")}
    person.proposals |= dict.fromkeys(keys, (f"{recap}decider/", "pending"))
    person.ledger.know({("proposal", key): "pending" for key in keys})


bring_long = partial(bring, following=FOLLOWING)
bring_long.__name__ = "bring_long"


def decide(person, random):
    """Accept or reject what is open, take back what is decided."""
    if not person.proposals:
        return
    key = random.choice(list(person.proposals))
    path, state = person.proposals.pop(key)  # if no answer comes, nobody looks at it again
    action = random.choice(["accept", "accept", "reject"]) if state == "pending" else "undo"
    becomes = {"accept": "accepted", "reject": "rejected", "undo": "pending"}[action]
    page = person.browser.get(path.replace("decider/", "change/"))
    shown = next(fields for fields in forms(page) if fields.get("proposal") == str(key))
    try:
        with person.ledger.deed(f"{action} a proposal", {("proposal", key): becomes}):
            person.browser.post(path, shown | {"action": action})
    except Unexpected as error:
        if "Dites d’abord" not in str(error):  # two names that are alike: a question
            raise
    else:
        person.proposals[key] = path, becomes


# Members and visitors


def follow(person, random):
    cells = {("alert", person.email): "at_once"}
    person.send("follow", "/alertes/suivre/?q=vigie", cells, name="vigie", frequency="at_once")
    person.deeds = [deed for deed in person.deeds if deed is not follow]


def look(person, random):
    path = random.choice(["/", "/themes/", "/evenements/", "/citations/recherche/?q=vigie", "/intervenants/"])
    person.browser.get(path)


def sign_up(person, random):
    token = person.world.token()
    email = f"{token}@exemple.fr"
    fields = {"name": "Léa", "email": email, "password1": PASSWORD, "reason": "lire"}
    person.as_somebody_new().send("sign up", "/adhesion/", {("account", email): "whole"}, **fields)
    person.ledger.letters[email] += 1


def reset_password(person, random):
    email = random.choice(person.world.forgetful)
    person.as_somebody_new().send("ask for a new password", "/mot-de-passe/oublie/", {}, email=email)
    person.ledger.letters[email] += 1


def _token(page):
    return {"csrfmiddlewaretoken": max(forms(page), key=len)["csrfmiddlewaretoken"]}


def people(site, ledger, world):
    """Those who work in the site, each with work of their own."""
    of_curators = [
        [add_quote, add_quote, correct_quote, correct_quote],
        [add_speaker, add_talk],
        [publish, publish, merge],
        [bring, bring_long, decide, decide, decide, decide],
    ]
    curators = zip(world.curators, of_curators, strict=True)
    found = [Person(site, ledger, world, deeds, email=email) for email, deeds in curators]
    found += [Person(site, ledger, world, [follow, look], email=email) for email in world.members]
    for person in found:
        person.log_in()
    return [*found, Person(site, ledger, world, [sign_up, reset_password, look])]
