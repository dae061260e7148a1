"""Reads a review sheet as a jurist does, and as a network would."""

from html.parser import HTMLParser


class Reader(HTMLParser):
    """Reads a page: its words, fiche by fiche, and what it asks the network for."""

    def __init__(self, page):
        super().__init__()
        self.fiches = {}
        self.tags = set()
        self.asked = []
        self.links = []
        self.ids = set()
        self._fiche = ""
        self._quiet = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        """Notice what a browser would fetch or run."""
        found = dict(attributes)
        self.tags.add(tag)
        self.ids.add(found.get("id"))
        self._quiet = tag == "style"
        self.handle_data(" ")  # what stands in two elements is two words
        if tag == "article":
            self._fiche = found["id"]
        for name, value in found.items():
            if name.startswith("on") or name in ("src", "srcset", "action", "poster"):
                self.asked.append((tag, name, value))
            if name == "href":
                self.links.append(value)

    def handle_endtag(self, tag):
        """A fiche ends with its element."""
        self.handle_data(" ")
        self._quiet = False
        if tag == "article":
            self._fiche = ""

    def handle_data(self, data):
        """Keep words with plain spaces."""
        if not self._quiet:
            words = self.fiches.get(self._fiche, "") + data.replace("\xa0", " ")
            self.fiches[self._fiche] = words

    def fiche(self, number):
        """Return the words of one fiche, on one line."""
        return " ".join(self.fiches[f"f{number}"].split())
