"""The look of the HTML report.

Each kind of change has a colour (Okabe and Ito's, told apart by readers with any colour vision) and a form of its own:
struck through, a sign, a bar, a dashed frame, a solid, dotted, double or wavy line.
"""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --paper: #fdfcf9; --ink: #23211d; --soft: #6d675d; --hair: #e4dfd4; --wash: #f4f1ea;
  --gone: #b8400a; --join: #0063a0; --became: #00704f; --moved: #8b3d77; --script: #00708f; --marks: #7a5a00;
  --added: #4b5d00; --unsure: #8a5a00; --unsure-wash: #ffe9a8;
  font: 16px/1.75 system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1a18; --ink: #e6e1d6; --soft: #a39c8f; --hair: #37342f;
  --wash: #24221f; --gone: #ff9b6b; --join: #76c0f5; --became: #5bd3ab; --moved: #e6a1d3; --script: #6fd0ea;
  --marks: #e2c15c; --added: #bfd36b; --unsure: #ffd166; --unsure-wash: #4d3d12 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink) }
header, main { max-width: 78rem; margin: 0 auto; padding: 0 1.5rem }
h1 { font-size: 1rem; font-weight: 600; letter-spacing: .08em; color: var(--soft); margin: 2rem 0 0 }
h2 { font-size: 1.6rem; line-height: 1.3; margin: .2rem 0 1.2rem; overflow-wrap: anywhere }
h3 { font-size: 1.1rem; margin: 2.2rem 0 .6rem }
article + article { border-top: 3px double var(--hair); margin-top: 4rem; padding-top: 2rem }
a { color: inherit; text-decoration-color: var(--hair); text-underline-offset: .2em }
small { color: var(--soft); font-size: .82em }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1.4rem; margin: 0 0 1.2rem }
dt { color: var(--soft) } dd { margin: 0; overflow-wrap: anywhere }
summary { cursor: pointer } details > summary { color: var(--soft) }
nav ul { list-style: none; margin: .2rem 0; padding-inline-start: 1.4em }
table.counts { border-collapse: collapse; margin: .4rem 0 1rem 1.4rem; font-size: .9em }
table.counts td { padding: 0 1.5rem 0 0 } table.counts td + td { text-align: end; font-variant-numeric: tabular-nums }
.unsure-list { padding-inline-start: 2.2em } .unsure-list li { margin: .25rem 0 }
.unsure-list span { margin: 0 .5em }
.failed { border-inline-start: 4px solid var(--gone); padding-inline-start: 1rem }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; list-style: none; padding: .6rem 0; margin: 0 0 .5rem;
  position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--hair);
  font-size: .88rem }

.row { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2rem; padding: .55rem 0;
  border-bottom: 1px solid var(--hair); content-visibility: auto; contain-intrinsic-size: auto 7rem }
.row.head { color: var(--soft); font-size: .85rem; padding: .2rem 0 } .row.head b { font-weight: 600 }
.row.head b:first-child { padding-inline-start: 3.6em }
.row p { margin: 0; overflow-wrap: anywhere }
.s { font-size: .92rem; color: var(--soft) }
.s p { display: grid; grid-template-columns: 3em minmax(0, 1fr); gap: .9em; padding: 0 }
.s p > a { text-align: end; font: .78rem/2.1 ui-monospace, monospace; text-decoration: none; opacity: .75 }
.s p > span { white-space: pre-wrap }
.r { font-family: "Noto Serif CJK SC", "Songti SC", SimSun, serif; font-size: 1.02rem }
.r:lang(zh-Hant), .r:lang(zh-TW) { font-family: "Noto Serif CJK TC", "Songti TC", PMingLiU, serif }
.r:lang(zh-HK) { font-family: "Noto Serif CJK HK", "Songti TC", MingLiU_HKSCS, serif }
.r .item { padding-inline-start: 1em } .r .item::before { content: "•"; margin-inline: -1em .6em; color: var(--soft) }
.r .cell { display: inline-block; border: 1px solid var(--hair); padding: 0 .6em; margin: 0 .3em .2em 0 }
.r .text + .text { margin-top: .5rem } .r .verse { padding-inline-start: 2em } .r .byline { color: var(--soft) }
.r [class^=heading] { font-weight: 700; line-height: 1.45 }
.r .heading1 { font-size: 1.3rem } .r .heading2 { font-size: 1.15rem }
.gone-row { background: repeating-linear-gradient(135deg, transparent 0 9px, var(--wash) 9px 18px) }
.unsure-row { box-shadow: inset 4px 0 var(--unsure); }
.s p { scroll-margin-top: 6rem }
p:target { background: var(--unsure-wash) }
.sides > details > summary { padding: .45rem 0 .45rem 3.7em; background: var(--wash); font-size: .88rem;
  border-bottom: 1px solid var(--hair) }
