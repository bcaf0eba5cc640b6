"""Who gets what: every address of the site × visitor, member, editor, curator, administrator."""

from copy import copy
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from curation import bulk, history, likeness, merging, sets
from curation.models import Status
from curation.pairs import Pair
from exchange.models import ApiKey, Import, Webhook
from members import joining
from members.models import Application, User
from privacy.models import Forgotten, Report
from quotes.citing import FORMATS
from quotes.models import Quote
from recaps.models import Arrival
from recaps.receiving import read_arrival
from search.indexing import refresh
from tests import builders as make
from tests.addresses import routes
from tests.alerts.follows import follow
from tests.asking import read
from tests.shown import is_kept
from themes.models import Theme

pytestmark = pytest.mark.django_db
ROLES = ("visitor", "member", "editor", "curator", "administrator")
# Who sees what is SQLite's to answer; PostgreSQL is asked for all pages, by who sees none of the desk and who sees all.
ASKING = ROLES if connection.vendor == "sqlite" else ("visitor", "administrator")

# What each of ROLES is answered; "in" sends to a log-in form. `{event}` is a published row, `{draft_event}` a draft.
PUBLIC = """
/                                                   200 200 200 200 200
/recherche/?q=ville                                 200 200 200 200 200
/a-propos/                                          200 200 200 200 200
/mentions-legales/                                  200 200 200 200 200
/confidentialite/                                   200 200 200 200 200
/accessibilite/                                     200 200 200 200 200
/donnees/                                           200 200 200 200 200
/evenements/                                        200 200 200 200 200
/evenements/{event.slug}/                           200 200 200 200 200
/evenements/{draft_event.slug}/                     404 404 200 200 200
/evenements/rien/                                   404 404 404 404 404
/annees/                                            200 200 200 200 200
/annees/2015/                                       200 200 200 200 200
/annees/1900/                                       404 404 404 404 404
/lieux/                                             200 200 200 200 200
/lieux/{event.city_slug}/                           200 200 200 200 200
/lieux/{draft_event.city_slug}/                     404 404 404 404 404
/interventions/                                     200 200 200 200 200
/interventions/{talk.slug}/                         200 200 200 200 200
/interventions/{draft_talk.slug}/                   404 404 200 200 200
/interventions/rien/                                404 404 404 404 404
/themes/                                            200 200 200 200 200
/themes/{theme.slug}/                               200 200 200 200 200
/themes/{draft_theme.slug}/                         404 404 200 200 200
/themes/rien/                                       404 404 404 404 404
/intervenants/                                      200 200 200 200 200
/intervenants/{speaker.slug}/                       200 200 200 200 200
/intervenants/{draft_speaker.slug}/                 404 404 200 200 200
/intervenants/rien/                                 404 404 404 404 404
/organisations/                                     200 200 200 200 200
/organisations/{organization.slug}/                 200 200 200 200 200
/organisations/{draft_organization.slug}/           404 404 200 200 200
/organisations/rien/                                404 404 404 404 404
/citations/                                         200 200 200 200 200
/citations/recherche/                               200 200 200 200 200
/citations/au-hasard/                               302 302 302 302 302
/citations/{quote.pk}-{quote.slug}/                 200 200 200 200 200
/citations/{draft_quote.pk}-{draft_quote.slug}/     404 404 200 200 200
/citations/0-rien/                                  404 404 404 404 404
/citations/{quote.pk}-{quote.slug}/partager/        200 200 200 200 200
/citations/{draft_quote.pk}-{draft_quote.slug}/partager/   404 404 200 200 200
/citations/{quote.pk}/integrer/                     200 200 200 200 200
/citations/{draft_quote.pk}/integrer/               404 404 200 200 200
/citations/{quote.pk}.png                           200 200 200 200 200
/citations/{draft_quote.pk}.png                     404 404 200 200 200
/citations/{quote.pk}-carre.png                     200 200 200 200 200
/citations/{draft_quote.pk}-carre.png               404 404 200 200 200
/citations/{quote.pk}-{quote.slug}/citer/           200 200 200 200 200
/citations/{draft_quote.pk}-{draft_quote.slug}/citer/   404 404 200 200 200
/citations/{quote.pk}-rien/citer/                   301 301 301 301 301
/tweets/{tweet.pk}/citer/                           200 200 200 200 200
/tweets/{draft_tweet.pk}/citer/                     404 404 200 200 200
/interventions/{talk.slug}/citer/                   200 200 200 200 200
/interventions/{draft_talk.slug}/citer/             404 404 200 200 200
/c/{quote.pk}                                       301 301 301 301 301
/c/{draft_quote.pk}                                 404 404 404 404 404
/tweets/                                            200 200 200 200 200
/tweets/{tweet.pk}/                                 200 200 200 200 200
/tweets/{draft_tweet.pk}/                           404 404 200 200 200
/tweets/0/                                          404 404 404 404 404
/styleguide/                                        in  403 200 200 200
/connexion/                                         200 302 302 302 302
/connexion/code/                                    200 302 302 302 302
/connexion/code/saisir/                             302 302 302 302 302
/connexion/cle/                                     in  302 302 302 302
/connexion/second-facteur/                          in  302 302 302 302
/connexion/inactif/                                 200 200 200 200 200
/deconnexion/                                       302 200 200 200 200
/adhesion/                                          200 302 302 302 302
/adhesion/adresse-verifiee/                         200 200 200 200 200
/adhesion/invitation/{invitation}/                  200 302 302 302 302
/adhesion/invitation/un-faux-jeton/                 404 404 404 404 404
/mot-de-passe/oublie/                               200 200 200 200 200
/mot-de-passe/oublie/envoye/                        200 200 200 200 200
/mot-de-passe/nouveau/                              200 200 200 200 200
/mot-de-passe/nouveau/1-un-faux-jeton/              200 200 200 200 200
/compte/                                            in  200 200 200 200
/compte/donnees.json                                in  302 302 302 302
/compte/supprimer/                                  in  302 302 302 302
/compte/adresse/                                    in  200 200 200 200
/compte/adresse/verifier/                           200 200 200 200 200
/compte/adresse/verifier/un-faux-jeton/             200 200 200 200 200
/compte/mot-de-passe/                               in  200 200 200 200
/compte/mot-de-passe/choisir/                       in  302 302 302 302
/compte/confirmer/                                  in  200 200 200 200
/compte/confirmer/second-facteur/                   in  302 302 302 302
/compte/confirmer/cle/                              in  302 302 302 302
/compte/securite/                                   in  200 200 200 200
/compte/securite/application/                       in  302 302 302 302
/compte/securite/application/retirer/               in  404 404 404 404
/compte/securite/codes/                             in  404 404 404 404
/compte/securite/codes/nouveaux/                    in  302 302 302 302
/compte/securite/codes.txt                          in  404 404 404 404
/compte/securite/cles/                              in  200 200 200 200
/compte/securite/cles/ajouter/                      in  302 302 302 302
/compte/securite/cles/0/                            in  302 302 302 302
/compte/securite/cles/0/retirer/                    in  302 302 302 302
/compte/cles-api/                                   in  200 200 200 200
/compte/cles-api/{api_key.pk}/revoquer/             in  405 405 405 405
/compte/sessions/                                   in  200 200 200 200
/alertes/                                           in  200 200 200 200
/alertes/suivre/?q=ville                            in  200 200 200 200
/alertes/suivre/themes/{theme.slug}/                in  200 200 200 200
/alertes/suivre/themes/{draft_theme.slug}/          in  404 200 200 200
/alertes/suivre/themes/rien/                        in  404 404 404 404
/alertes/suivre/intervenants/{speaker.slug}/        in  200 200 200 200
/alertes/suivre/intervenants/{draft_speaker.slug}/  in  404 200 200 200
/alertes/suivre/evenements/{event.slug}/            in  200 200 200 200
/alertes/suivre/evenements/{draft_event.slug}/      in  404 200 200 200
/alertes/{alert.pk}/                                in  404 404 404 404
/alertes/{alert.pk}/pause/                          in  405 405 405 405
/alertes/{alert.pk}/reprise/                        in  405 405 405 405
/alertes/{alert.pk}/cle/                            in  405 405 405 405
/alertes/{alert.pk}/suppression/                    in  405 405 405 405
/alertes/{alert.pk}/retablissement/                 in  405 405 405 405
/alertes/arret/{alert.token}/                       200 200 200 200 200
/alertes/arret/{alert.pk}:un-faux-jeton/            404 404 404 404 404
/alertes/{alert.feed_key}.atom                      200 200 200 200 200
/alertes/une-autre-cle.atom                         404 404 404 404 404
/index.atom                                         200 200 200 200 200
/evenements/{event.slug}.atom                       200 200 200 200 200
/evenements/{draft_event.slug}.atom                 404 404 200 200 200
/intervenants/{speaker.slug}.atom                   200 200 200 200 200
/intervenants/{draft_speaker.slug}.atom             404 404 200 200 200
/organisations/{organization.slug}.atom             200 200 200 200 200
/organisations/{draft_organization.slug}.atom       404 404 200 200 200
/evenements.atom                                    200 200 200 200 200
/interventions.atom                                 200 200 200 200 200
/citations.atom                                     200 200 200 200 200
/tweets.atom                                        200 200 200 200 200
/themes/{theme.slug}.ics                            200 200 200 200 200
/themes/{draft_theme.slug}.ics                      404 404 200 200 200
/themes/{theme.slug}.atom                           200 200 200 200 200
/themes/{draft_theme.slug}.atom                     404 404 200 200 200
/api/                                               200 200 200 200 200
/evenements.csv                                     200 200 200 200 200
/interventions.csv                                  200 200 200 200 200
/intervenants.csv                                   200 200 200 200 200
/organisations.csv                                  200 200 200 200 200
/themes.csv                                         200 200 200 200 200
/citations.csv                                      200 200 200 200 200
/tweets.csv                                         200 200 200 200 200
/evenements/{event.slug}.csv                        200 200 200 200 200
/evenements/{draft_event.slug}.csv                  404 404 200 200 200
/intervenants/{speaker.slug}.csv                    200 200 200 200 200
/intervenants/{draft_speaker.slug}.csv              404 404 200 200 200
/themes/{theme.slug}.csv                            200 200 200 200 200
/themes/{draft_theme.slug}.csv                      404 404 200 200 200
/citations/recherche.csv?q=ville                    in  200 200 200 200
/evenements.ics                                     200 200 200 200 200
/evenements/{event.slug}.ics                        200 200 200 200 200
/evenements/{draft_event.slug}.ics                  404 404 200 200 200
/interventions/{talk.slug}.ics                      200 200 200 200 200
/interventions/{draft_talk.slug}.ics                404 404 200 200 200
/intervenants/{speaker.slug}.ics                    200 200 200 200 200
/intervenants/{draft_speaker.slug}.ics              404 404 200 200 200
/evenements/{event.slug}.json                       200 200 200 200 200
/evenements/{draft_event.slug}.json                 404 404 200 200 200
/interventions/{talk.slug}.json                     200 200 200 200 200
/interventions/{draft_talk.slug}.json               404 404 200 200 200
/themes/{theme.slug}.json                           200 200 200 200 200
/themes/{draft_theme.slug}.json                     404 404 200 200 200
/intervenants/{speaker.slug}.json                   200 200 200 200 200
/intervenants/{draft_speaker.slug}.json             404 404 200 200 200
/organisations/{organization.slug}.json             200 200 200 200 200
/organisations/{draft_organization.slug}.json       404 404 200 200 200
/citations/{quote.pk}.json                          200 200 200 200 200
/citations/{draft_quote.pk}.json                    404 404 200 200 200
/tweets/{tweet.pk}.json                             200 200 200 200 200
/tweets/{draft_tweet.pk}.json                       404 404 200 200 200
/e/{event.pk}                                       302 302 302 302 302
/e/{draft_event.pk}                                 404 404 404 404 404
/i/{talk.pk}                                        302 302 302 302 302
/i/{draft_talk.pk}                                  404 404 404 404 404
/p/{speaker.pk}                                     302 302 302 302 302
/p/{draft_speaker.pk}                               404 404 404 404 404
/o/{organization.pk}                                302 302 302 302 302
/o/{draft_organization.pk}                          404 404 404 404 404
/t/{theme.pk}                                       302 302 302 302 302
/t/{draft_theme.pk}                                 404 404 404 404 404
/signaler/citations/{quote.pk}/                     200 200 200 200 200
/signaler/citations/{draft_quote.pk}/               404 404 404 404 404
/signaler/tweets/{tweet.pk}/                        200 200 200 200 200
/signaler/tweets/{draft_tweet.pk}/                  404 404 404 404 404
/signaler/interventions/{talk.pk}/                  200 200 200 200 200
/signaler/interventions/{draft_talk.pk}/            404 404 404 404 404
/signaler/evenements/{event.pk}/                    200 200 200 200 200
/signaler/evenements/{draft_event.pk}/              404 404 404 404 404
/signaler/intervenants/{speaker.pk}/                200 200 200 200 200
/signaler/intervenants/{draft_speaker.pk}/          404 404 404 404 404
/signaler/organisations/{organization.pk}/          200 200 200 200 200
/signaler/organisations/{draft_organization.pk}/    404 404 404 404 404
/signalements/{report_token}/                       200 200 200 200 200
/signalements/{report.pk}:un-faux-jeton/            404 404 404 404 404
/dossiers/                                          in  200 200 200 200
/dossiers/ajouter/?quote={quote.pk}                 in  200 200 200 200
/dossiers/ajouter/?quote={draft_quote.pk}           in  404 404 404 404
/dossiers/{dossier.pk}/                             in  404 404 404 404
/dossiers/{dossier.pk}.csv                          in  404 404 404 404
/dossiers/{dossier.pk}/imprimer/                    in  404 404 404 404
/dossiers/{dossier.pk}/jeter/                       405 405 405 405 405
/dossiers/{dossier.pk}/reprendre/                   405 405 405 405 405
/dossiers/{dossier.pk}/effacer/                     405 405 405 405 405
/dossiers/{dossier.pk}/partager/                    405 405 405 405 405
/dossiers/{dossier.pk}/partages/{share.pk}/retirer/ 405 405 405 405 405
/dossiers/{dossier.pk}/elements/{item.pk}/note/     405 405 405 405 405
/dossiers/{dossier.pk}/elements/{item.pk}/deplacer/ 405 405 405 405 405
/dossiers/{dossier.pk}/elements/{item.pk}/relu/     405 405 405 405 405
/dossiers/{dossier.pk}/elements/{item.pk}/retirer/  405 405 405 405 405
/dossiers/{dossier.pk}/elements/{item.pk}/remettre/ 405 405 405 405 405
/dossiers/partage/{share.token}/                    200 200 200 200 200
/dossiers/partage/{ended_share.token}/              410 410 410 410 410
/dossiers/partage/{share.token}x/                   404 404 404 404 404
"""

