#!/bin/sh
# Make the fonts of the letters again: whole faces of the OFL fonts of Debian 12, without hinting and layout tables
# that a letter does not use, and without Hangul. What was made, from what, with which hash: README.md.
#   apt-get install fonts-noto-cjk fonts-noto-core; pip install fonttools==4.68.0; sh make.sh
set -eu
cd "$(dirname "$0")"
noto=/usr/share/fonts/opentype/noto
tibetan=/usr/share/fonts/truetype/noto/NotoSerifTibetan-Regular.ttf
SOURCE_DATE_EPOCH=1643241600
export SOURCE_DATE_EPOCH
simplified=2 # the face of simplified Chinese in each collection

reduce() { # collection, face, characters, result
  pyftsubset "$1" --font-number="$2" --unicodes-file="$3" --output-file="$4" \
    --layout-features=kern --no-hinting
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Everything but Hangul: Latin, Greek, Cyrillic, kana, signs, and every Han character that the face has.
echo "U+0020-10FF, U+1200-312F, U+3190-A95F, U+D7FC-1FFFF, U+20000-3FFFF" >"$scratch/all"
# The characters of GB 2312: titles and labels need no rare one, and what is missing is taken from the regular face.
python3 - >"$scratch/usual" <<'PYTHON'
def known(code):
    try:
        return bool(chr(code).encode("gb2312"))
    except UnicodeEncodeError:
        return False


print(",".join(f"U+{code:04X}" for code in range(0x20, 0x10000) if known(code)))
print("U+2012-2027,U+3014-3015,U+2014,U+25A1,U+2611,U+00B7")
PYTHON

reduce $noto/NotoSerifCJK-Regular.ttc $simplified "$scratch/all" NotoSerifCJKsc-Regular.otf
reduce $noto/NotoSerifCJK-Bold.ttc $simplified "$scratch/usual" NotoSerifCJKsc-Bold.otf
reduce $noto/NotoSansCJK-Regular.ttc $simplified "$scratch/usual" NotoSansCJKsc-Regular.otf
cp "$tibetan" NotoSerifTibetan-Regular.ttf
sha256sum ./*.otf ./*.ttf
# What the faces can print together, as runs of code points: read by documents/coverage.py.
python3 - >coverage.txt <<'PYTHON'
import glob

from fontTools.ttLib import TTFont

# Typst tries every font for a character that the first lacks.
codes = sorted({code for name in glob.glob("*.[ot]tf") for code in TTFont(name).getBestCmap() if code >= 0x20})
first = before = codes[0]
for code in [*codes[1:], -1]:
    if code != before + 1:
        print(f"{first:X}-{before:X}")
        first = code
    before = code
PYTHON
