_agent_tui() {
  local words i=1
  [ "${COMP_WORDS[1]}" = -L ] && i=3
  if [ "$COMP_CWORD" -le $i ]; then words="new-session attach ls list-clients rename-session kill-session kill-server new-window kill-window select-window next-window previous-window last-window rename-window move-window rotate-window list-windows split-window select-pane resize-pane swap-pane break-pane join-pane switch-client choose-tree command-prompt kill-pane list-panes select-layout next-layout display-menu send-keys copy-mode find-text paste-buffer set-buffer list-buffers show-buffer save-buffer capture-pane wait-for outbox broadcast next-waiting why signal detach-client panel help start fork respawn-pane ps stop rm run exec shell network approvals login logout setup agents images info doctor audit digest config keys theme reset first-run send-prefix completion vt --help --version"
  else
    case ${COMP_WORDS[$i]} in
      new-session) words="--agent --allow --dry-run --help --name --network --sandbox --yes -d -s -x -y" ;;
      attach) words="--help --read-only -d -r -t" ;;
      ls) words="--help --json" ;;
      list-clients) words="--help --json -t" ;;
      rename-session) words="--help -t" ;;
      kill-session) words="--help -t" ;;
      kill-server) words="--help" ;;
      new-window) words="--dry-run --help --yes -P -d -n -t" ;;
      kill-window) words="--dry-run --help --yes -t" ;;
      select-window) words="--help -t" ;;
      next-window) words="--help" ;;
      previous-window) words="--help" ;;
      last-window) words="--help" ;;
      rename-window) words="--help -t" ;;
      move-window) words="--help -t" ;;
      rotate-window) words="--help -D -U -t" ;;
      list-windows) words="--help --json -t" ;;
      split-window) words="--dry-run --help --yes -P -d -h -t -v" ;;
      select-pane) words="--help -D -L -R -U -l -t" ;;
      resize-pane) words="--help -D -L -R -U -Z -t -x -y" ;;
      swap-pane) words="--help -D -U -d -s -t" ;;
      break-pane) words="--help -d -n -t" ;;
      join-pane) words="--ask --help -d -h -s -t -v" ;;
      switch-client) words="--help -n -p -t" ;;
      choose-tree) words="--help" ;;
      command-prompt) words="--help" ;;
      kill-pane) words="--dry-run --help --yes -t" ;;
      list-panes) words="--help --json -a -t" ;;
      select-layout) words="--help -E -t" ;;
      next-layout) words="--help -t" ;;
      display-menu) words="--help --window -x -y" ;;
      send-keys) words="--help -l -t" ;;
      copy-mode) words="--back --copy --find --find-back --help --save --search --search-up --till --till-back --to-pane -N -X -q -t -u" ;;
      find-text) words="--ask --help --json --line -s -t" ;;
      paste-buffer) words="--help -b -t" ;;
      set-buffer) words="--help -b" ;;
      list-buffers) words="--help --json" ;;
      show-buffer) words="--help -b" ;;
      save-buffer) words="--help -a -b" ;;
      capture-pane) words="--help -E -J -S -e -p -t" ;;
      wait-for) words="--help --timeout -t" ;;
      outbox) words="--help --json drop put release" ;;
      broadcast) words="--dry-run --help --now --yes -t" ;;
      next-waiting) words="--help" ;;
      why) words="--help -t" ;;
      signal) words="--call --help -t" ;;
      detach-client) words="--help -c -s" ;;
      panel) words="--help -t" ;;
      help) words="--help" ;;
      start) words="--agent --allow --help --name --network --sandbox -s" ;;
      fork) words="--agent --ask --base --committed --dry-run --help --include-dirty --json --layout --prompt --prompt-file --yes -t attach clean list merge show undo" ;;
      respawn-pane) words="--all --dry-run --help --yes -t" ;;
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
      config) words="--help check edit reload show" ;;
      keys) words="--help --json" ;;
      theme) words="--help list preview set try" ;;
      reset) words="--help" ;;
      first-run) words="--agent --help --leave --prefix --theme" ;;
      send-prefix) words="--help -t" ;;
      completion) words="bash zsh fish" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[$COMP_CWORD]}"))
}
complete -o default -F _agent_tui agent-tui