# A dossier of the very member who asks.
OWN = """
/dossiers/{dossier.pk}/                             200
/dossiers/{dossier.pk}.csv                          200
/dossiers/{dossier.pk}.docx                         200
/dossiers/{dossier.pk}.exe                          404
/dossiers/{dossier.pk}/imprimer/                    200
"""

# The same for each format of a reference.
REFERENCES = """
/citations/{quote.pk}.{suffix}                      200 200 200 200 200
/citations/{draft_quote.pk}.{suffix}                404 404 200 200 200
/tweets/{tweet.pk}.{suffix}                         200 200 200 200 200
/tweets/{draft_tweet.pk}.{suffix}                   404 404 200 200 200
/interventions/{talk.slug}.{suffix}                 200 200 200 200 200
/interventions/{draft_talk.slug}.{suffix}           404 404 200 200 200
"""

WITHOUT_LANGUAGE = """
/healthz                                            200 200 200 200 200
/readyz                                             200 200 200 200 200
/oembed                                             404 404 404 404 404
/oai                                                200 200 200 200 200
/oai?verb=ListRecords&metadataPrefix=oai_dc         200 200 200 200 200
/llms.txt                                           200 200 200 200 200
/oembed?format=xml                                  501 501 501 501 501
/robots.txt                                         200 200 200 200 200
/.well-known/security.txt                           200 200 200 200 200
/manifest.webmanifest                               200 200 200 200 200
/sitemap.xml                                        200 200 200 200 200
/sitemap-quotes.xml                                 200 200 200 200 200
/sitemap-rien.xml                                   404 404 404 404 404
/api/v1/                                            302 302 302 302 302
/api/v1/openapi.json                                200 200 200 200 200
/api/v1/search/quotes?q=ville                       401 401 401 401 401
/api/v1/recaps                                      405 405 405 405 405
/api/v1/rien                                        404 404 404 404 404
/api/v1/events                                      200 200 200 200 200
/api/v1/events/{event.pk}                           200 200 200 200 200
/api/v1/events/{draft_event.pk}                     404 404 404 404 404
/api/v1/talks                                       200 200 200 200 200
/api/v1/talks/{talk.pk}                             200 200 200 200 200
/api/v1/talks/{draft_talk.pk}                       404 404 404 404 404
/api/v1/speakers                                    200 200 200 200 200
/api/v1/speakers/{speaker.pk}                       200 200 200 200 200
/api/v1/speakers/{draft_speaker.pk}                 404 404 404 404 404
/api/v1/organizations                               200 200 200 200 200
/api/v1/organizations/{organization.pk}             200 200 200 200 200
/api/v1/organizations/{draft_organization.pk}       404 404 404 404 404
/api/v1/themes                                      200 200 200 200 200
/api/v1/themes/{theme.pk}                           200 200 200 200 200
/api/v1/themes/{draft_theme.pk}                     404 404 404 404 404
/api/v1/quotes                                      200 200 200 200 200
/api/v1/quotes/{quote.pk}                           200 200 200 200 200
/api/v1/quotes/{draft_quote.pk}                     404 404 404 404 404
/api/v1/tweets                                      200 200 200 200 200
/api/v1/tweets/{tweet.pk}                           200 200 200 200 200
/api/v1/tweets/{draft_tweet.pk}                     404 404 404 404 404
/api/v1/sources                                     200 200 200 200 200
/api/v1/sources/{seen_source.pk}                    200 200 200 200 200
/api/v1/sources/{draft_source.pk}                   404 404 404 404 404
/media/rien.webp                                    404 404 404 404 404
/motifs/une-ville.svg                               200 200 200 200 200
"""

