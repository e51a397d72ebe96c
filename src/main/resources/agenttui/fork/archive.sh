# Gathers everything that a clean would take away into refs below refs/agent-tui, before `bundle.sh`
# brings it home: the uncommitted work (snapshot.sh ran before), and each commit that only a reflog
# still knows, as parents of one commit. Runs in the sandbox. Arguments: base, start.
set -eu
export GIT_TERMINAL_PROMPT=0 LC_ALL=C
parents=$(git rev-list --no-walk --reflog --not --all "$1" "$2" | head -n 400 | sed 's/^/-p /')
if [ -n "$parents" ]; then
  # shellcheck disable=SC2086 # ids only, made by rev-list
  commit=$(git -c user.name=agent-tui -c user.email=agent-tui@localhost \
    commit-tree --no-gpg-sign $parents -m 'replaced commits' "$(git hash-object -t tree -w /dev/null)")
  git update-ref refs/agent-tui/replaced "$commit"
fi
