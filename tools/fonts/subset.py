#!/usr/bin/env python3
"""Cuts a static Noto Sans SC TrueType face to what the program shows.

Kept: the two-byte set of GB18030 (GBK and the characters added later for
names), CJK Extension A, the ideographs beyond U+FFFF that the face has (they
are the rare ones of the national table used in names and places), Latin, and
signs. Dropped: layout tables, hinting, vertical metrics and variation
leftovers, because the window measures text four to sixteen times faster
without them. The result depends on the input alone.
"""
import argparse

from fontTools import subset
from fontTools.ttLib import TTFont

# Signs outside GBK that ledgers, maps and slides use; first and last of each run.
SIGNS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x03FF),  # pinyin letters and tone marks, Greek
    (0x1E00, 0x1EFF),  # Latin with marks, in names of foreign investors
    (0x2000, 0x22FF),  # punctuation, currency, numerals, arrows, mathematics
    (0x2300, 0x2BFF),  # technical signs, circled numbers, boxes, shapes, ticks
    (0x2E80, 0x2FDF),  # radicals: they arrive in text copied from PDF
    (0x3000, 0x312F),  # Chinese punctuation, kana, bopomofo
    (0x3220, 0x3243),  # bracketed ideographs
    (0x3251, 0x325F),  # circled 21 to 35
    (0x32B1, 0x32BF),  # circled 36 to 50
    (0x3380, 0x33DF),  # square units: ㎡ ㎞ ㎥
    (0x9FA6, 0x9FFF),  # ideographs added after GBK
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0xFE30, 0xFE6F),  # vertical and small forms
    (0xFF00, 0xFFEF),  # full-width forms
]
EXTENSION_A = (0x3400, 0x4DBF)
BEYOND_BMP = (0x20000, 0x3FFFF)
PRIVATE_USE = range(0xE000, 0xF900)

DROPPED_TABLES = ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG",
                  "prep", "fpgm", "cvt ", "gasp", "DSIG"]
KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 13, 14]
VERSION_NAME = 5


def gb18030_two_byte():
    """Returns the code points that GB18030 writes in two bytes."""
    found = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                text = bytes([lead, trail]).decode("gb18030")
            except UnicodeDecodeError:
                continue
            if len(text) == 1 and ord(text) not in PRIVATE_USE:
                found.add(ord(text))
    return found


def coverage(with_extension_a):
    """Returns the code points wanted, whether or not the face has them."""
    runs = SIGNS + [BEYOND_BMP] + ([EXTENSION_A] if with_extension_a else [])
    wanted = gb18030_two_byte()
    for first, last in runs:
        wanted.update(range(first, last + 1))
    return wanted


def options():
    chosen = subset.Options()
    chosen.drop_tables += DROPPED_TABLES
    chosen.layout_features = []
    chosen.hinting = False
    chosen.glyph_names = False
    chosen.notdef_outline = True
    chosen.name_IDs = KEPT_NAMES
    chosen.recalc_timestamp = False
    return chosen


def cut(source, target, with_extension_a):
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options())
    cutter.populate(unicodes=coverage(with_extension_a))
    cutter.subset(font)
    drop_variation_sequences(font)
    mark_as_modified(font)
    font.save(target)


def drop_variation_sequences(font):
    """Drops cmap format 14: no reader of ours looks at it."""
    tables = font["cmap"].tables
    font["cmap"].tables = [table for table in tables if table.format != 14]


def mark_as_modified(font):
    """Says in the version that this is not the original (OFL 1.1)."""
    for record in font["name"].names:
        if record.nameID == VERSION_NAME:
            record.string = str(record) + "; subset"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--without-extension-a", action="store_true",
                        help="about 2.4 MB less a face")
    chosen = parser.parse_args()
    cut(chosen.source, chosen.target, not chosen.without_extension_a)


if __name__ == "__main__":
    main()
