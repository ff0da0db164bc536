#!/usr/bin/env bash
# Every recipe in its quick profile, into a temporary folder: shows that they run and that their files are what the
# program reads, not what they can reach. Needs no corpora.
set -euo pipefail
cd "$(dirname "$0")/../.."

venv=${LOTSE_TRAIN_VENV:-.venv-train}
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q -r models/recipes/requirements.txt
fi
python=$(realpath -s "$venv/bin/python")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

echo "-- embedder"
"$python" models/recipes/embed/train.py --quick --out "$out/lotse-embed.npz"
echo "-- translators"
"$python" models/recipes/mt/build.py --quick --threads 2 --work "$out/mt" --out "$out/packages"
echo "-- note writer"
"$python" -m models.recipes.lm.train --quick --threads 2 --work "$out/lm" --out "$out/lotse-lm"

echo "-- read by the program"
export LOTSE_HOME="$out/home"
for file in "$out"/packages/*.argosmodel "$out"/lotse-lm/*.gguf; do
  "${LOTSE:-.venv/bin/lotse}" models import "$file"
done
