"""A page read as a browser would read it, for tests that ask what is in it: elements, attributes, words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "link", "input", "hr"}


@dataclass
class Element:
    """A tag with its attributes and all words below it."""

    tag: str
    attributes: dict[str, str]
    words: str = ""


@dataclass
class Page(HTMLParser):
    """Every element in order; `text` is what a reader sees, without style and script."""

    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {attrs}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data):
        for element in self._open:
            element.words += data
        if not {"style", "script"} & {element.tag for element in self._open}:
            self.text += data

    @property
    def is_closed(self):
        """Whether every tag was closed."""
        return not self._open

    def all(self, tag):
        """The elements of one tag."""
        return [element for element in self.elements if element.tag == tag]


def read_html(text) -> Page:
    """Parse it; what is not well nested fails."""
    page = Page()
    page.feed(text)
    page.close()
    assert page.is_closed, [element.tag for element in page._open]
    return page
