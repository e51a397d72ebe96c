_agent_tui() {
  local words i=1
  [ "${COMP_WORDS[1]}" = -L ] && i=3
  if [ "$COMP_CWORD" -le $i ]; then words="new-session attach ls kill-session kill-server split-window select-pane resize-pane kill-pane list-panes select-layout next-layout send-keys capture-pane wait-for next-waiting why signal detach-client panel help start fork respawn-pane ps stop rm run exec shell network approvals login logout setup agents images info doctor audit digest completion vt --help --version"
  else
    case ${COMP_WORDS[$i]} in
      new-session) words="--agent --allow --dry-run --help --name --network --sandbox --yes -d -s -x -y" ;;
      attach) words="--help -t" ;;
      ls) words="--help --json" ;;
      kill-session) words="--help -t" ;;
      kill-server) words="--help" ;;
      split-window) words="--dry-run --help --yes -P -d -h -t -v" ;;
      select-pane) words="--help -D -L -R -U -l -t" ;;
      resize-pane) words="--help -D -L -R -U -Z -t -x -y" ;;
      kill-pane) words="--dry-run --help --yes -t" ;;
      list-panes) words="--help --json -a -t" ;;
      select-layout) words="--help -E -t" ;;
      next-layout) words="--help -t" ;;
      send-keys) words="--help -l -t" ;;
      capture-pane) words="--help -E -J -S -e -p -t" ;;
      wait-for) words="--help --timeout -t" ;;
      next-waiting) words="--help" ;;
      why) words="--help -t" ;;
      signal) words="--call --help -t" ;;
      detach-client) words="--help -s" ;;
      panel) words="--help -t" ;;
      help) words="--help" ;;
      start) words="--agent --allow --help --name --network --sandbox -s" ;;
      fork) words="--agent --ask --base --committed --dry-run --help --include-dirty --json --layout --prompt --prompt-file --yes -t attach clean list merge show undo" ;;
      respawn-pane) words="--dry-run --help --yes -t" ;;
      ps) words="--help --json" ;;
      stop) words="--dry-run --help --yes" ;;
      rm) words="--dry-run --force --help --yes" ;;
      run) words="--allow --dry-run --help --network --prompt --prompt-file --sandbox --yes" ;;
      exec) words="--help -t" ;;
      shell) words="--help" ;;
      network) words="--help --json -t allow deny forget" ;;
      approvals) words="--help --json approve choose deny forget rules show" ;;
      login) words="--dry-run --help --import --json --key --provider --yes" ;;
      logout) words="--dry-run --help --yes" ;;
      setup) words="--ask --dry-run --help --with --yes" ;;
      agents) words="--help --json" ;;
      images) words="--help --json" ;;
      info) words="--help --json" ;;
      doctor) words="--help --json" ;;
      audit) words="--follow --help --json --pane --since -f" ;;
      digest) words="--away --help --json --since" ;;
      completion) words="bash zsh fish" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[$COMP_CWORD]}"))
}
complete -o default -F _agent_tui agent-tui
