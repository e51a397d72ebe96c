# Writes a bundle of refs to standard output. Runs in the sandbox. Arguments: base, start, then the
# refs (or --all). Nothing new: writes nothing.
set -eu
export GIT_TERMINAL_PROMPT=0 LC_ALL=C
base=$1 start=$2
shift 2
if [ "$(git rev-list --count "$@" --not "$base" "$start")" -gt 0 ]; then
  exec git -c pack.window=0 bundle create --quiet - "$@" "^$base" "^$start"
fi