ADMIN = """
/admin/                                             in  in  200 200 200
/admin/login/                                       in  403 302 302 302
/admin/logout/                                      302 302 405 405 405
/admin/password_change/                             in  in  302 302 302
/admin/password_change/done/                        in  in  200 200 200
/admin/jsi18n/                                      in  in  200 200 200
/admin/aide/                                        in  in  200 200 200
/admin/aide/premier-evenement/                      in  in  200 200 200
/admin/aide/rien/                                   in  in  404 404 404
/admin/rien/                                        in  in  404 404 404
/admin/listes/events.event/garder/                  in  in  405 405 405
/admin/listes/{saved_list.pk}/oter/                 in  in  405 405 405
/admin/r/{quote_type}/{quote.pk}/                   in  in  302 302 302
/admin/autocomplete/?app_label=events&model_name=appearance&field_name=speaker   in in 200 200 200
/admin/autocomplete/?app_label=auth&model_name=group&field_name=permissions      in in 403 403 403
/admin/themes/theme/creer/                          in  in  405 405 405
/admin/speakers/speaker/creer/                      in  in  405 405 405
/admin/speakers/organization/creer/                 in  in  405 405 405
/admin/quotes/source/creer/                         in  in  405 405 405
/admin/curation/                                    in  in  200 200 200
/admin/events/                                      in  in  200 200 200
/admin/members/                                     in  in  404 200 200
/admin/exchange/                                    in  in  404 404 200
/admin/exchange/webhook/                            in  in  403 403 200
/admin/exchange/webhook/add/                        in  in  403 403 200
/admin/exchange/webhook/{webhook.pk}/               in  in  302 302 302
/admin/exchange/webhook/{webhook.pk}/change/        in  in  403 403 200
/admin/exchange/webhook/{webhook.pk}/delete/        in  in  403 403 200
/admin/exchange/webhook/{webhook.pk}/history/       in  in  403 403 200
/admin/members/application/                         in  in  403 200 200
/admin/members/application/add/                     in  in  403 403 403
/admin/members/application/{application.pk}/        in  in  302 302 302
/admin/members/application/{application.pk}/change/   in in 403 200 200
/admin/members/application/{application.pk}/delete/   in in 403 403 403
/admin/members/application/{application.pk}/history/  in in 403 200 200
/admin/members/application/{application.pk}/accepter/ in in 405 405 405
/admin/members/application/{application.pk}/refuser/  in in 405 405 405
/admin/members/invitation/                          in  in  403 200 200
/admin/members/invitation/add/                      in  in  403 200 200
/admin/members/invitation/{invited.pk}/             in  in  302 302 302
/admin/members/invitation/{invited.pk}/change/      in  in  403 200 200
/admin/members/invitation/{invited.pk}/delete/      in  in  403 200 200
/admin/members/invitation/{invited.pk}/history/     in  in  403 200 200
/admin/privacy/                                     in  in  404 200 200
/admin/privacy/report/                              in  in  403 200 200
/admin/privacy/report/add/                          in  in  403 403 403
/admin/privacy/report/{report.pk}/                  in  in  302 302 302
/admin/privacy/report/{report.pk}/change/           in  in  403 200 200
/admin/privacy/report/{report.pk}/delete/           in  in  403 403 403
/admin/privacy/report/{report.pk}/history/          in  in  403 200 200
/admin/privacy/forgotten/                           in  in  403 403 200
/admin/privacy/forgotten/add/                       in  in  403 403 403
/admin/privacy/forgotten/{forgotten.pk}/            in  in  302 302 302
/admin/privacy/forgotten/{forgotten.pk}/change/     in  in  403 403 200
/admin/privacy/forgotten/{forgotten.pk}/delete/     in  in  403 403 403
/admin/privacy/forgotten/{forgotten.pk}/history/    in  in  403 403 200
/admin/privacy/forgotten/oublier/{speaker.pk}/      in  in  403 403 302
/admin/quotes/                                      in  in  200 200 200
/admin/speakers/                                    in  in  200 200 200
/admin/themes/                                      in  in  200 200 200
/admin/themes/theme/merge/                          in  in  403 200 200
/admin/speakers/speaker/merge/                      in  in  403 200 200
/admin/speakers/organization/merge/                 in  in  403 200 200
/admin/events/event/merge/                          in  in  403 200 200
/admin/events/talk/merge/                           in  in  403 200 200
/admin/quotes/quote/merge/                          in  in  403 200 200
/admin/quotes/tweet/merge/                          in  in  403 200 200
/admin/quotes/source/merge/                         in  in  403 200 200
/admin/events/talk/choix/?event={event.pk}          in  in  200 200 200
/admin/events/event/{event.pk}/publier/             in  in  403 200 200
/admin/events/event/{draft_event.pk}/publier/       in  in  403 200 200
/admin/events/event/{event.pk}/retirer/             in  in  403 200 200
/admin/events/talk/{talk.pk}/publier/               in  in  403 200 200
/admin/events/talk/{talk.pk}/retirer/               in  in  403 200 200
/admin/quotes/quote/apercu/                         in  in  405 405 405
/admin/quotes/tweet/coller/                         in  in  200 200 200
/admin/exchange/                                           in  in  404 200 200
/admin/exchange/import/                                    in  in  403 200 200
/admin/exchange/import/add/                                in  in  403 200 200
/admin/events/event/{talk.event_id}/intervenants/{talk.pk}/     in  in  403 404 404
/admin/events/event/{talk.event_id}/intervenants/{talk.pk}/?ligne=talks-0   in in 403 200 200
/admin/quotes/quote/evenement/{event.pk}/                  in  in  302 302 302
/admin/quotes/quote/evenement/{event.pk}/{quote.pk}/       in  in  302 302 302
/admin/quotes/tweet/evenement/{event.pk}/                  in  in  302 302 302
/admin/quotes/tweet/evenement/{event.pk}/{tweet.pk}/       in  in  302 302 302
/admin/exchange/import/lignes/{event.pk}/                  in  in  403 200 200
/admin/exchange/import/lignes/0/                           in  in  403 404 404
/admin/exchange/import/{batch.pk}/                         in  in  302 302 302
/admin/exchange/import/{batch.pk}/change/                  in  in  403 200 200
/admin/exchange/import/{batch.pk}/delete/                  in  in  403 403 403
/admin/exchange/import/{batch.pk}/history/                 in  in  403 200 200
/admin/exchange/import/{batch.pk}/colonnes/                in  in  403 302 302
/admin/exchange/import/{batch.pk}/importer/                in  in  405 405 405
/admin/exchange/import/{batch.pk}/annuler/                 in  in  403 302 302
/admin/exchange/import/{done_batch.pk}/annuler/            in  in  403 200 200
/admin/recaps/recap/                                    in  in  200 200 200
/admin/recaps/recap/add/                                in  in  200 200 200
/admin/work/job/                                        in  in  403 200 200
/admin/work/job/add/                                    in  in  403 403 403
/admin/work/job/{job.pk}/                               in  in  302 302 302
/admin/work/job/{job.pk}/change/                        in  in  403 200 200
/admin/work/job/{job.pk}/delete/                        in  in  403 403 403
/admin/work/job/{job.pk}/history/                       in  in  403 200 200
/admin/recaps/recap/arrivees/{arrival.pk}/              in  in  404 404 404
/admin/recaps/recap/{recap.pk}/                         in  in  302 302 302
/admin/recaps/recap/{recap.pk}/change/                  in  in  200 200 200
/admin/recaps/recap/{recap.pk}/delete/                  in  in  403 200 200
/admin/recaps/recap/{recap.pk}/history/                 in  in  200 200 200
/admin/recaps/recap/{recap.pk}/a-propos/                in  in  200 200 200
/admin/recaps/recap/{recap.pk}/decider/                 in  in  405 405 405
/admin/recaps/recap/{recap.pk}/marquer/                 in  in  405 405 405
/admin/events/appearance/                           in  in  200 200 200
/admin/events/appearance/add/                       in  in  403 403 403
/admin/events/appearance/{appearance.pk}/           in  in  302 302 302
/admin/events/appearance/{appearance.pk}/change/    in  in  200 200 200
/admin/events/appearance/{appearance.pk}/delete/    in  in  403 403 403
/admin/events/appearance/{appearance.pk}/history/   in  in  200 200 200
/admin/events/reference/                            in  in  200 200 200
/admin/events/reference/add/                        in  in  403 403 403
/admin/events/reference/{reference.pk}/             in  in  302 302 302
/admin/events/reference/{reference.pk}/change/      in  in  200 200 200
/admin/events/reference/{reference.pk}/delete/      in  in  403 403 403
/admin/events/reference/{reference.pk}/history/     in  in  200 200 200
/admin/curation/revision/                           in  in  200 200 200
/admin/curation/revision/add/                       in  in  403 403 403
/admin/curation/revision/deleted/                   in  in  200 200 200
/admin/curation/revision/{revision.pk}/             in  in  302 302 302
/admin/curation/revision/{revision.pk}/change/      in  in  302 302 302
/admin/curation/revision/{revision.pk}/delete/      in  in  403 403 403
/admin/curation/revision/{revision.pk}/history/     in  in  200 200 200
/admin/curation/revision/{revision.pk}/restore/     in  in  403 200 200
/admin/curation/revision/{draft_revision.pk}/restore/   in in 200 200 200
/admin/curation/merge/                              in  in  403 200 200
/admin/curation/merge/add/                          in  in  403 403 403
/admin/curation/merge/{merge.pk}/                   in  in  302 302 302
/admin/curation/merge/{merge.pk}/change/            in  in  403 200 200
/admin/curation/merge/{merge.pk}/delete/            in  in  403 403 403
/admin/curation/merge/{merge.pk}/history/           in  in  403 200 200
/admin/curation/merge/{merge.pk}/undo/              in  in  405 405 405
/admin/curation/pair/                               in  in  403 200 200
/admin/curation/pair/add/                           in  in  403 403 403
/admin/curation/pair/{pair.pk}/                     in  in  302 302 302
/admin/curation/pair/{pair.pk}/change/              in  in  403 302 302
/admin/curation/pair/{pair.pk}/delete/              in  in  403 403 403
/admin/curation/pair/{pair.pk}/history/             in  in  403 200 200
/admin/curation/statuschange/                       in  in  403 200 200
/admin/curation/statuschange/add/                   in  in  403 403 403
/admin/curation/statuschange/{change.pk}/           in  in  302 302 302
/admin/curation/statuschange/{change.pk}/change/    in  in  403 200 200
/admin/curation/statuschange/{change.pk}/delete/    in  in  403 403 403
/admin/curation/statuschange/{change.pk}/history/   in  in  403 200 200
/admin/curation/statuschange/{change.pk}/undo/      in  in  405 405 405
/admin/curation/listchange/                         in  in  200 200 200
/admin/curation/listchange/add/                     in  in  403 403 403
/admin/curation/listchange/{list_change.pk}/        in  in  302 302 302
/admin/curation/listchange/{list_change.pk}/change/   in in 200 200 200
/admin/curation/listchange/{list_change.pk}/delete/   in in 403 403 403
/admin/curation/listchange/{list_change.pk}/history/  in in 200 200 200
/admin/curation/listchange/{list_change.pk}/undo/   in  in  405 405 405
/admin/members/user/                                in  in  403 403 200
/admin/members/user/add/                            in  in  403 403 200
/admin/members/user/{account.pk}/                   in  in  302 302 302
/admin/members/user/{account.pk}/change/            in  in  403 403 200
/admin/members/user/{account.pk}/delete/            in  in  403 403 200
/admin/members/user/{account.pk}/history/           in  in  403 403 200
/admin/members/user/{account.pk}/password/          in  in  403 403 200
/admin/members/user/{owner.pk}/change/              in  in  403 403 200
/admin/members/user/{owner.pk}/delete/              in  in  403 403 403
/admin/members/user/{owner.pk}/password/            in  in  403 403 403
"""

