"""Chinese line composition: where lines end and how far apart their characters stand.

In: a paragraph's characters with their widths, as a shaper measured them (`Matter`). Out: its lines (`Line`) and, for
each line, how much wider or narrower each gap becomes. Pure functions; nothing here knows who draws.

The order is: `classes` (what a character is), `spacing` (what stands between two), `breaking` (where a line may end),
`addresses` and `hyphenation` (where an address or a Western word may be cut), `fitting` (where lines do end),
`justification` (what fills them).
Rules come from CLREQ (W3C, Requirements for Chinese Text Layout), JLREQ where CLREQ refers to it, and GB/T 15834-2011.
"""
