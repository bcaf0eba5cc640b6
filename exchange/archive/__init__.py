"""All that the site holds, as files that are read without us, and loaded again by us.

README.txt             for whoever opens it in ten years; the one place with a date
LICENCE.txt            what anybody may do with it, as the site says it
archive.json           form, release, migrations, what was left out and why; of each model its fields and rows
champs.csv             each field of each model, in words
fiches/app.model.jsonl a JSON object a line and a row, by key: what is loaded again
fichiers/…             what a row has in bytes, as « app.model/key.field »
tableaux/…             the records once more, for a spreadsheet; nothing is loaded from there
media/…                the pictures that rows name, and their squares
SHA256SUMS             of each other file, for `sha256sum -c`
"""

FORMAT = 1
MANIFEST = "archive.json"
SUMS = "SHA256SUMS"
RECORDS = "fiches"
BYTES = "fichiers"
SHEETS = "tableaux"
MEDIA = "media"
