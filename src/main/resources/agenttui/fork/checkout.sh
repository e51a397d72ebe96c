# Makes a fork's clone in the current, empty directory: objects are read from the mounted hub, the
# branch starts at a commit, and the source's uncommitted work lies in the work tree, uncommitted.
# Runs in the fork's sandbox. Arguments: hub, object format, branch, start, snapshot or '', base
# branch or '', base, user name, user email, origin url or ''.
set -eu
hub=$1 format=$2 branch=$3 start=$4 snapshot=$5 base_branch=$6 base=$7
export GIT_TERMINAL_PROMPT=0 LC_ALL=C
git init --quiet --template= --object-format="$format" .
mkdir -p .git/info
printf '%s\n' "$hub/objects" > .git/objects/info/alternates
if [ -f "$hub/shallow" ]; then cp "$hub/shallow" .git/shallow; fi
git config user.name "$8"
git config user.email "$9"
git config gc.auto 0
git config core.logAllRefUpdates true
if [ -n "${10}" ]; then
  git config remote.origin.url "${10}"
  git config remote.origin.fetch '+refs/heads/*:refs/remotes/origin/*'
fi
git update-ref "refs/heads/$branch" "$start"
if [ -n "$base_branch" ]; then git update-ref "refs/remotes/origin/$base_branch" "$base"; fi
git symbolic-ref HEAD "refs/heads/$branch"
git -c checkout.workers=0 checkout --quiet --force
if [ -n "$snapshot" ]; then git restore --source="$snapshot" --worktree -- :/; fi
