"""The report as one HTML page: escaped, without scripts, with nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from converter.report.account import Account, Entry
from converter.report.groups import Group, grouped
from converter.report.labels import label
from converter.report.printable import HERE, printable

STYLE = """
:root { color-scheme: light dark; font: 16px/1.7 system-ui, "Noto Sans CJK SC", sans-serif }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
h1, h2 { line-height: 1.35 } h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 2.5rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1.2rem } dt { opacity: .65 } dd { margin: 0 }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
th { text-align: start; font-weight: 600; border-bottom: 2px solid }
th, td { padding: .2rem .7rem .2rem 0; vertical-align: top }
td { border-bottom: 1px solid #8885; overflow-wrap: anywhere } td.n { white-space: nowrap }
del { background: #d333; text-decoration-color: #c33 } ins { background: #2a53; text-decoration: none }
tr.unsure td { background: #fb03 } mark { background: #fb08; color: inherit }
.around { opacity: .7 } .why { opacity: .75; font-size: .9em }
""".strip()
MOST = 20_000  # rows of one document; the JSON report has every change


def text(accounts: Iterable[Account], failed: Mapping[str, Iterable[str]] | None = None, language: str = "en") -> str:
    """The page, in one of labels.LANGUAGES; `failed` names the errors of each source that had any."""
    body = "\n".join([*map(_failed, (failed or {}).items()), *(_document(account, language) for account in accounts)])
    title = escape(label("report", language))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<style>\n{STYLE}\n</style>\n'
        f"<h1>{title}</h1>\n{body}\n</html>\n"
    )


def _failed(item: tuple[str, Iterable[str]]) -> str:
    source, errors = item
    return f"<p><strong>{_shown(source)}</strong>: {_shown('; '.join(errors))}</p>"


def _document(account: Account, language: str) -> str:
    unsure = [entry for entry in account.entries if not entry.sure]
    groups = grouped(account.entries)
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in _facts(account, language))
    parts = [
        f"<h2>{_shown(account.source)}</h2>",
        f"<dl>{facts}</dl>",
        _table(("rule", "count"), (_count(*count) for count in account.counts), language),
    ]
    if unsure:
        rows = (_row(Group((entry,)), account.language, language) for entry in unsure[:MOST])
        parts += [f"<h3>{escape(label('unsure', language))}: {len(unsure)}</h3>", _changes(rows, language)]
    if groups:
        rows = (_row(group, account.language, language) for group in groups[:MOST])
        parts += [f"<h3>{escape(label('all', language))}: {account.changes}</h3>", _changes(rows, language)]
    if len(groups) > MOST:
        parts.append(f"<p>{escape(label('more', language).format(n=len(groups) - MOST))}</p>")
    return "\n".join(parts)


def _facts(account: Account, language: str) -> Iterator[tuple[str, str]]:
    sure = "" if account.encoding_sure else f" ({escape(label('not sure', language))})"
    yield label("encoding", language), f"{escape(account.encoding)}{sure}"
    yield label("script", language), f"{escape(account.script)} → {escape(account.language or '—')}"
    for field, value in account.meta:
        yield label("from" if field == "source" else field, language), _tagged(value, account.language)
    for output in account.outputs:
        yield label("outputs", language), _shown(output)
    yield label("unsure", language), str(account.unsure)


def _changes(rows: Iterable[str], language: str) -> str:
    return _table(("line", "rule", "change", "count"), rows, language)


def _table(names: Iterable[str], rows: Iterable[str], language: str) -> str:
    head = "".join(f"<th>{escape(label(name, language))}</th>" for name in names)
    return f"<table>\n<tr>{head}</tr>\n" + "\n".join(rows) + "\n</table>"


def _count(rule: str, times: int) -> str:
    return f'<tr><td>{escape(rule)}</td><td class="n">{times}</td></tr>'


def _row(group: Group, lang: str, language: str) -> str:
    entry = group.first
    row = "<tr>" if entry.sure else '<tr class="unsure">'
    cells = (group.lines(), escape(entry.rule), _change(entry, lang, language), str(len(group.entries)))
    return f'{row}<td>{cells[0]}</td><td class="n">{cells[1]}</td><td>{cells[2]}</td><td class="n">{cells[3]}</td></tr>'


def _change(entry: Entry, lang: str, language: str) -> str:
    """The change in its place, then where it went, why, and what else it might be."""
    if entry.before == entry.after:
        words = f"<mark>{_shown(entry.before or HERE)}</mark>"
    else:
        arrow = " → " if entry.before and entry.after else ""
        words = (f"<del>{_shown(entry.before)}</del>" if entry.before else "") + arrow
        words += f"<ins>{_shown(entry.after)}</ins>" if entry.after else ""
    around = [f'<span class="around">{_shown(text)}</span>' if text else "" for text in (entry.left, entry.right)]
    said = [f"→ {_shown(entry.to)}"] if entry.to else []
    said += [_shown(entry.why)] if entry.why else []
    if entry.alternatives:
        said.append(f"{escape(label('or', language))}: {' / '.join(map(_shown, entry.alternatives))}")
    note = f'<div class="why">{"; ".join(said)}</div>' if said else ""
    return f'<span lang="{escape(lang or "zh")}">{around[0]}{words}{around[1]}</span>{note}'


def _tagged(value: str, lang: str) -> str:
    return f'<span lang="{escape(lang or "zh")}">{_shown(value)}</span>'


def _shown(value: str) -> str:
    return escape(printable(value))
