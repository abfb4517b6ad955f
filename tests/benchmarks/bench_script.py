"""What script conversion costs: `python tests/benchmarks/bench_script.py [CHARACTERS]`.

Million characters per CPU second on prose made from the seed, a digit put into every clause so that no cache of clauses
helps; the package over the same dictionaries on a tenth of the text stands beside.
"""

import itertools
import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "000_f8d11c881a77f0d7.txt"


def prose(characters: int) -> str:
    """The seed's lines over and over, every clause numbered."""
    clauses = re.findall(r"[^，。；\n]+[，。；\n]*", SEED.read_text(encoding="utf-8"))
    out: list[str] = []
    size = 0
    for number, clause in enumerate(itertools.cycle(clauses)):
        at = number * 7 % (len(clause) + 1)
        out.append(f"{clause[:at]}{number % 9973}{clause[at:]}")
        size += len(out[-1])
        if size >= characters:
            return "".join(out)
    return ""


def timed(name: str, run: Callable[[], object], characters: int) -> None:
    start = time.process_time()
    run()
    seconds = time.process_time() - start
    print(f"{name:<48}{seconds:8.2f} s CPU{characters / max(seconds, 1e-9) / 1e6:8.2f} Mchar/s")


def main(characters: int) -> None:
    from converter.dictionaries import table
    from converter.document import Document, Paragraph, Text
    from converter.ledger import balance
    from converter.script import convert_script, normalise
    from converter.script.mixed import to_simplified, to_traditional
    from converter.script.opencc import engine
    from converter.settings import Settings

    timed("load: import done, first sentence", lambda: convert_script("转换一句话。轉換一句話。", "zh-TW"), 12)
    simplified = prose(characters)
    traditional = convert_script(simplified, "zh-TW")
    lines = zip(simplified.splitlines(), traditional.splitlines(), strict=True)
    mixed = "\n".join(pair[n % 2] for n, pair in enumerate(lines))
    n = len(simplified)

    part = n // 10
    package = engine((to_traditional().phrases, table("STCharacters")))
    back = engine((to_simplified().phrases, table("TSCharacters")))
    timed("the package, Simplified to the standard", lambda: package(simplified[:part]), part)
    timed("the runner, the same", lambda: to_traditional().convert(simplified), n)
    timed("the package, Traditional to Simplified", lambda: back(traditional[:part]), part)
    timed("the runner, the same", lambda: to_simplified().convert(traditional), n)
    for name, text in (("Simplified", simplified), ("Traditional", traditional), ("mixed", mixed)):
        for variant in ("zh-TW", "zh-HK", "zh-Hans"):
            timed(f"convert_script, {name} to {variant}", partial(convert_script, text, variant), n)
    timed("convert_script, with regional words", lambda: convert_script(simplified, "zh-TW", regional_words=True), n)

    settings = Settings(script="zh-TW")
    for name, text in (("Simplified", simplified), ("mixed", mixed)):
        document = Document(tuple(Paragraph(Text(line)) for line in text.splitlines()))
        timed(f"the whole stage with the ledger, {name} to zh-TW", partial(normalise, document, settings), n)
    after = normalise(document, settings)
    timed("its books balanced", lambda: balance(document, after), n)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 300_000)
