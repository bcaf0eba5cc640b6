"""By which address an authority names a thing."""

from curation.authorities import as_named, named


def test_a_number_becomes_the_address_that_its_system_writes():
    assert {system: named(system, number) for system, number in {
        "Wikidata": "Q42", "ORCID": "0000-0002-1825-0097", "VIAF": "113230702", "ISNI": "0000 0001 2144 9729",
        "IdRef": "026927608", "pretalx": "8A6695",
    }.items()} == {
        "Wikidata": "http://www.wikidata.org/entity/Q42", "ORCID": "https://orcid.org/0000-0002-1825-0097",
        "VIAF": "https://viaf.org/viaf/113230702", "ISNI": "https://isni.org/isni/0000000121449729",
        "IdRef": "https://www.idref.fr/026927608/id", "pretalx": "",
    }  # fmt: skip
    assert named("wikidata", "") == ""


def test_the_page_of_an_entity_is_not_what_wikidata_calls_it():
    entity = "http://www.wikidata.org/entity/Q42"
    pages = ("https://www.wikidata.org/wiki/Q42", "https://m.wikidata.org/wiki/Q42?uselang=fr", entity)
    assert {as_named(page) for page in pages} == {entity}
    assert as_named("https://www.wikidata.org/wiki/Property:P31") == "https://www.wikidata.org/wiki/Property:P31"
