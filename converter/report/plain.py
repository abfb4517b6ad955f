"""The report for the terminal, and as a text file: a page for each document, safe to print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from converter.ledger import BREAK
from converter.report.account import Account, Entry
from converter.report.groups import Group, grouped, removals
from converter.report.labels import label
from converter.report.printable import HERE, printable, shortened

ARROW = " → "
BRIEF = 30  # lines of one list in the brief report


def text(accounts: Iterable[Account], language: str = "en", *, brief: bool = False) -> str:
    """The report in one of labels.LANGUAGES; `brief` cuts long lists and leaves out what is certain."""
    return "\n".join(line for account in accounts for line in (*_page(account, language, brief), ""))


def _page(account: Account, language: str, brief: bool) -> Iterator[str]:
    yield printable(account.source)
    yield from (f"  {line}" for line in _facts(account, language))
    yield from _section("changes", str(account.changes), (f"{n:6}  {rule}" for rule, n in account.counts), language)
    yield from _listed("gone", removals(account.entries), language, brief)
    yield from _listed("unsure", [entry for entry in account.entries if not entry.sure], language, brief)
    if not brief:
        lines = (_group(group, language) for group in grouped(account.entries))
        yield from _section("all", "", lines, language)


def _facts(account: Account, language: str) -> Iterator[str]:
    sure = "" if account.encoding_sure else f" ({label('not sure', language)})"
    yield f"{label('encoding', language)}: {account.encoding}{sure}"
    yield f"{label('script', language)}: {account.script}{ARROW}{account.language or '—'}"
    for field, value in account.meta:
        yield f"{label('from' if field == 'source' else field, language)}: {printable(value)}"
    for output in account.outputs:
        yield f"{label('outputs', language)}: {printable(output)}"


def _listed(name: str, entries: list[Entry], language: str, brief: bool) -> Iterator[str]:
    shown = entries[:BRIEF] if brief else entries
    lines = [line for entry in shown for line in _entry(entry, language)]
    if len(entries) > len(shown):
        lines.append(label("more", language).format(n=len(entries) - len(shown)))
    if entries:
        yield from _section(name, str(len(entries)), lines, language)


def _section(name: str, count: str, lines: Iterable[str], language: str) -> Iterator[str]:
    yield f"  {label(name, language)}{': ' if count else ''}{count}"
    yield from (f"    {line}" for line in lines)


def _entry(entry: Entry, language: str) -> Iterator[str]:
    yield f"{entry.line:6}  {entry.rule}  {_words(entry)}"
    if entry.why:
        yield f"{'':8}{printable(entry.why)}"
    if entry.alternatives:
        yield f"{'':8}{label('or', language)}: {' / '.join(map(shortened, entry.alternatives))}"


def _words(entry: Entry) -> str:
    """The change in its place: 怀化市[发→發]展."""
    if entry.before == entry.after:
        changed = f"[{shortened(entry.before or HERE)}]" + (f"{ARROW}{entry.to}" if entry.to else "")
    elif not entry.after:
        return shortened(entry.before.strip(BREAK), 60)
    else:
        changed = f"[{shortened(entry.before)}{ARROW}{shortened(entry.after)}]"
    return f"{printable(entry.left)}{changed}{printable(entry.right)}"


def _group(group: Group, language: str) -> str:
    times = f" ×{len(group.entries)}" if len(group.entries) > 1 else ""
    first = group.first
    becomes = f"{ARROW}{first.to}" if first.to else ""
    words = (
        f"{shortened(first.before)}{ARROW}{shortened(first.after)}"
        if first.before != first.after
        else (shortened(first.before))
    )
    return f"{first.rule}  {words}{becomes}{times}  ({label('line', language)} {group.lines()})"