.why { font: .8rem/1.6 system-ui, "Noto Sans CJK SC", sans-serif; color: var(--soft); margin: .3rem 0 0; padding: 0;
  list-style: none }
.why ul { margin: 0; padding: 0 0 0 1.2em; list-style: none } .why q { quotes: none }
.why li.unsure::before { content: "? "; font-weight: 700 } ul.why li.gone::before { content: "✕ "; font-weight: 700 }
ul.why li { color: var(--soft); text-decoration: none; background: none } ul.why li.unsure { color: var(--unsure) }
.badge { font: 600 .72rem/1 system-ui, "Noto Sans CJK SC", sans-serif; color: var(--soft); vertical-align: .18em;
  border: 1px solid; border-radius: 3px; padding: .12em .45em; white-space: nowrap }
.badge.became::before, .key.became::before { content: "▲ " }
.badge.became, mark.became { color: var(--became) }
.thing { font-size: .75em; color: var(--soft); border: 1px solid; padding: 0 .2em }
hr { border: 0; border-top: 1px solid var(--soft); width: 6rem; margin: 1rem auto }

del, ins, mark, .key { text-decoration: none; background: none; color: inherit; text-underline-offset: .28em;
  text-decoration-thickness: 1.5px; -webkit-box-decoration-break: clone; box-decoration-break: clone }
.s del { color: var(--ink) }
del.gone, .key.gone { text-decoration: line-through var(--gone); color: var(--gone) }
.gone-row del.gone { opacity: .85 }
del.join, ins.join, .key.join { color: var(--join); font-family: system-ui, sans-serif }
ins.join { font-size: .72em; vertical-align: .25em; user-select: none; opacity: .8 }
.key.join::after { content: " ⏎" }
.key.became { color: var(--became) }
del.moved, ins.moved, .key.moved { outline: 1px dashed var(--moved); outline-offset: 1px; color: var(--moved) }
.script { text-decoration: underline solid var(--script) }
.marks { text-decoration: underline dotted var(--marks); text-decoration-thickness: 2.5px }
.added { text-decoration: underline double var(--added); }
ins.script, .key.script { color: var(--script) } ins.marks, .key.marks { color: var(--marks) }
ins.added, .key.added { color: var(--added); font-weight: 600 }
del.unsure, ins.unsure, mark.unsure, .key.unsure { background: var(--unsure-wash); color: inherit;
  text-decoration: underline wavy var(--unsure) 1.5px }
.r .unsure:is(ins, mark)::after, .key.unsure::after { content: "?"; font: 700 .7em system-ui; color: var(--unsure);
  vertical-align: super }
li.script, li.marks, li.added { text-decoration: none }

@media (max-width: 46rem) {
  header, main { padding: 0 1rem } h2 { font-size: 1.25rem }
  .legend { position: static } .s p { scroll-margin-top: 1rem }
  .row { grid-template-columns: minmax(0, 1fr); gap: .5rem } .row.head { display: none }
  .s { background: var(--wash); padding: .35rem .5rem .35rem 0; border-radius: 4px }
  .s p { grid-template-columns: 2.2em minmax(0, 1fr); gap: .6em } .r { padding-inline-start: 2.8em }
  .unsure-row { padding-inline-start: .5rem } .sides > details > summary { padding-inline-start: .8rem }
  .unsure-list { padding-inline-start: 1.4em } table.counts { margin-inline-start: 0 }
}
@media print {
  :root { color-scheme: light; --paper: #fff; font-size: 10pt } header, main { max-width: none; padding: 0 }
  .legend { position: static } .row { content-visibility: visible; grid-template-columns: 1fr 1fr; gap: 0 1rem }
  .s p, .r p { break-inside: avoid } h2, h3, .legend { break-after: avoid } details.why { display: none }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact }
}
""".strip()
