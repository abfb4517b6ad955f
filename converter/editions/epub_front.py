"""The front of a book in an EPUB, a page each as a reader turns them: title page, colophon (版权页), opening.

In: the pages as pandoc cut them, all three in the first; the opening is what stands before the first chapter.
Out: the pages, with the links that lead into what has moved.
"""

from __future__ import annotations

import re
from typing import Final

COLOPHON_PAGE: Final = "text/colophon.xhtml"
OPENING_PAGE: Final = "text/opening.xhtml"  # what stands before the first chapter: a preface, or a whole short text
# Markup that only pandoc and we can have written: both escape every < of the text.
FRONT = re.compile(
    r'(?P<head>.*?<body)(?P<kind>[^>]*>\s*)(?P<section><section id="title"[^>]*>\s*)'
    r'(?P<title><header class="title-block".*?</header>\s*)'
    r'(?P<colophon><div class="colophon" .*?</div>.*?</div>\s*)?(?P<rest>.*)',
    re.DOTALL,
)
CLOSED: Final = "</section>\n</body>\n</html>\n"
FRONT_MATTER: Final = ' epub:type="frontmatter">\n'
PAGE_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
NAME = re.compile(r' id="([^"]+)"')
LINK: Final = r'((?:href|src)="(?:\.\./)?(?:text/)?){}(#(?:{})")'


def divided(pages: dict[str, str], first: str, colophon: str) -> dict[str, str]:
    """The pages by name, the first of them divided; `colophon` is what the colophon's page is called.

    A first page without a title block stays whole.
    """
    found = FRONT.fullmatch(pages[first])
    if not found:
        return pages
    head, section = found["head"], found["section"]
    folder = first.removesuffix(first.rpartition("text/")[2]).removesuffix("text/")
    new = {first: f"{head}{FRONT_MATTER}{section}{found['title']}{CLOSED}"}
    if found["colophon"]:
        titled = PAGE_TITLE.sub(lambda _: f"<title>{colophon}</title>", head, count=1)
        new[folder + COLOPHON_PAGE] = f"{titled}{FRONT_MATTER}<section>\n{found['colophon']}{CLOSED}"
    if not found["rest"].lstrip().startswith("</section>") or "<aside" in found["rest"]:
        opening = section.replace('id="title"', 'id="opening"')
        new[folder + OPENING_PAGE] = f"{head}{found['kind']}{opening}{found['rest']}"
        moved = "|".join(re.escape(name) for name in NAME.findall(found["rest"]))
        link = re.compile(LINK.format(re.escape(first.rpartition("/")[2]), moved or "(?!)"))
        target = OPENING_PAGE.rpartition("/")[2]
        pages = {name: link.sub(rf"\g<1>{target}\2", page) for name, page in pages.items()}
    return {**{name: new.get(name, page) for name, page in pages.items()}, **new}
