"""The report as JSON, for programs: every change, in a schema that only grows.

    {"dingben": version of the program, "schema": 1, "documents": [
      {"source", "kind", "encoding": {"name", "sure"}, "sha256", "script", "language",
       "meta": {"title", "subtitle", "authors": […], "date", "source"},      absent when there is none
       "outputs": […], "counts": {rule: times}, "unsure": number, "errors": […],
       "changes": [{"stage", "rule", "kind", "line", "at", "before", "after", "why", "sure", "to",
                    "alternatives": […]}]}]}

`line` is the 1-based line of the source; `at` the offset in the flat text that the stage was given (the source's
text for "reading"), in characters. "reading.line-end" is counted and not listed. A source that failed has its errors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from converter.report.account import Account, Entry

SCHEMA = 1
# C1 controls, zero width, directions, line and paragraph separators, surrogates: only ever inside a string.
UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def text(accounts: Iterable[Account], failed: Mapping[str, Iterable[str]] | None = None, version: str = "") -> str:
    """The report; `failed` names the errors of each source that had any."""
    errors = {source: list(said) for source, said in (failed or {}).items()}
    documents = [_document(account, errors.pop(account.source, [])) for account in accounts]
    documents += [_json({"source": source, "errors": said}) for source, said in errors.items()]
    head = f'{{"dingben": {_json(version)}, "schema": {SCHEMA}, "documents": [\n'
    return UNSEEN.sub(_escaped, head + ",\n".join(documents) + "\n]}\n")


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _document(account: Account, errors: list[str]) -> str:
    """One document: a line for what is said of it, then a line for each change, so that a report can be searched."""
    said = {
        "source": account.source,
        "kind": account.kind,
        "encoding": {"name": account.encoding, "sure": account.encoding_sure},
        "sha256": account.sha256,
        "script": account.script,
        "language": account.language,
        "meta": _meta(account),
        "outputs": list(account.outputs),
        "counts": dict(account.counts),
        "unsure": account.unsure,
        "errors": errors,
    }
    changes = ",\n".join(_json(_change(entry)) for entry in account.entries)
    return f'{_json(said)[:-1]}, "changes": [\n{changes}\n]}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)  # without indent: with it, Python's encoder is ten times slower


def _meta(account: Account) -> dict[str, Any]:
    out: dict[str, Any] = {field: value for field, value in account.meta if field != "author"}
    authors = [value for field, value in account.meta if field == "author"]
    return {**out, "authors": authors} if authors else out


def _change(entry: Entry) -> dict[str, Any]:
    return {
        "stage": entry.stage, "rule": entry.rule, "kind": entry.kind, "line": entry.line, "at": entry.at,
        "before": entry.before, "after": entry.after, "why": entry.why, "sure": entry.sure, "to": entry.to,
        "alternatives": list(entry.alternatives),
    }  # fmt: skip
