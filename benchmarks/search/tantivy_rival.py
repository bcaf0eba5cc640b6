"""Tantivy, a library in Rust that is no dependency of ours: it is there if its folder was given to the measure."""

import tantivy

from .rivals import LIMIT, words


class Tantivy:
    """Its bm25, in memory, of French stems without accents."""

    name = "tantivy"

    def __init__(self, records):
        self.records = [record for record, _ in records]
        schema = tantivy.SchemaBuilder().add_unsigned_field("number", stored=True)
        self.index = tantivy.Index(schema.add_text_field("words", tokenizer_name="french").build())
        tokens = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
        stems = tokens.filter(tantivy.Filter.stemmer("french")).filter(tantivy.Filter.ascii_fold())
        self.index.register_tokenizer("french", stems.build())
        writer = self.index.writer()
        for number, (_record, text) in enumerate(records):
            writer.add_document(tantivy.Document(number=number, words=text))
        writer.commit()
        self.index.reload()

    def ask(self, text):
        searcher = self.index.searcher()
        found = searcher.search(self.index.parse_query(" ".join(words(text)), ["words"]), LIMIT)
        return [self.records[searcher.doc(address)["number"][0]] for _score, address in found.hits]
