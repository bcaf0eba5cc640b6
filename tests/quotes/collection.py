"""Quotes and tweets that the tests of the search share, under the names by which these call them."""

from datetime import date

from curation.models import Status
from quotes.models import Quote
from tests import builders as make

REPORTED = {"kind": Quote.Kind.PARAPHRASE}


def collection():
    """{name: row} of public quotes and tweets, the newest last; and a draft of each kind, that nobody may find."""
    moreno = make.speaker(name="Carlos Moreno")
    moreno.aliases.create(name="C. Moreno-Pérez")
    lafarge = make.speaker(name="Marie-Noëlle de La Fargue")
    obrien = make.speaker(name="Siobhán O’Brien")
    city = make.theme(name="Ville intelligente", label_en="Smart city", synonyms="cité numérique\nville connectée")
    power = make.theme(name="Gouvernance", label_en="Governance")
    energy = make.theme(name="Énergie")
    lyon = make.event(title="Rencontres de Lyon", starts_on=date(2013, 3, 2))
    paris = make.event(title="Atelier Smart City", starts_on=date(2015, 7, 8))
    later = make.event(title="Forum des œuvres", starts_on=date(2016, 1, 20))
    undated = make.event(title="Cycle sans date", starts_on=None)
    talk = make.talk(title="L’urbanisme des citoyens", event=paris)

    def said(text, event, speaker=None, themes=(), **fields):
        return make.quote(text=text, event=event, speaker=speaker, themes=themes, **fields)

    rows = {
        "undated": said("Nul ne sait quand la cité fut fondée", undated),
        "heart": said("Le cœur de la ville bat la nuit", lyon, lafarge, [city]),
        "works": said("Les chefs-d’œuvre naissent des travaux de chacun", lyon, lafarge),
        "bikes": said("Des vélos pour tous les élus", lyon, obrien, [power]),
        "english": said("Smart cities are made of smart citizens", paris, obrien, [city], language="en"),
        "tomorrow": said("La ville de demain se construit aujourd’hui", paris, moreno, [city], talk=talk),
        "reversed": said("Demain, chaque ville sera de verre", paris, moreno, talk=talk),
        "company": said("L’entreprise partage ses données", paris, moreno, [power], **REPORTED),
        "ratp": said("La R.A.T.P. transporte 618\u202f000 voyageurs", paris, obrien, [energy]),
        "spectator": said("On n’entend jamais les habitants !", paris, attribution="une spectatrice", **REPORTED),
        "context": said("Il faut oser", later, lafarge, context="Sur la gouvernance d’une ville moyenne"),
        "eyes": said("Ouvrez les yeux sur l’énergie", later, moreno, [energy]),
        "party": said("C’est la fête 🎉 des égouts; DROP TABLE", later, obrien),
        "tweet": make.tweet(text="Les #VillesIntelligentes vues par @carlos", event=paris, themes=[city]),
    }
    hidden = make.speaker(name="Zénobie Cachée", status=Status.DRAFT)
    make.quote(text="Un brouillon parle de la ville", event=paris, status=Status.DRAFT)
    make.quote(text="Une ville dont la locutrice est cachée", event=paris, speaker=hidden)
    make.tweet(text="La ville en brouillon", event=paris, status=Status.DRAFT)
    return rows


def place(row):
    return row._meta.model_name, row.pk
