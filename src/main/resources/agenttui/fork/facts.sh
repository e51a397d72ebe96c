# Says what is in a clone. Runs in the sandbox. Arguments: base, start. Prints lines "WORD VALUES", an
# empty line, then `git status -z`. Words: head, ref, lines (added, removed since base), ahead, other
# (count, name: commits on another ref that are not on HEAD), replaced (commits only in reflogs).
set -u
export GIT_TERMINAL_PROMPT=0 GIT_OPTIONAL_LOCKS=0 LC_ALL=C
base=$1 start=$2
if head=$(git rev-parse --verify --quiet 'HEAD^{commit}'); then
  echo "head $head"
  echo "ref $(git symbolic-ref --quiet HEAD || echo detached)"
  echo "ahead $(git rev-list --count "$head" --not "$base")"
  git diff --no-ext-diff --no-textconv --numstat "$base" -- |
    awk '{ a += $1; d += $2 } END { print "lines " a + 0, d + 0 }'
  git for-each-ref --count=100 --format='%(refname)' |
    while IFS= read -r ref; do
      case $ref in refs/agent-tui/* | refs/remotes/origin/*) continue ;; esac
      other=$(git rev-list --count "$ref" --not "$head" "$base" "$start" 2>/dev/null) || continue
      if [ "$other" -gt 0 ]; then echo "other $other $ref"; fi
    done
  echo "replaced $(git rev-list --count --reflog --not --exclude='refs/agent-tui/*' --all \
    "$head" "$base" "$start" 2>/dev/null || echo 0)"
fi
echo
git status --porcelain=v1 -z --no-renames --untracked-files=all
