# Commits everything that is not committed. Runs in the sandbox. Argument: the message.
set -eu
export GIT_TERMINAL_PROMPT=0 LC_ALL=C
git add --all -- :/
git commit --quiet --message "$1"