# The same for each curated model: what is published is out of the editor's reach.
CURATED = """
/admin/{model}/                                     in  in  200 200 200
/admin/{model}/add/                                 in  in  200 200 200
/admin/{model}/{row.pk}/                            in  in  302 302 302
/admin/{model}/{row.pk}/change/                     in  in  200 200 200
/admin/{model}/{row.pk}/delete/                     in  in  403 200 200
/admin/{model}/{row.pk}/history/                    in  in  200 200 200
/admin/{model}/{draft.pk}/change/                   in  in  200 200 200
/admin/{model}/{draft.pk}/delete/                   in  in  200 200 200
/admin/{model}/{draft.pk}/history/                  in  in  200 200 200
"""
MODELS = (
    "themes/theme", "speakers/speaker", "speakers/organization", "events/event", "events/talk",
    "quotes/source", "quotes/quote", "quotes/tweet",
)  # fmt: skip

# What is sent (POST): an empty form is shown again (200) to who may fill it in.
DEEDS = """
/deconnexion/                                                                  302 302 302 302 302
/dossiers/?title=Nouveau                                                       in  302 302 302 302
/dossiers/ajouter/?quote={quote.pk}&title=Nouveau                              in  302 302 302 302
/dossiers/ajouter/?quote={quote.pk}&dossier={dossier.pk}                       in  404 404 404 404
/dossiers/ajouter/?quote={draft_quote.pk}&title=Nouveau                        in  404 404 404 404
/dossiers/{dossier.pk}/?title=Autre                                            in  404 404 404 404
/dossiers/{dossier.pk}/jeter/                                                  in  404 404 404 404
/dossiers/{dossier.pk}/reprendre/                                              in  404 404 404 404
/dossiers/{dossier.pk}/effacer/                                                in  404 404 404 404
/dossiers/{dossier.pk}/partager/?days=7                                        in  404 404 404 404
/dossiers/{dossier.pk}/partages/{share.pk}/retirer/                            in  404 404 404 404
/dossiers/{dossier.pk}/elements/{item.pk}/note/?note=vu                        in  404 404 404 404
/dossiers/{dossier.pk}/elements/{item.pk}/deplacer/?place=1                    in  404 404 404 404
/dossiers/{dossier.pk}/elements/{item.pk}/relu/                                in  404 404 404 404
/dossiers/{dossier.pk}/elements/{item.pk}/retirer/                             in  404 404 404 404
/dossiers/{dossier.pk}/elements/{item.pk}/remettre/                            in  404 404 404 404
/admin/logout/                                                                 302 302 302 302 302
/admin/listes/events.event/garder/?name=Brouillons&status__exact=draft         in  in  302 302 302
/admin/listes/members.user/garder/?name=Comptes&is_staff__exact=1              in  in  403 403 302
/admin/listes/rien/garder/?name=Rien&q=rien                                    in  in  404 404 404
/admin/listes/{saved_list.pk}/oter/                                            in  in  404 404 404
/admin/themes/theme/add/                                                       in  in  200 200 200
/admin/themes/theme/creer/?name=Nouveau                                        in  in  200 200 200
/admin/themes/theme/creer/                                                     in  in  400 400 400
/admin/speakers/speaker/creer/?name=Nouvelle                                   in  in  200 200 200
/admin/speakers/organization/creer/?name=Nouvelle                              in  in  200 200 200
/admin/quotes/source/creer/?name=Nouvelle                                      in  in  200 200 200
/admin/themes/theme/{theme.pk}/change/                                         in  in  403 200 200
/admin/themes/theme/{draft_theme.pk}/change/                                   in  in  200 200 200
/admin/events/event/{event.pk}/change/                                         in  in  403 200 200
/admin/quotes/quote/{quote.pk}/change/                                         in  in  403 200 200
/admin/quotes/quote/{quote.pk}/delete/?post=yes                                in  in  403 302 302
/admin/quotes/quote/{draft_quote.pk}/delete/?post=yes                          in  in  302 302 302
/admin/quotes/quote/apercu/?text=ville                                         in  in  200 200 200
/admin/quotes/tweet/coller/                                                    in  in  200 200 200
/admin/exchange/import/add/?address=rien                                       in  in  403 200 200
/admin/exchange/import/add/?address=https://exemple.fr/p.json                  in  in  403 302 302
/admin/exchange/import/lignes/{event.pk}/?lines=Un                             in  in  403 200 200
/admin/exchange/import/{batch.pk}/colonnes/?column-0=title                     in  in  403 302 302
/admin/exchange/import/{batch.pk}/importer/                                    in  in  403 302 302
/admin/exchange/import/{batch.pk}/annuler/                                     in  in  403 302 302
/admin/exchange/import/{done_batch.pk}/annuler/                                in  in  403 302 302
/admin/recaps/recap/add/?text=Rien                                             in  in  302 302 302
/admin/recaps/recap/{recap.pk}/a-propos/?title=Autre                           in  in  302 302 302
/admin/recaps/recap/{recap.pk}/decider/?proposal={proposal.pk}&action=reject   in  in  302 302 302
/admin/recaps/recap/{recap.pk}/decider/?proposal=0&action=reject               in  in  404 404 404
/admin/recaps/recap/{recap.pk}/decider/?speaker=personne                       in  in  302 302 302
/admin/recaps/recap/{recap.pk}/decider/?held=1                                 in  in  302 302 302
/admin/recaps/recap/{recap.pk}/decider/?reject=theme                           in  in  302 302 302
/admin/recaps/recap/{recap.pk}/marquer/?mark-words=rien                        in  in  200 200 200
/admin/recaps/recap/{recap.pk}/delete/?post=yes                                in  in  403 302 302
/admin/events/appearance/{appearance.pk}/change/                               in  in  403 403 403
/admin/themes/theme/merge/?one={theme.pk}&other={draft_theme.pk}&kept={theme.pk}   in in 403 302 302
/admin/events/event/merge/?one={event.pk}&other={draft_event.pk}&kept={event.pk}   in in 403 302 302
/admin/themes/theme/merge/?one={theme.pk}&other={draft_theme.pk}&apart=1       in  in  403 302 302
/admin/quotes/quote/merge/?one={quote.pk}&other={draft_quote.pk}               in  in  403 200 200
/admin/curation/merge/{merge.pk}/undo/                                         in  in  403 302 302
/admin/events/event/{draft_event.pk}/publier/?event={draft_event.pk}&sure=1    in  in  403 200 200
/admin/events/event/{event.pk}/retirer/?sure=1                                 in  in  403 200 200
/admin/events/talk/{talk.pk}/publier/                                          in  in  403 200 200
/admin/events/talk/{talk.pk}/retirer/?sure=1                                   in  in  403 200 200
/admin/curation/statuschange/{change.pk}/undo/                                 in  in  403 302 302
/admin/curation/listchange/{list_change.pk}/undo/                              in  in  403 302 302
/admin/curation/revision/{revision.pk}/restore/                                in  in  403 302 302
/admin/curation/revision/{draft_revision.pk}/restore/                          in  in  302 302 302
/adhesion/                                                                     200 302 302 302 302
/compte/                                                                       in  200 200 200 200
/compte/cles-api/?name=Un+script                                               in  302 302 302 302
/api/v1/quotes?text=ville&event={event.pk}                                     401 401 401 401 401
/api/v1/recaps?text=ville                                                      401 401 401 401 401
/compte/cles-api/{api_key.pk}/revoquer/                                        in  404 404 404 404
/compte/sessions/                                                              in  302 302 302 302
/compte/supprimer/                                                             in  302 302 302 302
/alertes/suivre/?q=ville                                                       in  200 200 200 200
/alertes/suivre/?name=Ville&frequency=daily&content=words                      in  302 302 302 302
/alertes/{alert.pk}/?name=Ville&frequency=daily&content=words                  in  404 404 404 404
/alertes/{alert.pk}/pause/                                                     in  404 404 404 404
/alertes/{alert.pk}/reprise/                                                   in  404 404 404 404
/alertes/{alert.pk}/cle/                                                       in  404 404 404 404
/alertes/{alert.pk}/suppression/                                               in  404 404 404 404
/alertes/{alert.pk}/retablissement/                                            in  404 404 404 404
/alertes/arret/{alert.token}/                                                  200 200 200 200 200
/alertes/arret/{alert.pk}:un-faux-jeton/                                       404 404 404 404 404
/signaler/citations/{quote.pk}/?kind=correction&words=Non&email=a@exemple.fr   302 302 302 302 302
/signaler/citations/{draft_quote.pk}/?kind=correction&words=Non&email=a@exemple.fr 404 404 404 404 404
/admin/privacy/report/{report.pk}/change/?state=done&reason=Oui                in  in  403 302 302
/admin/privacy/report/{report.pk}/change/                                      in  in  403 200 200
/admin/privacy/forgotten/oublier/{speaker.pk}/?way=erased&sure=on              in  in  403 403 302
/admin/members/application/{application.pk}/accepter/                          in  in  403 302 302
/admin/members/application/{application.pk}/refuser/                           in  in  403 302 302
/admin/members/invitation/add/                                                 in  in  403 200 200
/admin/members/invitation/{invited.pk}/delete/?post=yes                        in  in  403 302 302
/admin/exchange/webhook/{webhook.pk}/change/                                   in  in  403 403 200
/admin/exchange/webhook/{webhook.pk}/delete/?post=yes                          in  in  403 403 302
/admin/members/user/{account.pk}/change/                                       in  in  403 403 200
/admin/members/user/{account.pk}/delete/?post=yes                              in  in  403 403 302
/admin/members/user/{owner.pk}/change/                                         in  in  403 403 403
/admin/members/user/{owner.pk}/delete/?post=yes                                in  in  403 403 403
"""


