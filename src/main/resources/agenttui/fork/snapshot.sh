# Keeps what is here now, uncommitted work included, on hidden refs; index, HEAD, branches and files
# stay. Runs in the sandbox. Prints: "head ID", then "snapshot ID" unless everything is committed.
set -eu
export GIT_TERMINAL_PROMPT=0 LC_ALL=C
head=$(git rev-parse --verify --quiet 'HEAD^{commit}')
git update-ref refs/agent-tui/head "$head"
index=$(git rev-parse --git-path index)
copy=$(mktemp "${TMPDIR:-/tmp}/index.XXXXXX")
trap 'rm -f "$copy" "$copy.lock"' EXIT
if [ -f "$index" ]; then cp -p "$index" "$copy"; else rm -f "$copy"; fi
export GIT_INDEX_FILE="$copy"
git -c advice.addEmbeddedRepo=false -c core.safecrlf=false -c core.splitIndex=false \
  add --all --ignore-errors -- :/ 2>/dev/null || [ $? -eq 1 ]
tree=$(git write-tree)
echo "head $head"
if [ "$tree" = "$(git rev-parse "$head^{tree}")" ]; then
  git update-ref -d refs/agent-tui/snapshot
else
  commit=$(git -c user.name=agent-tui -c user.email=agent-tui@localhost \
    commit-tree --no-gpg-sign -p "$head" -m snapshot "$tree")
  git update-ref refs/agent-tui/snapshot "$commit"
  echo "snapshot $commit"
fi
