"""The report as one HTML page: escaped, without scripts, with nothing fetched.

For each document: what it is, its outline, what a person should look at, and its source beside the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from converter.report import paint
from converter.report.account import Account, Entry
from converter.report.beside import Beside
from converter.report.labels import label
from converter.report.outline import Landmark
from converter.report.page_style import STYLE
from converter.report.pieces import Made
from converter.report.printable import HERE, printable, shortened

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
MOST = 2_000  # of the unsure ones, listed at the top; all are marked in their places


def text(accounts: Iterable[Account], failed: Mapping[str, Iterable[str]] | None = None, language: str = "en") -> str:
    """The page, in one of labels.LANGUAGES; `failed` names the errors of each source that had any."""
    return "".join(_page(accounts, failed or {}, language))


def _page(accounts: Iterable[Account], failed: Mapping[str, Iterable[str]], language: str) -> Iterator[str]:
    title = escape(label("report", language))
    yield (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<style>\n{STYLE}\n</style>\n</head>\n'
        f"<body>\n<header><h1>{title}</h1></header>\n<main>\n"
    )
    for source, errors in failed.items():
        yield f'<p class="failed"><strong>{_shown(source)}</strong>: {_shown("; ".join(errors))}</p>\n'
    for number, account in enumerate(accounts, 1):
        yield from _document(account, language, f"d{number}")
    yield "</main>\n</body>\n</html>\n"


def _document(account: Account, language: str, name: str) -> Iterator[str]:
    facts = "".join(f"<dt>{escape(term)}</dt><dd>{value}</dd>" for term, value in _facts(account, language))
    yield f'<article id="{name}">\n<h2>{_shown(account.source)}</h2>\n<dl>{facts}</dl>\n'
    if account.outline:
        count = sum(1 for _ in _marks(account.outline))
        opened = " open" if count <= 40 else ""
        yield f"<details{opened}><summary>{_titled('outline', count, language)}</summary>"
        yield f'<nav lang="{escape(account.language or "zh")}">{_outline(account.outline, name)}</nav></details>\n'
    rows = "".join(f"<tr><td>{escape(rule)}</td><td>{times:,}</td></tr>" for rule, times in account.counts)
    yield f"<details><summary>{_titled('changes', account.changes, language)}</summary>"
    yield f'<table class="counts">{rows}</table></details>\n'
    yield from _unsure(account, language, name)
    if account.record:
        yield f"<h3>{escape(label('beside', language))}</h3>\n{_legend(account, language)}"
    yield from Beside(account, language, name).html()
    yield "</article>\n"


def _facts(account: Account, language: str) -> Iterator[tuple[str, str]]:
    sure = "" if account.encoding_sure else f" ({escape(label('not sure', language))})"
    yield label("encoding", language), f"{escape(account.encoding)}{sure}"
    yield label("script", language), f"{escape(account.script)} → {escape(account.language or '—')}"
    tag = escape(account.language or "zh")
    for field in dict(account.meta):
        words = label("and", language).join(_shown(value) for name, value in account.meta if name == field)
        yield label("from" if field == "source" else field, language), f'<span lang="{tag}">{words}</span>'
    for output in account.outputs:
        yield label("outputs", language), _shown(output)
    said = [f"{label(name, language)} {count:,}" for name, count in account.figures if count]
    if said:
        yield label("result", language), escape(label("and", language).join(said))


def _outline(marks: Sequence[Landmark], name: str) -> str:
    items = []
    for mark in marks:
        words = escape(shortened(mark.text, 80))
        link = f'<a href="#{name}-{mark.line}">{words}</a>' if mark.line else words
        items.append(f"<li>{link} <small>{mark.characters:,}</small>{_outline(mark.below, name)}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _marks(marks: Iterable[Landmark]) -> Iterator[Landmark]:
    for mark in marks:
        yield mark
        yield from _marks(mark.below)


def _unsure(account: Account, language: str, name: str) -> Iterator[str]:
    unsure = sorted((entry for entry in account.entries if not entry.sure), key=lambda entry: entry.line)
    if not unsure:
        return
    yield f'<h3>{_titled("unsure", len(unsure), language)}</h3>\n<ol class="unsure-list">\n'
    for entry in unsure[:MOST]:
        yield f"<li>{_place(entry, account, language, name)}</li>\n"
    yield "</ol>\n"
    if len(unsure) > MOST:
        yield f"<p>{escape(label('more', language).format(n=len(unsure) - MOST))}</p>\n"


def _place(entry: Entry, account: Account, language: str, name: str) -> str:
    """A doubt with a link to its line, the words around it, why, and what else it might be."""
    became = f" → {_shown(shortened(entry.after))}" if entry.before != entry.after else ""
    words = f'<mark class="unsure">{_shown(shortened(entry.before) or HERE)}{became}</mark>'
    around = f"{_shown(entry.left)}{words}{_shown(entry.right)}"
    said = [_shown(entry.why)] if entry.why else []
    if entry.alternatives:
        said.append(f"{escape(label('or', language))}: {' / '.join(map(_shown, entry.alternatives))}")
    return (
        f'<a href="#{name}-{entry.line}">{escape(label("line.n", language).format(n=entry.line))}</a> '
        f'<span lang="{escape(account.language or "zh")}">{around}</span> '
        f"<small>{escape(entry.rule)}: {'; '.join(said)}</small>"
    )


def _legend(account: Account, language: str) -> str:
    """The kinds of change that the document has, each as it is shown, with how many there are."""
    counts: Counter[str] = Counter()
    if account.record:
        made = (Made(stage.stage, change) for stage in account.record.stages for change in stage.changes)
        counts.update(paint.kinds(one for one in made if one.change.before or one.change.kind != "move"))
    items = "".join(_key(kind, counts[kind], language) for kind in paint.KINDS if counts[kind])
    return f'<ul class="legend" aria-label="{escape(label("legend", language))}">{items}</ul>\n'


def _key(kind: str, count: int, language: str) -> str:
    name = escape(label(f"mark.{kind}", language))
    return f'<li><span class="key {kind}">{name}</span> <small>{count:,}</small></li>'


def _titled(name: str, count: int, language: str) -> str:
    return escape(f"{label(name, language)}{label('colon', language)}{count:,}")


def _shown(value: str) -> str:
    return escape(printable(value))
