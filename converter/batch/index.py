"""The page to browse a batch by: every document with its title, editions, changes and doubts, or why it failed.

In: the manifest of an output folder. Out: index.html in it: escaped, without scripts, with nothing fetched. What needs
a person stands first; a large batch goes on over further pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from html import escape
from itertools import chain, islice
from pathlib import Path
from urllib.parse import quote

from converter.batch.manifest import FOLDER, Entry, Manifest
from converter.editions.files import replace_file
from converter.report.labels import LANGUAGES
from converter.report.page import POLICY
from converter.report.page_style import STYLE
from converter.report.printable import printable

NAME = "index.html"
PAGES = "pages"  # the further ones, in the manifest's folder
ROWS = 2000  # of one page: what a browser shows at once
WORDS = {  # in the order of labels.LANGUAGES
    "title": ("Editions", "定本总览", "定本總覽"),
    "document": ("document", "文档", "文件"),
    "editions": ("editions", "成书", "成書"),
    "changes": ("changes", "改动", "改動"),
    "unsure": ("to be looked at", "待确认", "待確認"),
    "failed": ("failed", "失败", "失敗"),
    "done": ("done", "完成", "完成"),
    "page": ("page", "页", "頁"),
}
LOOK = """
table { border-collapse: collapse; width: 100% } th, td { text-align: start; padding: .3rem .8rem .3rem 0;
  border-bottom: 1px solid var(--hair); vertical-align: top; overflow-wrap: anywhere }
td.n { text-align: end; font-variant-numeric: tabular-nums } tr.failed td { color: var(--gone) }
"""


def place(output: Path, taken: frozenset[Path] = frozenset()) -> Path:
    """Where the page stands: index.html, unless an edition has that name."""
    page = output / NAME
    while page in taken:
        page = page.with_name(f"_{page.name}")
    return page


def write(
    output: Path,
    taken: frozenset[Path] = frozenset(),
    language: str = "en",
    told: Callable[[str, str], str] = lambda _, error: error,
) -> Path:
    """Write the pages; the path of the first. `taken` are the places of editions, `language` is one of LANGUAGES.

    `told` gives a source's error as its reader shall see it. Raises UnwritableError.
    """
    first = place(output, taken)
    with closing(Manifest(output)) as manifest:
        counts = {"done": 0, "failed": 0, "unsure": 0}
        for entry in manifest.entries():
            counts["failed" if entry.error else "done"] += 1
            counts["unsure"] += entry.unsure > 0
        heads = f"<p>{escape(' · '.join(f'{_word(name, language)} {n:,}' for name, n in counts.items()))}</p>\n"
        rows = _by_need(manifest)
        for number in range(1, max(1, -(-(counts["done"] + counts["failed"]) // ROWS)) + 1):
            entries = islice(rows, ROWS)
            up = "" if number == 1 else "../../"
            links = _links(number, sum(counts[name] for name in ("done", "failed")), first.name)
            body = heads + links + _table(entries, up, language, told) + links
            replace_file(_page(first, number), _document(body, language).encode())
    return first


def _by_need(manifest: Manifest) -> Iterator[Entry]:
    """The failures, then what is to be looked at, then the rest."""
    failed = (entry for entry in manifest.entries() if entry.error)
    unsure = (entry for entry in manifest.entries() if not entry.error and entry.unsure)
    sure = (entry for entry in manifest.entries() if not entry.error and not entry.unsure)
    return chain(failed, unsure, sure)


def _page(first: Path, number: int) -> Path:
    return first if number == 1 else first.parent / FOLDER / PAGES / f"{number}.html"


def _links(number: int, total: int, first: str) -> str:
    """The way to the pages beside this one."""
    last = -(-total // ROWS)
    if last == 1:
        return ""
    near = [n for n in (1, number - 1, number, number + 1, last) if 1 <= n <= last]
    return "<nav>" + " ".join(_link(n, number, first) for n in dict.fromkeys(near)) + "</nav>\n"


def _link(to: int, number: int, first: str) -> str:
    if to == number:
        return f"<strong>{to}</strong>"
    if to == 1:
        return f'<a href="../../{quote(first)}">1</a>'
    return f'<a href="{f"{FOLDER}/{PAGES}/" if number == 1 else ""}{to}.html">{to}</a>'


def _table(entries: Iterable[Entry], up: str, language: str, told: Callable[[str, str], str]) -> str:
    heads = "".join(
        f"<th>{escape(_word(name, language))}</th>" for name in ("document", "editions", "changes", "unsure")
    )
    return f"<table><tr>{heads}</tr>\n{''.join(_row(entry, up, told) for entry in entries)}</table>\n"


def _row(entry: Entry, up: str, told: Callable[[str, str], str]) -> str:
    folder = entry.place.rpartition("/")[0]
    made = " ".join(_edition(f"{folder}/{name}" if folder else name, up) for name in sorted(entry.editions))
    title = f"{escape(printable(entry.title))}<br>" if entry.title else ""
    error = f"<br>{escape(printable(told(entry.source, entry.error)))}" if entry.error else ""
    marked = " class=failed" if entry.error else ""
    return (
        f"<tr{marked}><td>{title}<small>{escape(printable(entry.source))}</small>{error}"
        f'</td><td>{made}</td><td class="n">{entry.changes:,}</td><td class="n">{entry.unsure:,}</td></tr>\n'
    )


def _edition(path: str, up: str) -> str:
    parts = path.rpartition("/")[2].split(".")
    tag = ".".join(parts[-2:]) if len(parts) > 2 and parts[-2].startswith("zh-") else parts[-1]
    return f'<a href="{up}{quote(path)}">{escape(printable(tag))}</a>'


def _document(body: str, language: str) -> str:
    title = escape(_word("title", language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="generator" content="dingben">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<style>\n{STYLE}{LOOK}</style>\n</head>\n'
        f"<body>\n<header><h1>{title}</h1></header>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _word(name: str, language: str) -> str:
    return WORDS[name][LANGUAGES.index(language)]
