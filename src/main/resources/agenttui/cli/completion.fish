function __agent_tui_said
  set -l words (commandline -opc)
  set words $words[2..-1]
  while string match -q -- '-L*' "$words[1]"
    test "$words[1]" = -L; and set words $words[2..-1]
    set words $words[2..-1]
  end
  set -l said "$words[1]"
  for word in $words[2..-1]
    contains -- "$said $word" 'outbox put' 'outbox drop' 'outbox release' 'fork list' 'fork show' 'fork attach' 'fork merge' 'fork clean' 'fork undo' 'network allow' 'network deny' 'network forget' 'approvals show' 'approvals approve' 'approvals deny' 'approvals choose' 'approvals rules' 'approvals forget' 'config show' 'config check' 'config edit' 'config reload' 'theme list' 'theme preview' 'theme set' 'theme try'; and set said "$said $word"
  end
  test "$said" = "$argv"
end
complete -c agent-tui -s L -r -d 'Another server'
complete -c agent-tui -n __agent_tui_said -a new-session -d 'Start a session and show it, or with -d only start it.'
complete -c agent-tui -n __agent_tui_said -a attach -d 'Show a session on this terminal, also one that ended with the server.'
complete -c agent-tui -n __agent_tui_said -a ls -d 'List sessions.'
complete -c agent-tui -n __agent_tui_said -a has-session -d 'Say whether a session runs: exit code 0, or 1 and why not.'
complete -c agent-tui -n __agent_tui_said -a list-clients -d 'List the terminals that show sessions.'
complete -c agent-tui -n __agent_tui_said -a rename-session -d 'Give a session another name.'
complete -c agent-tui -n __agent_tui_said -a kill-session -d 'End a session and every program in it; forks stay and can be listed.'
complete -c agent-tui -n __agent_tui_said -a kill-server -d 'End the server and every program in its sessions; forks stay.'
complete -c agent-tui -n __agent_tui_said -a new-window -d 'Open a window: a shell in the same sandbox, or the command after --.'
complete -c agent-tui -n __agent_tui_said -a kill-window -d 'Close a window and end its programs; what runs there is told first, unless -t names it.'
complete -c agent-tui -n __agent_tui_said -a select-window -d 'Show a window.'
complete -c agent-tui -n __agent_tui_said -a next-window -d 'Show the next window, around.'
complete -c agent-tui -n __agent_tui_said -a previous-window -d 'Show the previous window, around.'
complete -c agent-tui -n __agent_tui_said -a last-window -d 'Show the window that was shown before.'
complete -c agent-tui -n __agent_tui_said -a rename-window -d 'Name a window; an empty name calls it as its first pane again.'
complete -c agent-tui -n __agent_tui_said -a move-window -d 'Give a window another number; a window that has it gets this one\'s.'
complete -c agent-tui -n __agent_tui_said -a swap-window -d 'Let two windows change their numbers; screens go on to show the same number.'
complete -c agent-tui -n __agent_tui_said -a rotate-window -d 'Rotate the panes of a window through their places.'
complete -c agent-tui -n __agent_tui_said -a list-windows -d 'List the windows of a session.'
complete -c agent-tui -n __agent_tui_said -a split-window -d 'Split a pane: a shell in the same sandbox, or the command after --.'
complete -c agent-tui -n __agent_tui_said -a select-pane -d 'Give a pane the focus.'
complete -c agent-tui -n __agent_tui_said -a last-pane -d 'Give the pane the focus that had it before.'
complete -c agent-tui -n __agent_tui_said -a resize-pane -d 'Zoom a pane, or move its border.'
complete -c agent-tui -n __agent_tui_said -a swap-pane -d 'Let two panes change places, also of different windows.'
complete -c agent-tui -n __agent_tui_said -a break-pane -d 'Give a pane a window of its own.'
complete -c agent-tui -n __agent_tui_said -a join-pane -d 'Move a pane beside another one, also of another window.'
complete -c agent-tui -n __agent_tui_said -a switch-client -d 'Show another session on this terminal.'
complete -c agent-tui -n __agent_tui_said -a choose-tree -d 'Find a pane or window by a few letters, and go there.'
complete -c agent-tui -n __agent_tui_said -a command-prompt -d 'Find a command by a few letters, or type a whole line.'
complete -c agent-tui -n __agent_tui_said -a kill-pane -d 'Close a pane and end its program; what runs there is told first, unless -t names the pane.'
complete -c agent-tui -n __agent_tui_said -a list-panes -d 'List the panes of a session.'
complete -c agent-tui -n __agent_tui_said -a select-layout -d 'Put the panes in a layout: tiled, even-horizontal, even-vertical, main-vertical, main-horizontal.'
complete -c agent-tui -n __agent_tui_said -a next-layout -d 'Put the panes in the next layout.'
complete -c agent-tui -n __agent_tui_said -a display-menu -d 'Open the menu of the focused pane, or of the window.'
complete -c agent-tui -n __agent_tui_said -a send-keys -d 'Type into a pane.'
complete -c agent-tui -n __agent_tui_said -a copy-mode -d 'Move, search, select and copy in what a pane has shown.'
complete -c agent-tui -n __agent_tui_said -a find-text -d 'Find a text in the screens and histories of all panes.'
complete -c agent-tui -n __agent_tui_said -a find-window -d 'Find a text in all panes, as find-text does.'
complete -c agent-tui -n __agent_tui_said -a paste-buffer -d 'Paste what was copied into a pane.'
complete -c agent-tui -n __agent_tui_said -a set-buffer -d 'Keep a text to paste.'
complete -c agent-tui -n __agent_tui_said -a list-buffers -d 'List what was copied, the newest first.'
complete -c agent-tui -n __agent_tui_said -a show-buffer -d 'Print what was copied.'
complete -c agent-tui -n __agent_tui_said -a save-buffer -d 'Write what was copied to a file; one that is there stays as it is.'
complete -c agent-tui -n __agent_tui_said -a capture-pane -d 'Print what a pane shows.'
complete -c agent-tui -n __agent_tui_said -a wait-for -d 'Wait until a pane shows a text, ends, is quiet, is idle, asks, or is done; exit code 124 when it is late.'
complete -c agent-tui -n __agent_tui_said -a outbox -d 'List the texts that wait for panes, and those that were sent.'
complete -c agent-tui -n __agent_tui_said -a broadcast -d 'Send a text to several panes; a screen asks which, and shows what goes where.'
complete -c agent-tui -n __agent_tui_said -a next-waiting -d 'Go to the pane that has waited longest for you.'
complete -c agent-tui -n __agent_tui_said -a why -d 'Say what a pane\'s program does, why, since when, and what it did before.'
complete -c agent-tui -n __agent_tui_said -a signal -d 'Send a signal to a pane\'s program or to a running tool call.'
complete -c agent-tui -n __agent_tui_said -a detach-client -d 'Leave a session; everything in it goes on.'
complete -c agent-tui -n __agent_tui_said -a panel -d 'Go to the side panel, move in it, hide it.'
complete -c agent-tui -n __agent_tui_said -a help -d 'Show all keys and commands.'
complete -c agent-tui -n __agent_tui_said -a start -d 'Show the session of this repository; start it when there is none.'
complete -c agent-tui -n __agent_tui_said -a fork -d 'Fork a pane as it is now: an agent on its own clone and branch.'
complete -c agent-tui -n __agent_tui_said -a respawn-pane -d 'Start the program of an ended pane again, with its sandbox, or another.'
complete -c agent-tui -n __agent_tui_said -a ps -d 'List sandboxes: what they are, their panes.'
complete -c agent-tui -n __agent_tui_said -a stop -d 'End a sandbox and everything in it; its clone and home stay.'
complete -c agent-tui -n __agent_tui_said -a rm -d 'Remove a stopped sandbox; its fork goes to the trash.'
complete -c agent-tui -n __agent_tui_said -a run -d 'One agent in this terminal, on a fork of this repository; its exit code is ours.'
complete -c agent-tui -n __agent_tui_said -a exec -d 'Run a command in a pane\'s sandbox; its exit code is ours.'
complete -c agent-tui -n __agent_tui_said -a shell -d 'Open a shell in a pane\'s sandbox.'
complete -c agent-tui -n __agent_tui_said -a network -d 'Show what a pane reaches on the network; allow and deny hosts.'
complete -c agent-tui -n __agent_tui_said -a approvals -d 'List what waits for your answer, and answer it.'
complete -c agent-tui -n __agent_tui_said -a login -d 'Sign an agent in, once for all its panes and forks; without AGENT: who is signed in.'
complete -c agent-tui -n __agent_tui_said -a logout -d 'Sign an agent out in all its panes and forks: its login is removed here.'
complete -c agent-tui -n __agent_tui_said -a setup -d 'Make the images and install agents, for sandboxes of the container engine.'
complete -c agent-tui -n __agent_tui_said -a agents -d 'List agents and their versions.'
complete -c agent-tui -n __agent_tui_said -a images -d 'List the images that sandboxes start from.'
complete -c agent-tui -n __agent_tui_said -a info -d 'Show the engine, the network and the paths.'
complete -c agent-tui -n __agent_tui_said -a doctor -d 'Check the machine and say how to mend it; exits 1 when something is bad.'
complete -c agent-tui -n __agent_tui_said -a audit -d 'Print the journal: what happened, when, in which pane.'
complete -c agent-tui -n __agent_tui_said -a digest -d 'Say what each pane did since nobody looked last, or since a time: from the journal.'
complete -c agent-tui -n __agent_tui_said -a config -d 'Show, check, edit or reload the configuration.'
complete -c agent-tui -n __agent_tui_said -a keys -d 'List the keys that hold, where each was said, and what has no key any more.'
complete -c agent-tui -n __agent_tui_said -a theme -d 'List, preview or set the theme: colours of everything but panes.'
complete -c agent-tui -n __agent_tui_said -a reset -d 'Put a garbled terminal right: modes, mouse, colours, cursor, echo. Sessions and settings stay.'
complete -c agent-tui -n __agent_tui_said -a first-run -d 'Ask for prefix, theme and agent, and write the configuration file.'
complete -c agent-tui -n __agent_tui_said -a send-prefix -d 'Type the prefix key into a pane.'
complete -c agent-tui -n '__agent_tui_said new-session' -l agent
complete -c agent-tui -n '__agent_tui_said new-session' -l allow
complete -c agent-tui -n '__agent_tui_said new-session' -l dry-run
complete -c agent-tui -n '__agent_tui_said new-session' -l help
complete -c agent-tui -n '__agent_tui_said new-session' -l name
complete -c agent-tui -n '__agent_tui_said new-session' -l network
complete -c agent-tui -n '__agent_tui_said new-session' -l sandbox
complete -c agent-tui -n '__agent_tui_said new-session' -l yes
complete -c agent-tui -n '__agent_tui_said new-session' -s d
complete -c agent-tui -n '__agent_tui_said new-session' -s s
complete -c agent-tui -n '__agent_tui_said new-session' -s x
complete -c agent-tui -n '__agent_tui_said new-session' -s y
complete -c agent-tui -n '__agent_tui_said attach' -l help
complete -c agent-tui -n '__agent_tui_said attach' -l read-only
complete -c agent-tui -n '__agent_tui_said attach' -s d
complete -c agent-tui -n '__agent_tui_said attach' -s r
complete -c agent-tui -n '__agent_tui_said attach' -s t
complete -c agent-tui -n '__agent_tui_said ls' -l help
complete -c agent-tui -n '__agent_tui_said ls' -l json
complete -c agent-tui -n '__agent_tui_said has-session' -l help
complete -c agent-tui -n '__agent_tui_said has-session' -s t
complete -c agent-tui -n '__agent_tui_said list-clients' -l help
complete -c agent-tui -n '__agent_tui_said list-clients' -l json
complete -c agent-tui -n '__agent_tui_said list-clients' -s t
complete -c agent-tui -n '__agent_tui_said rename-session' -l help
complete -c agent-tui -n '__agent_tui_said rename-session' -s t
complete -c agent-tui -n '__agent_tui_said kill-session' -l help
complete -c agent-tui -n '__agent_tui_said kill-session' -s t
complete -c agent-tui -n '__agent_tui_said kill-server' -l help
complete -c agent-tui -n '__agent_tui_said new-window' -l dry-run
complete -c agent-tui -n '__agent_tui_said new-window' -l help
complete -c agent-tui -n '__agent_tui_said new-window' -l yes
complete -c agent-tui -n '__agent_tui_said new-window' -s P
complete -c agent-tui -n '__agent_tui_said new-window' -s d
complete -c agent-tui -n '__agent_tui_said new-window' -s n
complete -c agent-tui -n '__agent_tui_said new-window' -s t
complete -c agent-tui -n '__agent_tui_said kill-window' -l dry-run
complete -c agent-tui -n '__agent_tui_said kill-window' -l help
complete -c agent-tui -n '__agent_tui_said kill-window' -l yes
complete -c agent-tui -n '__agent_tui_said kill-window' -s t
complete -c agent-tui -n '__agent_tui_said select-window' -l help
complete -c agent-tui -n '__agent_tui_said select-window' -s t
complete -c agent-tui -n '__agent_tui_said next-window' -l help
complete -c agent-tui -n '__agent_tui_said previous-window' -l help
complete -c agent-tui -n '__agent_tui_said last-window' -l help
complete -c agent-tui -n '__agent_tui_said rename-window' -l help
complete -c agent-tui -n '__agent_tui_said rename-window' -s t
complete -c agent-tui -n '__agent_tui_said move-window' -l help
complete -c agent-tui -n '__agent_tui_said move-window' -s t
complete -c agent-tui -n '__agent_tui_said swap-window' -l help
complete -c agent-tui -n '__agent_tui_said swap-window' -s d
complete -c agent-tui -n '__agent_tui_said swap-window' -s s
complete -c agent-tui -n '__agent_tui_said swap-window' -s t
complete -c agent-tui -n '__agent_tui_said rotate-window' -l help
complete -c agent-tui -n '__agent_tui_said rotate-window' -s D
complete -c agent-tui -n '__agent_tui_said rotate-window' -s U
complete -c agent-tui -n '__agent_tui_said rotate-window' -s t
complete -c agent-tui -n '__agent_tui_said list-windows' -l help
complete -c agent-tui -n '__agent_tui_said list-windows' -l json
complete -c agent-tui -n '__agent_tui_said list-windows' -s t
complete -c agent-tui -n '__agent_tui_said split-window' -l dry-run
complete -c agent-tui -n '__agent_tui_said split-window' -l help
complete -c agent-tui -n '__agent_tui_said split-window' -l yes
complete -c agent-tui -n '__agent_tui_said split-window' -s P
complete -c agent-tui -n '__agent_tui_said split-window' -s b
complete -c agent-tui -n '__agent_tui_said split-window' -s d
complete -c agent-tui -n '__agent_tui_said split-window' -s h
complete -c agent-tui -n '__agent_tui_said split-window' -s l
complete -c agent-tui -n '__agent_tui_said split-window' -s t
complete -c agent-tui -n '__agent_tui_said split-window' -s v
complete -c agent-tui -n '__agent_tui_said select-pane' -l help
complete -c agent-tui -n '__agent_tui_said select-pane' -s D
complete -c agent-tui -n '__agent_tui_said select-pane' -s L
complete -c agent-tui -n '__agent_tui_said select-pane' -s R
complete -c agent-tui -n '__agent_tui_said select-pane' -s U
complete -c agent-tui -n '__agent_tui_said select-pane' -s l
complete -c agent-tui -n '__agent_tui_said select-pane' -s t
complete -c agent-tui -n '__agent_tui_said last-pane' -l help
complete -c agent-tui -n '__agent_tui_said last-pane' -s t
complete -c agent-tui -n '__agent_tui_said resize-pane' -l help
complete -c agent-tui -n '__agent_tui_said resize-pane' -s D
complete -c agent-tui -n '__agent_tui_said resize-pane' -s L
complete -c agent-tui -n '__agent_tui_said resize-pane' -s R
complete -c agent-tui -n '__agent_tui_said resize-pane' -s U
complete -c agent-tui -n '__agent_tui_said resize-pane' -s Z
complete -c agent-tui -n '__agent_tui_said resize-pane' -s t
complete -c agent-tui -n '__agent_tui_said resize-pane' -s x
complete -c agent-tui -n '__agent_tui_said resize-pane' -s y
complete -c agent-tui -n '__agent_tui_said swap-pane' -l help
complete -c agent-tui -n '__agent_tui_said swap-pane' -s D
complete -c agent-tui -n '__agent_tui_said swap-pane' -s U
complete -c agent-tui -n '__agent_tui_said swap-pane' -s d
complete -c agent-tui -n '__agent_tui_said swap-pane' -s s
complete -c agent-tui -n '__agent_tui_said swap-pane' -s t
complete -c agent-tui -n '__agent_tui_said break-pane' -l help
complete -c agent-tui -n '__agent_tui_said break-pane' -s d
complete -c agent-tui -n '__agent_tui_said break-pane' -s n
complete -c agent-tui -n '__agent_tui_said break-pane' -s t
complete -c agent-tui -n '__agent_tui_said join-pane' -l ask
complete -c agent-tui -n '__agent_tui_said join-pane' -l help
complete -c agent-tui -n '__agent_tui_said join-pane' -s d
complete -c agent-tui -n '__agent_tui_said join-pane' -s h
complete -c agent-tui -n '__agent_tui_said join-pane' -s s
complete -c agent-tui -n '__agent_tui_said join-pane' -s t
complete -c agent-tui -n '__agent_tui_said join-pane' -s v
complete -c agent-tui -n '__agent_tui_said switch-client' -l help
complete -c agent-tui -n '__agent_tui_said switch-client' -s n
complete -c agent-tui -n '__agent_tui_said switch-client' -s p
complete -c agent-tui -n '__agent_tui_said switch-client' -s t
complete -c agent-tui -n '__agent_tui_said choose-tree' -l help
complete -c agent-tui -n '__agent_tui_said command-prompt' -l help
complete -c agent-tui -n '__agent_tui_said kill-pane' -l dry-run
complete -c agent-tui -n '__agent_tui_said kill-pane' -l help
complete -c agent-tui -n '__agent_tui_said kill-pane' -l yes
complete -c agent-tui -n '__agent_tui_said kill-pane' -s t
complete -c agent-tui -n '__agent_tui_said list-panes' -l help
complete -c agent-tui -n '__agent_tui_said list-panes' -l json
complete -c agent-tui -n '__agent_tui_said list-panes' -s a
complete -c agent-tui -n '__agent_tui_said list-panes' -s t
complete -c agent-tui -n '__agent_tui_said select-layout' -l help
complete -c agent-tui -n '__agent_tui_said select-layout' -s E
complete -c agent-tui -n '__agent_tui_said select-layout' -s t
complete -c agent-tui -n '__agent_tui_said next-layout' -l help
complete -c agent-tui -n '__agent_tui_said next-layout' -s t
complete -c agent-tui -n '__agent_tui_said display-menu' -l help
complete -c agent-tui -n '__agent_tui_said display-menu' -l window
complete -c agent-tui -n '__agent_tui_said display-menu' -s x
complete -c agent-tui -n '__agent_tui_said display-menu' -s y
complete -c agent-tui -n '__agent_tui_said send-keys' -l help
complete -c agent-tui -n '__agent_tui_said send-keys' -s l
complete -c agent-tui -n '__agent_tui_said send-keys' -s t
complete -c agent-tui -n '__agent_tui_said copy-mode' -l back
complete -c agent-tui -n '__agent_tui_said copy-mode' -l copy
complete -c agent-tui -n '__agent_tui_said copy-mode' -l find
complete -c agent-tui -n '__agent_tui_said copy-mode' -l find-back
complete -c agent-tui -n '__agent_tui_said copy-mode' -l help
complete -c agent-tui -n '__agent_tui_said copy-mode' -l save
complete -c agent-tui -n '__agent_tui_said copy-mode' -l search
complete -c agent-tui -n '__agent_tui_said copy-mode' -l search-up
complete -c agent-tui -n '__agent_tui_said copy-mode' -l till
complete -c agent-tui -n '__agent_tui_said copy-mode' -l till-back
complete -c agent-tui -n '__agent_tui_said copy-mode' -l to-pane
complete -c agent-tui -n '__agent_tui_said copy-mode' -s N
complete -c agent-tui -n '__agent_tui_said copy-mode' -s X
complete -c agent-tui -n '__agent_tui_said copy-mode' -s q
complete -c agent-tui -n '__agent_tui_said copy-mode' -s t
complete -c agent-tui -n '__agent_tui_said copy-mode' -s u
complete -c agent-tui -n '__agent_tui_said find-text' -l ask
complete -c agent-tui -n '__agent_tui_said find-text' -l help
complete -c agent-tui -n '__agent_tui_said find-text' -l json
complete -c agent-tui -n '__agent_tui_said find-text' -l line
complete -c agent-tui -n '__agent_tui_said find-text' -s s
complete -c agent-tui -n '__agent_tui_said find-text' -s t
complete -c agent-tui -n '__agent_tui_said find-window' -l help
complete -c agent-tui -n '__agent_tui_said paste-buffer' -l help
complete -c agent-tui -n '__agent_tui_said paste-buffer' -s b
complete -c agent-tui -n '__agent_tui_said paste-buffer' -s t
complete -c agent-tui -n '__agent_tui_said set-buffer' -l help
complete -c agent-tui -n '__agent_tui_said set-buffer' -s b
complete -c agent-tui -n '__agent_tui_said list-buffers' -l help
complete -c agent-tui -n '__agent_tui_said list-buffers' -l json
complete -c agent-tui -n '__agent_tui_said show-buffer' -l help
complete -c agent-tui -n '__agent_tui_said show-buffer' -s b
complete -c agent-tui -n '__agent_tui_said save-buffer' -l help
complete -c agent-tui -n '__agent_tui_said save-buffer' -s a
complete -c agent-tui -n '__agent_tui_said save-buffer' -s b
complete -c agent-tui -n '__agent_tui_said capture-pane' -l help
complete -c agent-tui -n '__agent_tui_said capture-pane' -s E
complete -c agent-tui -n '__agent_tui_said capture-pane' -s J
complete -c agent-tui -n '__agent_tui_said capture-pane' -s S
complete -c agent-tui -n '__agent_tui_said capture-pane' -s e
complete -c agent-tui -n '__agent_tui_said capture-pane' -s p
complete -c agent-tui -n '__agent_tui_said capture-pane' -s t
complete -c agent-tui -n '__agent_tui_said wait-for' -l help
complete -c agent-tui -n '__agent_tui_said wait-for' -l timeout
complete -c agent-tui -n '__agent_tui_said wait-for' -s t
complete -c agent-tui -n '__agent_tui_said outbox' -l help
complete -c agent-tui -n '__agent_tui_said outbox' -l json
complete -c agent-tui -n '__agent_tui_said outbox' -a drop
complete -c agent-tui -n '__agent_tui_said outbox' -a put
complete -c agent-tui -n '__agent_tui_said outbox' -a release
complete -c agent-tui -n '__agent_tui_said outbox put' -l help
complete -c agent-tui -n '__agent_tui_said outbox put' -l now
complete -c agent-tui -n '__agent_tui_said outbox put' -s t
complete -c agent-tui -n '__agent_tui_said outbox drop' -l help
complete -c agent-tui -n '__agent_tui_said outbox release' -l help
complete -c agent-tui -n '__agent_tui_said broadcast' -l dry-run
complete -c agent-tui -n '__agent_tui_said broadcast' -l help
complete -c agent-tui -n '__agent_tui_said broadcast' -l now
complete -c agent-tui -n '__agent_tui_said broadcast' -l yes
complete -c agent-tui -n '__agent_tui_said broadcast' -s t
complete -c agent-tui -n '__agent_tui_said next-waiting' -l help
complete -c agent-tui -n '__agent_tui_said why' -l help
complete -c agent-tui -n '__agent_tui_said why' -s t
complete -c agent-tui -n '__agent_tui_said signal' -l call
complete -c agent-tui -n '__agent_tui_said signal' -l help
complete -c agent-tui -n '__agent_tui_said signal' -s t
complete -c agent-tui -n '__agent_tui_said detach-client' -l help
complete -c agent-tui -n '__agent_tui_said detach-client' -s c
complete -c agent-tui -n '__agent_tui_said detach-client' -s s
complete -c agent-tui -n '__agent_tui_said panel' -l help
complete -c agent-tui -n '__agent_tui_said panel' -s t
complete -c agent-tui -n '__agent_tui_said help' -l help
complete -c agent-tui -n '__agent_tui_said start' -l agent
complete -c agent-tui -n '__agent_tui_said start' -l allow
complete -c agent-tui -n '__agent_tui_said start' -l help
complete -c agent-tui -n '__agent_tui_said start' -l name
complete -c agent-tui -n '__agent_tui_said start' -l network
complete -c agent-tui -n '__agent_tui_said start' -l sandbox
complete -c agent-tui -n '__agent_tui_said start' -s s
complete -c agent-tui -n '__agent_tui_said fork' -l agent
complete -c agent-tui -n '__agent_tui_said fork' -l ask
complete -c agent-tui -n '__agent_tui_said fork' -l base
complete -c agent-tui -n '__agent_tui_said fork' -l committed
complete -c agent-tui -n '__agent_tui_said fork' -l dry-run
complete -c agent-tui -n '__agent_tui_said fork' -l help
complete -c agent-tui -n '__agent_tui_said fork' -l include-dirty
complete -c agent-tui -n '__agent_tui_said fork' -l json
complete -c agent-tui -n '__agent_tui_said fork' -l layout
complete -c agent-tui -n '__agent_tui_said fork' -l prompt
complete -c agent-tui -n '__agent_tui_said fork' -l prompt-file
complete -c agent-tui -n '__agent_tui_said fork' -l yes
complete -c agent-tui -n '__agent_tui_said fork' -s t
complete -c agent-tui -n '__agent_tui_said fork' -a attach
complete -c agent-tui -n '__agent_tui_said fork' -a clean
complete -c agent-tui -n '__agent_tui_said fork' -a list
complete -c agent-tui -n '__agent_tui_said fork' -a merge
complete -c agent-tui -n '__agent_tui_said fork' -a show
complete -c agent-tui -n '__agent_tui_said fork' -a undo
complete -c agent-tui -n '__agent_tui_said fork list' -l help
complete -c agent-tui -n '__agent_tui_said fork list' -l json
complete -c agent-tui -n '__agent_tui_said fork show' -l help
complete -c agent-tui -n '__agent_tui_said fork show' -l json
complete -c agent-tui -n '__agent_tui_said fork attach' -l help
complete -c agent-tui -n '__agent_tui_said fork merge' -l ask
complete -c agent-tui -n '__agent_tui_said fork merge' -l commit
complete -c agent-tui -n '__agent_tui_said fork merge' -l dry-run
complete -c agent-tui -n '__agent_tui_said fork merge' -l family
complete -c agent-tui -n '__agent_tui_said fork merge' -l fast-forward
complete -c agent-tui -n '__agent_tui_said fork merge' -l ff
complete -c agent-tui -n '__agent_tui_said fork merge' -l help
complete -c agent-tui -n '__agent_tui_said fork merge' -l json
complete -c agent-tui -n '__agent_tui_said fork merge' -l session
complete -c agent-tui -n '__agent_tui_said fork merge' -l strategy
complete -c agent-tui -n '__agent_tui_said fork merge' -l yes
complete -c agent-tui -n '__agent_tui_said fork clean' -l all
complete -c agent-tui -n '__agent_tui_said fork clean' -l dry-run
complete -c agent-tui -n '__agent_tui_said fork clean' -l family
complete -c agent-tui -n '__agent_tui_said fork clean' -l force
complete -c agent-tui -n '__agent_tui_said fork clean' -l help
complete -c agent-tui -n '__agent_tui_said fork clean' -l json
complete -c agent-tui -n '__agent_tui_said fork clean' -l keep-dirty
complete -c agent-tui -n '__agent_tui_said fork clean' -l older-than
complete -c agent-tui -n '__agent_tui_said fork clean' -l session
complete -c agent-tui -n '__agent_tui_said fork clean' -l yes
complete -c agent-tui -n '__agent_tui_said fork undo' -l dry-run
complete -c agent-tui -n '__agent_tui_said fork undo' -l help
complete -c agent-tui -n '__agent_tui_said fork undo' -l yes
complete -c agent-tui -n '__agent_tui_said respawn-pane' -l all
complete -c agent-tui -n '__agent_tui_said respawn-pane' -l dry-run
complete -c agent-tui -n '__agent_tui_said respawn-pane' -l help
complete -c agent-tui -n '__agent_tui_said respawn-pane' -l yes
complete -c agent-tui -n '__agent_tui_said respawn-pane' -s t
complete -c agent-tui -n '__agent_tui_said ps' -l help
complete -c agent-tui -n '__agent_tui_said ps' -l json
complete -c agent-tui -n '__agent_tui_said stop' -l dry-run
complete -c agent-tui -n '__agent_tui_said stop' -l help
complete -c agent-tui -n '__agent_tui_said stop' -l yes
complete -c agent-tui -n '__agent_tui_said rm' -l dry-run
complete -c agent-tui -n '__agent_tui_said rm' -l force
complete -c agent-tui -n '__agent_tui_said rm' -l help
complete -c agent-tui -n '__agent_tui_said rm' -l yes
complete -c agent-tui -n '__agent_tui_said run' -l allow
complete -c agent-tui -n '__agent_tui_said run' -l dry-run
complete -c agent-tui -n '__agent_tui_said run' -l help
complete -c agent-tui -n '__agent_tui_said run' -l network
complete -c agent-tui -n '__agent_tui_said run' -l prompt
complete -c agent-tui -n '__agent_tui_said run' -l prompt-file
complete -c agent-tui -n '__agent_tui_said run' -l sandbox
complete -c agent-tui -n '__agent_tui_said run' -l yes
complete -c agent-tui -n '__agent_tui_said exec' -l help
complete -c agent-tui -n '__agent_tui_said exec' -s t
complete -c agent-tui -n '__agent_tui_said shell' -l help
complete -c agent-tui -n '__agent_tui_said network' -l help
complete -c agent-tui -n '__agent_tui_said network' -l json
complete -c agent-tui -n '__agent_tui_said network' -s t
complete -c agent-tui -n '__agent_tui_said network' -a allow
complete -c agent-tui -n '__agent_tui_said network' -a deny
complete -c agent-tui -n '__agent_tui_said network' -a forget
complete -c agent-tui -n '__agent_tui_said network allow' -l always
complete -c agent-tui -n '__agent_tui_said network allow' -l dry-run
complete -c agent-tui -n '__agent_tui_said network allow' -l help
complete -c agent-tui -n '__agent_tui_said network allow' -l once
complete -c agent-tui -n '__agent_tui_said network allow' -l pane
complete -c agent-tui -n '__agent_tui_said network allow' -l project
complete -c agent-tui -n '__agent_tui_said network allow' -l yes
complete -c agent-tui -n '__agent_tui_said network allow' -s t
complete -c agent-tui -n '__agent_tui_said network deny' -l dry-run
complete -c agent-tui -n '__agent_tui_said network deny' -l help
complete -c agent-tui -n '__agent_tui_said network deny' -l project
complete -c agent-tui -n '__agent_tui_said network deny' -l yes
complete -c agent-tui -n '__agent_tui_said network deny' -s t
complete -c agent-tui -n '__agent_tui_said network forget' -l dry-run
complete -c agent-tui -n '__agent_tui_said network forget' -l help
complete -c agent-tui -n '__agent_tui_said network forget' -l yes
complete -c agent-tui -n '__agent_tui_said network forget' -s t
complete -c agent-tui -n '__agent_tui_said approvals' -l help
complete -c agent-tui -n '__agent_tui_said approvals' -l json
complete -c agent-tui -n '__agent_tui_said approvals' -a approve
complete -c agent-tui -n '__agent_tui_said approvals' -a choose
complete -c agent-tui -n '__agent_tui_said approvals' -a deny
complete -c agent-tui -n '__agent_tui_said approvals' -a forget
complete -c agent-tui -n '__agent_tui_said approvals' -a rules
complete -c agent-tui -n '__agent_tui_said approvals' -a show
complete -c agent-tui -n '__agent_tui_said approvals show' -l after
complete -c agent-tui -n '__agent_tui_said approvals show' -l before
complete -c agent-tui -n '__agent_tui_said approvals show' -l help
complete -c agent-tui -n '__agent_tui_said approvals approve' -l always
complete -c agent-tui -n '__agent_tui_said approvals approve' -l family
complete -c agent-tui -n '__agent_tui_said approvals approve' -l for
complete -c agent-tui -n '__agent_tui_said approvals approve' -l help
complete -c agent-tui -n '__agent_tui_said approvals approve' -l next
complete -c agent-tui -n '__agent_tui_said approvals approve' -l once
complete -c agent-tui -n '__agent_tui_said approvals approve' -l pane
complete -c agent-tui -n '__agent_tui_said approvals approve' -l project
complete -c agent-tui -n '__agent_tui_said approvals deny' -l always
complete -c agent-tui -n '__agent_tui_said approvals deny' -l family
complete -c agent-tui -n '__agent_tui_said approvals deny' -l for
complete -c agent-tui -n '__agent_tui_said approvals deny' -l help
complete -c agent-tui -n '__agent_tui_said approvals deny' -l next
complete -c agent-tui -n '__agent_tui_said approvals deny' -l once
complete -c agent-tui -n '__agent_tui_said approvals deny' -l pane
complete -c agent-tui -n '__agent_tui_said approvals deny' -l project
complete -c agent-tui -n '__agent_tui_said approvals deny' -l reason
complete -c agent-tui -n '__agent_tui_said approvals choose' -l help
complete -c agent-tui -n '__agent_tui_said approvals choose' -l next
complete -c agent-tui -n '__agent_tui_said approvals rules' -l help
complete -c agent-tui -n '__agent_tui_said approvals rules' -l json
complete -c agent-tui -n '__agent_tui_said approvals forget' -l help
complete -c agent-tui -n '__agent_tui_said login' -l dry-run
complete -c agent-tui -n '__agent_tui_said login' -l help
complete -c agent-tui -n '__agent_tui_said login' -l import
complete -c agent-tui -n '__agent_tui_said login' -l json
complete -c agent-tui -n '__agent_tui_said login' -l key
complete -c agent-tui -n '__agent_tui_said login' -l provider
complete -c agent-tui -n '__agent_tui_said login' -l yes
complete -c agent-tui -n '__agent_tui_said logout' -l dry-run
complete -c agent-tui -n '__agent_tui_said logout' -l help
complete -c agent-tui -n '__agent_tui_said logout' -l yes
complete -c agent-tui -n '__agent_tui_said setup' -l ask
complete -c agent-tui -n '__agent_tui_said setup' -l dry-run
complete -c agent-tui -n '__agent_tui_said setup' -l help
complete -c agent-tui -n '__agent_tui_said setup' -l with
complete -c agent-tui -n '__agent_tui_said setup' -l yes
complete -c agent-tui -n '__agent_tui_said agents' -l help
complete -c agent-tui -n '__agent_tui_said agents' -l json
complete -c agent-tui -n '__agent_tui_said images' -l help
complete -c agent-tui -n '__agent_tui_said images' -l json
complete -c agent-tui -n '__agent_tui_said info' -l help
complete -c agent-tui -n '__agent_tui_said info' -l json
complete -c agent-tui -n '__agent_tui_said doctor' -l help
complete -c agent-tui -n '__agent_tui_said doctor' -l json
complete -c agent-tui -n '__agent_tui_said audit' -l follow
complete -c agent-tui -n '__agent_tui_said audit' -l help
complete -c agent-tui -n '__agent_tui_said audit' -l json
complete -c agent-tui -n '__agent_tui_said audit' -l pane
complete -c agent-tui -n '__agent_tui_said audit' -l since
complete -c agent-tui -n '__agent_tui_said audit' -s f
complete -c agent-tui -n '__agent_tui_said digest' -l away
complete -c agent-tui -n '__agent_tui_said digest' -l help
complete -c agent-tui -n '__agent_tui_said digest' -l json
complete -c agent-tui -n '__agent_tui_said digest' -l since
complete -c agent-tui -n '__agent_tui_said config' -l help
complete -c agent-tui -n '__agent_tui_said config' -a check
complete -c agent-tui -n '__agent_tui_said config' -a edit
complete -c agent-tui -n '__agent_tui_said config' -a reload
complete -c agent-tui -n '__agent_tui_said config' -a show
complete -c agent-tui -n '__agent_tui_said config show' -l help
complete -c agent-tui -n '__agent_tui_said config show' -l json
complete -c agent-tui -n '__agent_tui_said config check' -l help
complete -c agent-tui -n '__agent_tui_said config edit' -l help
complete -c agent-tui -n '__agent_tui_said config reload' -l help
complete -c agent-tui -n '__agent_tui_said keys' -l help
complete -c agent-tui -n '__agent_tui_said keys' -l json
complete -c agent-tui -n '__agent_tui_said theme' -l help
complete -c agent-tui -n '__agent_tui_said theme' -a list
complete -c agent-tui -n '__agent_tui_said theme' -a preview
complete -c agent-tui -n '__agent_tui_said theme' -a set
complete -c agent-tui -n '__agent_tui_said theme' -a try
complete -c agent-tui -n '__agent_tui_said theme list' -l help
complete -c agent-tui -n '__agent_tui_said theme list' -l json
complete -c agent-tui -n '__agent_tui_said theme preview' -l help
complete -c agent-tui -n '__agent_tui_said theme preview' -a auto
complete -c agent-tui -n '__agent_tui_said theme preview' -a catppuccin-mocha
complete -c agent-tui -n '__agent_tui_said theme preview' -a dark
complete -c agent-tui -n '__agent_tui_said theme preview' -a gruvbox-dark
complete -c agent-tui -n '__agent_tui_said theme preview' -a high-contrast
complete -c agent-tui -n '__agent_tui_said theme preview' -a light
complete -c agent-tui -n '__agent_tui_said theme preview' -a mono
complete -c agent-tui -n '__agent_tui_said theme preview' -a plain16
complete -c agent-tui -n '__agent_tui_said theme set' -l help
complete -c agent-tui -n '__agent_tui_said theme set' -a auto
complete -c agent-tui -n '__agent_tui_said theme set' -a catppuccin-mocha
complete -c agent-tui -n '__agent_tui_said theme set' -a dark
complete -c agent-tui -n '__agent_tui_said theme set' -a gruvbox-dark
complete -c agent-tui -n '__agent_tui_said theme set' -a high-contrast
complete -c agent-tui -n '__agent_tui_said theme set' -a light
complete -c agent-tui -n '__agent_tui_said theme set' -a mono
complete -c agent-tui -n '__agent_tui_said theme set' -a plain16
complete -c agent-tui -n '__agent_tui_said theme try' -l help
complete -c agent-tui -n '__agent_tui_said theme try' -a auto
complete -c agent-tui -n '__agent_tui_said theme try' -a catppuccin-mocha
complete -c agent-tui -n '__agent_tui_said theme try' -a dark
complete -c agent-tui -n '__agent_tui_said theme try' -a gruvbox-dark
complete -c agent-tui -n '__agent_tui_said theme try' -a high-contrast
complete -c agent-tui -n '__agent_tui_said theme try' -a light
complete -c agent-tui -n '__agent_tui_said theme try' -a mono
complete -c agent-tui -n '__agent_tui_said theme try' -a plain16
complete -c agent-tui -n '__agent_tui_said reset' -l help
complete -c agent-tui -n '__agent_tui_said first-run' -l agent
complete -c agent-tui -n '__agent_tui_said first-run' -l help
complete -c agent-tui -n '__agent_tui_said first-run' -l leave
complete -c agent-tui -n '__agent_tui_said first-run' -l prefix
complete -c agent-tui -n '__agent_tui_said first-run' -l theme
complete -c agent-tui -n '__agent_tui_said send-prefix' -l help
complete -c agent-tui -n '__agent_tui_said send-prefix' -s t