def table(text, **names):
    """{address: the answers to ROLES}"""
    lines = (line.split() for line in text.strip().splitlines())
    return {address.format(**names): answers for address, *answers in lines}


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker):
    """A published row and a draft of each kind, made once, gone with the last test of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


def made():
    names = kinds() | {f"draft_{name}": row for name, row in kinds(status=Status.DRAFT).items()}
    names["owner"] = User.objects.create_superuser("proprietaire@exemple.fr", make.PASSWORD, name="Propriétaire")
    names["account"] = make.user(role="member")
    names["application"] = Application.objects.create(user=make.user(), reason="Pour chercher.")
    [names["invited"]], _known = joining.invite(["invitee@exemple.fr"], by=names["owner"])
    names["invitation"] = signing.dumps(names["invited"].pk, salt=joining.SALT)
    names["appearance"] = make.talk(speakers=[make.speaker()]).appearances.get()
    names["reference"] = make.reference(talk=names["talk"])
    for revision, row in (("revision", names["source"]), ("draft_revision", names["draft_source"])):
        names[revision] = history.write(row, by=names["owner"])
        row.author = "une autre"
        row.save()
        history.write(row, by=names["owner"])
    names["seen_source"] = make.source(event=names["event"])
    names["pair"] = Pair.set_apart(make.speaker(), make.speaker(), by=names["owner"])
    published = {Theme: [make.theme(status=Status.DRAFT).pk]}
    names["change"] = bulk.set_status_together(names["event"], published, Status.PUBLISHED, by=names["owner"])
    names["merge"] = merging.merge(make.theme(), make.theme(), by=names["owner"])
    names["recap"], names["proposal"] = make.recap()
    names["list_change"] = sets.start(Theme, [make.theme(status="draft").pk], "publish", by=names["owner"])
    names["saved_list"] = make.saved_list(owner=names["owner"], is_shared=True)
    names["job"] = read_arrival.enqueue(0).db_result
    names["batch"] = Import.objects.create(name="programme.json", state=Import.State.PLANNED)
    names["done_batch"] = Import.objects.create(name="programme.json", state=Import.State.DONE)
    names["arrival"] = Arrival.objects.create(by=names["owner"], pasted=b"Un article.")
    names["dossier"] = make.dossier(records=[names["quote"]])
    names["item"] = names["dossier"].items.get()
    names["share"] = make.share(dossier=names["dossier"])
    names["ended_share"] = make.share(dossier=names["dossier"], expires_at=timezone.now())
    names["alert"] = follow(owner=names["account"])
    said = {"kind": "correction", "words": "Non.", "email": "lea@exemple.fr", "language": "fr"}
    names["report"] = Report.objects.create(record=names["quote"], **said)
    names["api_key"] = ApiKey(owner=names["account"], name="Un script")
    names["api_key"].draw()
    names["webhook"] = Webhook.objects.create(address="https://exemple.fr/annonces")
    names["report_token"] = Report.SIGNER.sign(names["report"].pk)
    names["forgotten"] = Forgotten.objects.create(way="erased", keys=[], counts={"quotes.quote": 1})
    names["quote_type"] = ContentType.objects.get_for_model(Quote).pk
    return names


def kinds(**fields):
    event = make.event(city=f"Ville {fields.get('status', '')}", **fields)
    return {
        "event": event,
        "talk": make.talk(**fields),
        "theme": make.theme(**fields),
        "speaker": make.speaker(**fields),
        "organization": make.organization(**fields),
        "source": make.source(**fields),
        "quote": make.quote(event=make.event(), **fields),
        "tweet": make.tweet(event=make.event(), **fields),
    }


def public(rows):
    found = table(PUBLIC, **rows)
    for form in FORMATS.values():
        found |= table(REFERENCES, suffix=form.suffix, **rows)
    return found


def pages(rows):
    found = public(rows) | table(WITHOUT_LANGUAGE, **rows) | table(ADMIN, **rows)
    for model in MODELS:
        name = model.partition("/")[2]
        found |= table(CURATED, model=model, row=rows[name], draft=rows[f"draft_{name}"])
    return found


def as_role(role):
    client = Client()
    if role != "visitor":
        client.force_login(make.user(role=role))
    return client


def code(response):
    """The status, as in the tables."""
    if response.status_code == 302 and resolve(urlsplit(response.url).path).url_name in {"account_login", "login"}:
        return "in"
    return str(response.status_code)


def each_asks(addresses):
    """{(role, address): (the answer, what was written)}; what all are answered alike, a visitor alone asks for."""
    for catch_up in (refresh, likeness.compare_noted.call):
        catch_up()
    found, kept = {}, set()
    for role in ASKING:
        client = as_role(role)
        for address in addresses:
            if address in kept:
                found[role, address] = found["visitor", address]
                continue
            answer, written = read(client, address)
            found[role, address] = code(answer), written
            if role == "visitor" and is_kept(answer):
                kept.add(address)
    return found


def unexpected(found, table):
    """What is not as the table says, or wrote something."""
    return {
        (role, address): told
        for (role, address), told in found.items()
        if told != (table[address][ROLES.index(role)], [])
    }


def done(client, address):
    """What the deed is answered; then it is undone. The fields are those of the query."""
    known = copy(client.cookies)
    with transaction.atomic():
        answer = code(client.post(address, dict(parse_qsl(urlsplit(address).query))))
        transaction.set_rollback(True)
    client.cookies = known
    return answer


@pytest.mark.any_engine
def test_no_address_is_forgotten(rows):
    assert {resolve(urlsplit(address).path).route for address in pages(rows)} == set(routes())


def test_pages_and_that_to_read_them_writes_nothing(rows, settings):
    settings.CONTACT_EMAIL = "contact@exemple.fr"
    make.quote(text="des mots que nul n’a encore annoncés")
    expected = pages(rows)
    assert unexpected(each_asks(expected), expected) == {}


@pytest.mark.any_engine
def test_pages_in_english(rows):
    expected = {f"/en{address}": answers for address, answers in public(rows).items()}
    assert unexpected(each_asks(expected), expected) == {}


@pytest.mark.any_engine
@pytest.mark.parametrize("role", ROLES)
def test_deeds(rows, role):
    expected = {address: answers[ROLES.index(role)] for address, answers in table(DEEDS, **rows).items()}
    client = as_role(role)
    assert {address: done(client, address) for address in expected} == expected


@pytest.mark.any_engine
@pytest.mark.parametrize("role", ROLES[1:])
def test_a_dossier_is_its_owners(rows, role):
    client = Client()
    owner = make.user(role=role)
    client.force_login(owner)
    expected = {address: answers[0] for address, answers in table(OWN, dossier=make.dossier(owner=owner)).items()}
    assert {address: code(client.get(address)) for address in expected} == expected


@pytest.mark.any_engine
@pytest.mark.parametrize(
    ("role", "status"), [("editor", "draft"), ("curator", "published"), ("administrator", "published")]
)
def test_drafts_are_published_together_by_who_may_publish(rows, role, status):
    draft = rows["draft_theme"]
    as_role(role).post("/admin/themes/theme/", {"action": "publish", "_selected_action": [draft.pk]})
    assert Theme.objects.get(pk=draft.pk).status == status


def refused(who, settings):
    """Somebody whom the administration refuses, logged in."""
    if who.startswith("superuser"):
        person = User.objects.create_superuser("chef@exemple.fr", make.PASSWORD, name="Chef")
    else:
        person = make.user(role=who.split()[0])
    if who.endswith("with an ended membership"):
        person.member_until = timezone.localdate() - timedelta(days=1)
        person.save()
    if who.endswith("without a second factor"):
        settings.STAFF_MFA_REQUIRED = True
    if who.endswith("with codes alone"):
        settings.STAFF_MFA_REQUIRED = True
        Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data={})
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.any_engine
@pytest.mark.parametrize(
    "who",
    [
        "editor without a second factor",
        "superuser without a second factor",
        "administrator with codes alone",
        "curator with an ended membership",
        "superuser with an ended membership",
    ],
)
def test_whoever_the_administration_refuses_sees_no_draft_anywhere(rows, who, settings):
    lines = [line for line in (PUBLIC + REFERENCES).splitlines() if "{draft_" in line or "/styleguide/" in line]
    hidden = {address for form in FORMATS.values() for address in table("\n".join(lines), suffix=form.suffix, **rows)}
    with transaction.atomic():
        client = refused(who, settings)
        answers = {address: code(client.get(address)) for page in hidden for address in (page, f"/en{page}")}
        admin = code(client.get("/admin/"))
        transaction.set_rollback(True)
    assert len(hidden) > 50
    assert {address: answer for address, answer in answers.items() if answer not in {"403", "404"}} == {}
    assert admin == "in"


@pytest.mark.any_engine
@pytest.mark.parametrize("role", ["editor", "curator", "administrator"])
def test_staff_see_a_draft_under_a_banner_that_no_cache_keeps(rows, role):
    client = as_role(role)
    drafts = [row for name, row in rows.items() if name.startswith("draft_") and hasattr(row, "get_absolute_url")]
    assert len(drafts) == 7
    for draft in drafts:
        response = client.get(draft.get_absolute_url())
        assert 'class="preview"' in response.content.decode()
        assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
        public = client.get(rows[draft._meta.model_name].get_absolute_url())
        assert 'class="preview"' not in public.content.decode()
