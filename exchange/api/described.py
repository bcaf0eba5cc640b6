from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

ABOUT = _(
    "Ce que le site rend public, pour des programmes : évènements, interventions, intervenants, thèmes et paroles. "
    "Les listes se lisent page après page, en suivant « next ». Avec la clé de quelqu’un qui travaille "
    "dans l’administration, un programme propose des brouillons, qu’une personne relit et publie."
)


class AsWritten(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}


class API(NinjaAPI):
    def get_openapi_schema(self, **kwargs):
        """OpenAPI 3.1: what is refused has a media type of its own, which ninja cannot say."""
        schema = super().get_openapi_schema(**kwargs)
        schema["info"]["description"] = ABOUT
        for found in schema["paths"].values():
            for operation in found.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {"application/problem+json": answer["content"]["application/json"]}
        return schema
