autoload -U +X bashcompinit && bashcompinit
_agent_tui() {
  local all= said i=1 j
  while [ $i -lt $COMP_CWORD ]; do
    case ${COMP_WORDS[$i]} in
      -L) i=$((i + 2)) ;;
      -L*) i=$((i + 1)) ;;
      *) break ;;
    esac
  done
  if [ $i -eq $COMP_CWORD ]; then all="new-session attach ls has-session list-clients rename-session kill-session kill-server new-window kill-window select-window next-window previous-window last-window rename-window move-window swap-window rotate-window list-windows split-window select-pane last-pane resize-pane swap-pane break-pane join-pane switch-client choose-tree command-prompt kill-pane list-panes select-layout next-layout display-menu send-keys copy-mode find-text find-window paste-buffer set-buffer list-buffers show-buffer save-buffer capture-pane wait-for outbox broadcast next-waiting why signal detach-client panel help start fork respawn-pane ps stop rm run exec shell network approvals login logout setup agents images info doctor audit digest config keys theme reset first-run send-prefix completion vt --help --version"
  elif [ $i -lt $COMP_CWORD ]; then
    said=${COMP_WORDS[$i]}
    j=$((i + 1))
    while [ $j -lt $COMP_CWORD ]; do
      case "$said ${COMP_WORDS[$j]}" in
        'outbox put'|'outbox drop'|'outbox release'|'fork list'|'fork show'|'fork attach'|'fork merge'|'fork clean'|'fork undo'|'network allow'|'network deny'|'network forget'|'approvals show'|'approvals approve'|'approvals deny'|'approvals choose'|'approvals rules'|'approvals forget'|'config show'|'config check'|'config edit'|'config reload'|'theme list'|'theme preview'|'theme set'|'theme try') said="$said ${COMP_WORDS[$j]}" ;;
      esac
      j=$((j + 1))
    done
    case $said in
      'new-session') all="--agent --allow --dry-run --help --name --network --sandbox --yes -d -s -x -y" ;;
      'attach') all="--help --read-only -d -r -t" ;;
      'ls') all="--help --json" ;;
      'has-session') all="--help -t" ;;
      'list-clients') all="--help --json -t" ;;
      'rename-session') all="--help -t" ;;
      'kill-session') all="--help -t" ;;
      'kill-server') all="--help" ;;
      'new-window') all="--dry-run --help --yes -P -d -n -t" ;;
      'kill-window') all="--dry-run --help --yes -t" ;;
      'select-window') all="--help -t" ;;
      'next-window') all="--help" ;;
      'previous-window') all="--help" ;;
      'last-window') all="--help" ;;
      'rename-window') all="--help -t" ;;
      'move-window') all="--help -t" ;;
      'swap-window') all="--help -d -s -t" ;;
      'rotate-window') all="--help -D -U -t" ;;
      'list-windows') all="--help --json -t" ;;
      'split-window') all="--dry-run --help --yes -P -b -d -h -l -t -v" ;;
      'select-pane') all="--help -D -L -R -U -l -t" ;;
      'last-pane') all="--help -t" ;;
      'resize-pane') all="--help -D -L -R -U -Z -t -x -y" ;;
      'swap-pane') all="--help -D -U -d -s -t" ;;
      'break-pane') all="--help -d -n -t" ;;
      'join-pane') all="--ask --help -d -h -s -t -v" ;;
      'switch-client') all="--help -n -p -t" ;;
      'choose-tree') all="--help" ;;
      'command-prompt') all="--help" ;;
      'kill-pane') all="--dry-run --help --yes -t" ;;
      'list-panes') all="--help --json -a -t" ;;
      'select-layout') all="--help -E -t" ;;
      'next-layout') all="--help -t" ;;
      'display-menu') all="--help --window -x -y" ;;
      'send-keys') all="--help -l -t" ;;
      'copy-mode') all="--back --copy --find --find-back --help --save --search --search-up --till --till-back --to-pane -N -X -q -t -u" ;;
      'find-text') all="--ask --help --json --line -s -t" ;;
      'find-window') all="--help" ;;
      'paste-buffer') all="--help -b -t" ;;
      'set-buffer') all="--help -b" ;;
      'list-buffers') all="--help --json" ;;
      'show-buffer') all="--help -b" ;;
      'save-buffer') all="--help -a -b" ;;
      'capture-pane') all="--help -E -J -S -e -p -t" ;;
      'wait-for') all="--help --timeout -t" ;;
      'outbox') all="--help --json drop put release" ;;
      'outbox put') all="--help --now -t" ;;
      'outbox drop') all="--help" ;;
      'outbox release') all="--help" ;;
      'broadcast') all="--dry-run --help --now --yes -t" ;;
      'next-waiting') all="--help" ;;
      'why') all="--help -t" ;;
      'signal') all="--call --help -t" ;;
      'detach-client') all="--help -c -s" ;;
      'panel') all="--help -t" ;;
      'help') all="--help" ;;
      'start') all="--agent --allow --help --name --network --sandbox -s" ;;
      'fork') all="--agent --ask --base --committed --dry-run --help --include-dirty --json --layout --prompt --prompt-file --yes -t attach clean list merge show undo" ;;
      'fork list') all="--help --json" ;;
      'fork show') all="--help --json" ;;
      'fork attach') all="--help" ;;
      'fork merge') all="--ask --commit --dry-run --family --fast-forward --ff --help --json --session --strategy --yes" ;;
      'fork clean') all="--all --dry-run --family --force --help --json --keep-dirty --older-than --session --yes" ;;
      'fork undo') all="--dry-run --help --yes" ;;
      'respawn-pane') all="--all --dry-run --help --yes -t" ;;
      'ps') all="--help --json" ;;
      'stop') all="--dry-run --help --yes" ;;
      'rm') all="--dry-run --force --help --yes" ;;
      'run') all="--allow --dry-run --help --network --prompt --prompt-file --sandbox --yes" ;;
      'exec') all="--help -t" ;;
      'shell') all="--help" ;;
      'network') all="--help --json -t allow deny forget" ;;
      'network allow') all="--always --dry-run --help --once --pane --project --yes -t" ;;
      'network deny') all="--dry-run --help --project --yes -t" ;;
      'network forget') all="--dry-run --help --yes -t" ;;
      'approvals') all="--help --json approve choose deny forget rules show" ;;
      'approvals show') all="--after --before --help" ;;
      'approvals approve') all="--always --family --for --help --next --once --pane --project" ;;
      'approvals deny') all="--always --family --for --help --next --once --pane --project --reason" ;;
      'approvals choose') all="--help --next" ;;
      'approvals rules') all="--help --json" ;;
      'approvals forget') all="--help" ;;
      'login') all="--dry-run --help --import --json --key --provider --yes" ;;
      'logout') all="--dry-run --help --yes" ;;
      'setup') all="--ask --dry-run --help --with --yes" ;;
      'agents') all="--help --json" ;;
      'images') all="--help --json" ;;
      'info') all="--help --json" ;;
      'doctor') all="--help --json" ;;
      'audit') all="--follow --help --json --pane --since -f" ;;
      'digest') all="--away --help --json --since" ;;
      'config') all="--help check edit reload show" ;;
      'config show') all="--help --json" ;;
      'config check') all="--help" ;;
      'config edit') all="--help" ;;
      'config reload') all="--help" ;;
      'keys') all="--help --json" ;;
      'theme') all="--help list preview set try" ;;
      'theme list') all="--help --json" ;;
      'theme preview') all="--help auto catppuccin-mocha dark gruvbox-dark high-contrast light mono plain16" ;;
      'theme set') all="--help auto catppuccin-mocha dark gruvbox-dark high-contrast light mono plain16" ;;
      'theme try') all="--help auto catppuccin-mocha dark gruvbox-dark high-contrast light mono plain16" ;;
      'reset') all="--help" ;;
      'first-run') all="--agent --help --leave --prefix --theme" ;;
      'send-prefix') all="--help -t" ;;
      completion) all="bash zsh fish" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$all" -- "${COMP_WORDS[$COMP_CWORD]}"))
}
complete -o default -F _agent_tui agent-tui
