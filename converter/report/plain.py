"""The report for the terminal, and as a text file: a page for each document, safe to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from converter.ledger import BREAK
from converter.report.account import Account, Entry
from converter.report.groups import Group, Stretch, grouped, moves, removals, stretches
from converter.report.labels import LABELS, label
from converter.report.printable import HERE, cells, padded, printable, shortened
from converter.report.tree import tree

ARROW = " → "
BRIEF = 30  # lines of one list in the brief report
SAMPLES = 3
SPACE = "␣"
TOLD = frozenset({"remove", "join", "move", "become", "propose"})  # kinds with a section of their own


def text(accounts: Iterable[Account], language: str = "en", *, brief: bool = False) -> str:
    """The report in one of labels.LANGUAGES; `brief` folds the outline, cuts long lists, and sums what is certain."""
    return "\n".join(line for account in accounts for line in _page(account, language, brief))


def _page(account: Account, language: str, brief: bool) -> Iterator[str]:
    yield printable(account.source)
    facts = list(_facts(account, language))
    width = max(cells(name) for name, _ in facts)
    yield from (f"  {padded(name, width)}  {value}" for name, value in facts)
    yield ""
    for title, lines in _sections(account, language, brief):
        yield f"  {title}"
        yield from (f"  {line}" for line in lines)
        yield ""


def _facts(account: Account, language: str) -> Iterator[tuple[str, str]]:
    sure = "" if account.encoding_sure else f" ({label('not sure', language)})"
    yield label("encoding", language), f"{account.encoding}{sure}"
    yield label("script", language), f"{account.script}{ARROW}{account.language or '—'}"
    for field in dict(account.meta):
        values = [printable(value) for name, value in account.meta if name == field]
        yield label("from" if field == "source" else field, language), label("and", language).join(values)
    for output in account.outputs:
        yield label("outputs", language), printable(output)


def _sections(account: Account, language: str, brief: bool) -> Iterator[tuple[str, list[str]]]:
    """Those that have something to say: a title, and lines."""
    entries = account.entries
    if account.figures:
        yield (
            _titled("outline", _figures(account, language), language),
            tree(account.outline, language, whole=not brief),
        )
    gone = removals(entries)
    if gone:
        blank = account.record.blank() if account.record else frozenset()
        lines = [line for stretch in stretches(gone, blank) for line in _stretch(stretch, language, brief)]
        yield _counted("gone", gone, language), lines
    joins = [entry for entry in entries if entry.kind == "join"]
    if joins:
        shown = joins[:SAMPLES] if brief else joins
        yield _counted("joined", joins, language), [f"{entry.line:6}  {_words(entry)}" for entry in shown]
    became = [entry for entry in entries if entry.kind == "become"]
    if became:
        yield label("became", language), list(_became(became, language))
    if moved := moves(entries):
        yield _counted("moved", moved, language), [_moved(entry, language) for entry in moved]
    listed = set(map(id, gone))
    other = [
        entry for entry in entries if entry.kind not in TOLD or (entry.kind == "remove" and id(entry) not in listed)
    ]
    if other:
        yield _titled("other", f"{len(other):,}", language), list(_summed(other))
    if unsure := [entry for entry in entries if not entry.sure]:
        yield _titled("unsure", f"{len(unsure):,}", language), _listed(unsure, language, brief)
    if not brief:
        yield label("all", language), [_group(group, language) for group in grouped(entries)]


def _titled(name: str, said: str, language: str) -> str:
    return f"{label(name, language)}{label('colon', language)}{said}"


def _counted(name: str, entries: list[Entry], language: str) -> str:
    return f"{_titled(name, f'{len(entries):,}', language)}  ({_rules(Counter(entry.rule for entry in entries))})"


def _rules(counts: Counter[str]) -> str:
    return ", ".join(f"{rule} ×{count:,}" if count > 1 else rule for rule, count in counts.most_common())


def _figures(account: Account, language: str) -> str:
    """What there is any of."""
    said = [f"{label(name, language)} {count:,}" for name, count in account.figures if count]
    return label("and", language).join(said)


def _stretch(stretch: Stretch, language: str, brief: bool) -> Iterator[str]:
    """Each removal by itself when there are few; else where they are, by which rules, and the first and the last."""
    entries = stretch.entries
    if len(entries) <= SAMPLES or not brief:
        for entry in entries:
            yield from _entry(entry, language)
        return
    lines = stretch.lines
    where = ", ".join(map(str, lines[:8])) + " …" if stretch.scattered else f"{lines[0]}–{lines[-1]}"
    yield f"{where:>6}  {len(lines):,} {label('lines', language)}: {_rules(stretch.rules)}"
    yield from (f"{'':8}{_gone(entry)}" for entry in entries[:2])
    yield f"{'':8}…"
    yield f"{'':8}{_gone(entries[-1])}"


def _became(entries: list[Entry], language: str) -> Iterator[str]:
    counts = Counter((entry.to, entry.rule) for entry in entries)
    for (to, rule), count in counts.items():
        kind, _, level = to.partition(".")
        name = label(kind, language) if kind in LABELS else printable(kind)
        yield f"{count:6,}  {name}{' ' if level else ''}{level}  {rule}"


def _moved(entry: Entry, language: str) -> str:
    return f"{entry.line:6}  {shortened(entry.before.strip(BREAK), 60)}{ARROW}{_target(entry.to, language)}"


def _target(to: str, language: str) -> str:
    name = to.removeprefix("meta.").replace("authors", "author").replace("source", "from")
    return label(name, language) if name in LABELS else printable(to)


def _summed(entries: list[Entry]) -> Iterator[str]:
    """A line for each rule, with what it did most often."""
    rules: dict[str, Counter[str]] = {}
    for entry in entries:
        rules.setdefault(entry.rule, Counter())[_done(entry)] += 1
    for rule, counts in rules.items():
        most = "   ".join(f"{done} ×{count:,}" if count > 1 else done for done, count in counts.most_common(SAMPLES))
        more = " …" if len(counts) > SAMPLES else ""
        yield f"{counts.total():6,}  {rule}   {most}{more}"


def _done(entry: Entry) -> str:
    """Without its place: , → ，, or +。, or -␣."""
    before, after = _seen(entry.before), _seen(entry.after)
    return f"{before}{ARROW}{after}" if before and after else f"+{after}" if after else f"-{before}"


def _seen(text: str) -> str:
    """The text, a space that stands alone made visible."""
    return (
        f"{SPACE}×{len(text)}" if len(text) > 1 and text.isspace() else SPACE if text.isspace() else shortened(text, 20)
    )


def _listed(entries: list[Entry], language: str, brief: bool) -> list[str]:
    shown = entries[:BRIEF] if brief else entries
    lines = [line for entry in shown for line in _entry(entry, language)]
    if len(entries) > len(shown):
        lines.append(f"{'':8}{label('more', language).format(n=len(entries) - len(shown))}")
    return lines


def _entry(entry: Entry, language: str) -> Iterator[str]:
    yield f"{entry.line:6}  {entry.rule}  {_words(entry)}"
    said = [printable(entry.why)] if entry.why else []
    if entry.alternatives:
        said.append(f"{label('or', language)}: {' / '.join(map(shortened, entry.alternatives))}")
    if said:
        yield f"{'':8}{'; '.join(said)}"


def _words(entry: Entry) -> str:
    """The change in its place: 怀化市[发→發]展."""
    if entry.before == entry.after:
        changed = f"[{shortened(entry.before or HERE)}]" + (f"{ARROW}{entry.to}" if entry.to else "")
    elif entry.kind == "join":
        changed = f"[{shortened(entry.before)}]{shortened(entry.after)}"
    elif not entry.after:
        return _gone(entry)
    else:
        changed = f"[{shortened(entry.before)}{ARROW}{shortened(entry.after)}]"
    return f"{printable(entry.left)}{changed}{printable(entry.right)}"


def _gone(entry: Entry) -> str:
    return shortened(entry.before.strip(BREAK), 60)


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
