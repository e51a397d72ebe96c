complete -c agent-tui -s L -r -d 'Another server'
complete -c agent-tui -n __fish_use_subcommand -a new-session -d 'Start a session and show it, or with -d only start it.'
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -l agent
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -l allow
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -l name
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -l network
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -l sandbox
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -l yes
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -s d
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -s s
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -s x
complete -c agent-tui -n '__fish_seen_subcommand_from new-session' -s y
complete -c agent-tui -n __fish_use_subcommand -a attach -d 'Show a session on this terminal, also one that ended with the server.'
complete -c agent-tui -n '__fish_seen_subcommand_from attach' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from attach' -l read-only
complete -c agent-tui -n '__fish_seen_subcommand_from attach' -s d
complete -c agent-tui -n '__fish_seen_subcommand_from attach' -s r
complete -c agent-tui -n '__fish_seen_subcommand_from attach' -s t
complete -c agent-tui -n __fish_use_subcommand -a ls -d 'List sessions.'
complete -c agent-tui -n '__fish_seen_subcommand_from ls' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from ls' -l json
complete -c agent-tui -n __fish_use_subcommand -a list-clients -d 'List the terminals that show sessions.'
complete -c agent-tui -n '__fish_seen_subcommand_from list-clients' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from list-clients' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from list-clients' -s t
complete -c agent-tui -n __fish_use_subcommand -a rename-session -d 'Give a session another name.'
complete -c agent-tui -n '__fish_seen_subcommand_from rename-session' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from rename-session' -s t
complete -c agent-tui -n __fish_use_subcommand -a kill-session -d 'End a session and every program in it; forks stay and can be listed.'
complete -c agent-tui -n '__fish_seen_subcommand_from kill-session' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from kill-session' -s t
complete -c agent-tui -n __fish_use_subcommand -a kill-server -d 'End the server and every program in its sessions; forks stay.'
complete -c agent-tui -n '__fish_seen_subcommand_from kill-server' -l help
complete -c agent-tui -n __fish_use_subcommand -a new-window -d 'Open a window: a shell in the same sandbox, or the command after --.'
complete -c agent-tui -n '__fish_seen_subcommand_from new-window' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from new-window' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from new-window' -l yes
complete -c agent-tui -n '__fish_seen_subcommand_from new-window' -s P
complete -c agent-tui -n '__fish_seen_subcommand_from new-window' -s d
complete -c agent-tui -n '__fish_seen_subcommand_from new-window' -s n
complete -c agent-tui -n '__fish_seen_subcommand_from new-window' -s t
complete -c agent-tui -n __fish_use_subcommand -a kill-window -d 'Close a window and end its programs; what runs there is told first, unless -t names it.'
complete -c agent-tui -n '__fish_seen_subcommand_from kill-window' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from kill-window' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from kill-window' -l yes
complete -c agent-tui -n '__fish_seen_subcommand_from kill-window' -s t
complete -c agent-tui -n __fish_use_subcommand -a select-window -d 'Show a window.'
complete -c agent-tui -n '__fish_seen_subcommand_from select-window' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from select-window' -s t
complete -c agent-tui -n __fish_use_subcommand -a next-window -d 'Show the next window, around.'
complete -c agent-tui -n '__fish_seen_subcommand_from next-window' -l help
complete -c agent-tui -n __fish_use_subcommand -a previous-window -d 'Show the previous window, around.'
complete -c agent-tui -n '__fish_seen_subcommand_from previous-window' -l help
complete -c agent-tui -n __fish_use_subcommand -a last-window -d 'Show the window that was shown before.'
complete -c agent-tui -n '__fish_seen_subcommand_from last-window' -l help
complete -c agent-tui -n __fish_use_subcommand -a rename-window -d 'Name a window; an empty name calls it as its first pane again.'
complete -c agent-tui -n '__fish_seen_subcommand_from rename-window' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from rename-window' -s t
complete -c agent-tui -n __fish_use_subcommand -a move-window -d 'Give a window another number; a window that has it gets this one\'s.'
complete -c agent-tui -n '__fish_seen_subcommand_from move-window' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from move-window' -s t
complete -c agent-tui -n __fish_use_subcommand -a rotate-window -d 'Rotate the panes of a window through their places.'
complete -c agent-tui -n '__fish_seen_subcommand_from rotate-window' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from rotate-window' -s D
complete -c agent-tui -n '__fish_seen_subcommand_from rotate-window' -s U
complete -c agent-tui -n '__fish_seen_subcommand_from rotate-window' -s t
complete -c agent-tui -n __fish_use_subcommand -a list-windows -d 'List the windows of a session.'
complete -c agent-tui -n '__fish_seen_subcommand_from list-windows' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from list-windows' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from list-windows' -s t
complete -c agent-tui -n __fish_use_subcommand -a split-window -d 'Split a pane: a shell in the same sandbox, or the command after --.'
complete -c agent-tui -n '__fish_seen_subcommand_from split-window' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from split-window' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from split-window' -l yes
complete -c agent-tui -n '__fish_seen_subcommand_from split-window' -s P
complete -c agent-tui -n '__fish_seen_subcommand_from split-window' -s d
complete -c agent-tui -n '__fish_seen_subcommand_from split-window' -s h
complete -c agent-tui -n '__fish_seen_subcommand_from split-window' -s t
complete -c agent-tui -n '__fish_seen_subcommand_from split-window' -s v
complete -c agent-tui -n __fish_use_subcommand -a select-pane -d 'Give a pane the focus.'
complete -c agent-tui -n '__fish_seen_subcommand_from select-pane' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from select-pane' -s D
complete -c agent-tui -n '__fish_seen_subcommand_from select-pane' -s L
complete -c agent-tui -n '__fish_seen_subcommand_from select-pane' -s R
complete -c agent-tui -n '__fish_seen_subcommand_from select-pane' -s U
complete -c agent-tui -n '__fish_seen_subcommand_from select-pane' -s l
complete -c agent-tui -n '__fish_seen_subcommand_from select-pane' -s t
complete -c agent-tui -n __fish_use_subcommand -a resize-pane -d 'Zoom a pane, or move its border.'
complete -c agent-tui -n '__fish_seen_subcommand_from resize-pane' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from resize-pane' -s D
complete -c agent-tui -n '__fish_seen_subcommand_from resize-pane' -s L
complete -c agent-tui -n '__fish_seen_subcommand_from resize-pane' -s R
complete -c agent-tui -n '__fish_seen_subcommand_from resize-pane' -s U
complete -c agent-tui -n '__fish_seen_subcommand_from resize-pane' -s Z
complete -c agent-tui -n '__fish_seen_subcommand_from resize-pane' -s t
complete -c agent-tui -n '__fish_seen_subcommand_from resize-pane' -s x
complete -c agent-tui -n '__fish_seen_subcommand_from resize-pane' -s y
complete -c agent-tui -n __fish_use_subcommand -a swap-pane -d 'Let two panes change places, also of different windows.'
complete -c agent-tui -n '__fish_seen_subcommand_from swap-pane' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from swap-pane' -s D
complete -c agent-tui -n '__fish_seen_subcommand_from swap-pane' -s U
complete -c agent-tui -n '__fish_seen_subcommand_from swap-pane' -s d
complete -c agent-tui -n '__fish_seen_subcommand_from swap-pane' -s s
complete -c agent-tui -n '__fish_seen_subcommand_from swap-pane' -s t
complete -c agent-tui -n __fish_use_subcommand -a break-pane -d 'Give a pane a window of its own.'
complete -c agent-tui -n '__fish_seen_subcommand_from break-pane' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from break-pane' -s d
complete -c agent-tui -n '__fish_seen_subcommand_from break-pane' -s n
complete -c agent-tui -n '__fish_seen_subcommand_from break-pane' -s t
complete -c agent-tui -n __fish_use_subcommand -a join-pane -d 'Move a pane beside another one, also of another window.'
complete -c agent-tui -n '__fish_seen_subcommand_from join-pane' -l ask
complete -c agent-tui -n '__fish_seen_subcommand_from join-pane' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from join-pane' -s d
complete -c agent-tui -n '__fish_seen_subcommand_from join-pane' -s h
complete -c agent-tui -n '__fish_seen_subcommand_from join-pane' -s s
complete -c agent-tui -n '__fish_seen_subcommand_from join-pane' -s t
complete -c agent-tui -n '__fish_seen_subcommand_from join-pane' -s v
complete -c agent-tui -n __fish_use_subcommand -a switch-client -d 'Show another session on this terminal.'
complete -c agent-tui -n '__fish_seen_subcommand_from switch-client' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from switch-client' -s n
complete -c agent-tui -n '__fish_seen_subcommand_from switch-client' -s p
complete -c agent-tui -n '__fish_seen_subcommand_from switch-client' -s t
complete -c agent-tui -n __fish_use_subcommand -a choose-tree -d 'Find a pane or window by a few letters, and go there.'
complete -c agent-tui -n '__fish_seen_subcommand_from choose-tree' -l help
complete -c agent-tui -n __fish_use_subcommand -a command-prompt -d 'Find a command by a few letters, or type a whole line.'
complete -c agent-tui -n '__fish_seen_subcommand_from command-prompt' -l help
complete -c agent-tui -n __fish_use_subcommand -a kill-pane -d 'Close a pane and end its program; what runs there is told first, unless -t names the pane.'
complete -c agent-tui -n '__fish_seen_subcommand_from kill-pane' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from kill-pane' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from kill-pane' -l yes
complete -c agent-tui -n '__fish_seen_subcommand_from kill-pane' -s t
complete -c agent-tui -n __fish_use_subcommand -a list-panes -d 'List the panes of a session.'
complete -c agent-tui -n '__fish_seen_subcommand_from list-panes' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from list-panes' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from list-panes' -s a
complete -c agent-tui -n '__fish_seen_subcommand_from list-panes' -s t
complete -c agent-tui -n __fish_use_subcommand -a select-layout -d 'Put the panes in a layout: tiled, even-horizontal, even-vertical, main-vertical, main-horizontal.'
complete -c agent-tui -n '__fish_seen_subcommand_from select-layout' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from select-layout' -s E
complete -c agent-tui -n '__fish_seen_subcommand_from select-layout' -s t
complete -c agent-tui -n __fish_use_subcommand -a next-layout -d 'Put the panes in the next layout.'
complete -c agent-tui -n '__fish_seen_subcommand_from next-layout' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from next-layout' -s t
complete -c agent-tui -n __fish_use_subcommand -a display-menu -d 'Open the menu of the focused pane, or of the window.'
complete -c agent-tui -n '__fish_seen_subcommand_from display-menu' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from display-menu' -l window
complete -c agent-tui -n '__fish_seen_subcommand_from display-menu' -s x
complete -c agent-tui -n '__fish_seen_subcommand_from display-menu' -s y
complete -c agent-tui -n __fish_use_subcommand -a send-keys -d 'Type into a pane.'
complete -c agent-tui -n '__fish_seen_subcommand_from send-keys' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from send-keys' -s l
complete -c agent-tui -n '__fish_seen_subcommand_from send-keys' -s t
complete -c agent-tui -n __fish_use_subcommand -a copy-mode -d 'Move, search, select and copy in what a pane has shown.'
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l back
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l copy
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l find
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l find-back
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l save
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l search
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l search-up
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l till
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l till-back
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -l to-pane
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -s N
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -s X
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -s q
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -s t
complete -c agent-tui -n '__fish_seen_subcommand_from copy-mode' -s u
complete -c agent-tui -n __fish_use_subcommand -a find-text -d 'Find a text in the screens and histories of all panes.'
complete -c agent-tui -n '__fish_seen_subcommand_from find-text' -l ask
complete -c agent-tui -n '__fish_seen_subcommand_from find-text' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from find-text' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from find-text' -l line
complete -c agent-tui -n '__fish_seen_subcommand_from find-text' -s s
complete -c agent-tui -n '__fish_seen_subcommand_from find-text' -s t
complete -c agent-tui -n __fish_use_subcommand -a paste-buffer -d 'Paste what was copied into a pane.'
complete -c agent-tui -n '__fish_seen_subcommand_from paste-buffer' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from paste-buffer' -s b
complete -c agent-tui -n '__fish_seen_subcommand_from paste-buffer' -s t
complete -c agent-tui -n __fish_use_subcommand -a set-buffer -d 'Keep a text to paste.'
complete -c agent-tui -n '__fish_seen_subcommand_from set-buffer' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from set-buffer' -s b
complete -c agent-tui -n __fish_use_subcommand -a list-buffers -d 'List what was copied, the newest first.'
complete -c agent-tui -n '__fish_seen_subcommand_from list-buffers' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from list-buffers' -l json
complete -c agent-tui -n __fish_use_subcommand -a show-buffer -d 'Print what was copied.'
complete -c agent-tui -n '__fish_seen_subcommand_from show-buffer' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from show-buffer' -s b
complete -c agent-tui -n __fish_use_subcommand -a save-buffer -d 'Write what was copied to a file; one that is there stays as it is.'
complete -c agent-tui -n '__fish_seen_subcommand_from save-buffer' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from save-buffer' -s a
complete -c agent-tui -n '__fish_seen_subcommand_from save-buffer' -s b
complete -c agent-tui -n __fish_use_subcommand -a capture-pane -d 'Print what a pane shows.'
complete -c agent-tui -n '__fish_seen_subcommand_from capture-pane' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from capture-pane' -s E
complete -c agent-tui -n '__fish_seen_subcommand_from capture-pane' -s J
complete -c agent-tui -n '__fish_seen_subcommand_from capture-pane' -s S
complete -c agent-tui -n '__fish_seen_subcommand_from capture-pane' -s e
complete -c agent-tui -n '__fish_seen_subcommand_from capture-pane' -s p
complete -c agent-tui -n '__fish_seen_subcommand_from capture-pane' -s t
complete -c agent-tui -n __fish_use_subcommand -a wait-for -d 'Wait until a pane shows a text, ends, is quiet, is idle, asks, or is done; exit code 124 when it is late.'
complete -c agent-tui -n '__fish_seen_subcommand_from wait-for' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from wait-for' -l timeout
complete -c agent-tui -n '__fish_seen_subcommand_from wait-for' -s t
complete -c agent-tui -n __fish_use_subcommand -a outbox -d 'List the texts that wait for panes, and those that were sent.'
complete -c agent-tui -n '__fish_seen_subcommand_from outbox' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from outbox' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from outbox' -a drop
complete -c agent-tui -n '__fish_seen_subcommand_from outbox' -a put
complete -c agent-tui -n '__fish_seen_subcommand_from outbox' -a release
complete -c agent-tui -n __fish_use_subcommand -a broadcast -d 'Send a text to several panes; a screen asks which, and shows what goes where.'
complete -c agent-tui -n '__fish_seen_subcommand_from broadcast' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from broadcast' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from broadcast' -l now
complete -c agent-tui -n '__fish_seen_subcommand_from broadcast' -l yes
complete -c agent-tui -n '__fish_seen_subcommand_from broadcast' -s t
complete -c agent-tui -n __fish_use_subcommand -a next-waiting -d 'Go to the pane that has waited longest for you.'
complete -c agent-tui -n '__fish_seen_subcommand_from next-waiting' -l help
complete -c agent-tui -n __fish_use_subcommand -a why -d 'Say what a pane\'s program does, why, since when, and what it did before.'
complete -c agent-tui -n '__fish_seen_subcommand_from why' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from why' -s t
complete -c agent-tui -n __fish_use_subcommand -a signal -d 'Send a signal to a pane\'s program or to a running tool call.'
complete -c agent-tui -n '__fish_seen_subcommand_from signal' -l call
complete -c agent-tui -n '__fish_seen_subcommand_from signal' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from signal' -s t
complete -c agent-tui -n __fish_use_subcommand -a detach-client -d 'Leave a session; everything in it goes on.'
complete -c agent-tui -n '__fish_seen_subcommand_from detach-client' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from detach-client' -s c
complete -c agent-tui -n '__fish_seen_subcommand_from detach-client' -s s
complete -c agent-tui -n __fish_use_subcommand -a panel -d 'Go to the side panel, move in it, hide it.'
complete -c agent-tui -n '__fish_seen_subcommand_from panel' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from panel' -s t
complete -c agent-tui -n __fish_use_subcommand -a help -d 'Show all keys and commands.'
complete -c agent-tui -n '__fish_seen_subcommand_from help' -l help
complete -c agent-tui -n __fish_use_subcommand -a start -d 'Show the session of this repository; start it when there is none.'
complete -c agent-tui -n '__fish_seen_subcommand_from start' -l agent
complete -c agent-tui -n '__fish_seen_subcommand_from start' -l allow
complete -c agent-tui -n '__fish_seen_subcommand_from start' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from start' -l name
complete -c agent-tui -n '__fish_seen_subcommand_from start' -l network
complete -c agent-tui -n '__fish_seen_subcommand_from start' -l sandbox
complete -c agent-tui -n '__fish_seen_subcommand_from start' -s s
complete -c agent-tui -n __fish_use_subcommand -a fork -d 'Fork a pane as it is now: an agent on its own clone and branch.'
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l agent
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l ask
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l base
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l committed
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l include-dirty
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l layout
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l prompt
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l prompt-file
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -l yes
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -s t
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -a attach
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -a clean
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -a list
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -a merge
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -a show
complete -c agent-tui -n '__fish_seen_subcommand_from fork' -a undo
complete -c agent-tui -n __fish_use_subcommand -a respawn-pane -d 'Start the program of an ended pane again, with its sandbox, or another.'
complete -c agent-tui -n '__fish_seen_subcommand_from respawn-pane' -l all
complete -c agent-tui -n '__fish_seen_subcommand_from respawn-pane' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from respawn-pane' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from respawn-pane' -l yes
complete -c agent-tui -n '__fish_seen_subcommand_from respawn-pane' -s t
complete -c agent-tui -n __fish_use_subcommand -a ps -d 'List sandboxes: what they are, their panes.'
complete -c agent-tui -n '__fish_seen_subcommand_from ps' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from ps' -l json
complete -c agent-tui -n __fish_use_subcommand -a stop -d 'End a sandbox and everything in it; its clone and home stay.'
complete -c agent-tui -n '__fish_seen_subcommand_from stop' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from stop' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from stop' -l yes
complete -c agent-tui -n __fish_use_subcommand -a rm -d 'Remove a stopped sandbox; its fork goes to the trash.'
complete -c agent-tui -n '__fish_seen_subcommand_from rm' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from rm' -l force
complete -c agent-tui -n '__fish_seen_subcommand_from rm' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from rm' -l yes
complete -c agent-tui -n __fish_use_subcommand -a run -d 'One agent in this terminal, on a fork of this repository; its exit code is ours.'
complete -c agent-tui -n '__fish_seen_subcommand_from run' -l allow
complete -c agent-tui -n '__fish_seen_subcommand_from run' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from run' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from run' -l network
complete -c agent-tui -n '__fish_seen_subcommand_from run' -l prompt
complete -c agent-tui -n '__fish_seen_subcommand_from run' -l prompt-file
complete -c agent-tui -n '__fish_seen_subcommand_from run' -l sandbox
complete -c agent-tui -n '__fish_seen_subcommand_from run' -l yes
complete -c agent-tui -n __fish_use_subcommand -a exec -d 'Run a command in a pane\'s sandbox; its exit code is ours.'
complete -c agent-tui -n '__fish_seen_subcommand_from exec' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from exec' -s t
complete -c agent-tui -n __fish_use_subcommand -a shell -d 'Open a shell in a pane\'s sandbox.'
complete -c agent-tui -n '__fish_seen_subcommand_from shell' -l help
complete -c agent-tui -n __fish_use_subcommand -a network -d 'Show what a pane reaches on the network; allow and deny hosts.'
complete -c agent-tui -n '__fish_seen_subcommand_from network' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from network' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from network' -s t
complete -c agent-tui -n '__fish_seen_subcommand_from network' -a allow
complete -c agent-tui -n '__fish_seen_subcommand_from network' -a deny
complete -c agent-tui -n '__fish_seen_subcommand_from network' -a forget
complete -c agent-tui -n __fish_use_subcommand -a approvals -d 'List what waits for your answer, and answer it.'
complete -c agent-tui -n '__fish_seen_subcommand_from approvals' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from approvals' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from approvals' -a approve
complete -c agent-tui -n '__fish_seen_subcommand_from approvals' -a choose
complete -c agent-tui -n '__fish_seen_subcommand_from approvals' -a deny
complete -c agent-tui -n '__fish_seen_subcommand_from approvals' -a forget
complete -c agent-tui -n '__fish_seen_subcommand_from approvals' -a rules
complete -c agent-tui -n '__fish_seen_subcommand_from approvals' -a show
complete -c agent-tui -n __fish_use_subcommand -a login -d 'Sign an agent in, once for all its panes and forks; without AGENT: who is signed in.'
complete -c agent-tui -n '__fish_seen_subcommand_from login' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from login' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from login' -l import
complete -c agent-tui -n '__fish_seen_subcommand_from login' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from login' -l key
complete -c agent-tui -n '__fish_seen_subcommand_from login' -l provider
complete -c agent-tui -n '__fish_seen_subcommand_from login' -l yes
complete -c agent-tui -n __fish_use_subcommand -a logout -d 'Sign an agent out in all its panes and forks: its login is removed here.'
complete -c agent-tui -n '__fish_seen_subcommand_from logout' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from logout' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from logout' -l yes
complete -c agent-tui -n __fish_use_subcommand -a setup -d 'Make the images and install agents, for sandboxes of the container engine.'
complete -c agent-tui -n '__fish_seen_subcommand_from setup' -l ask
complete -c agent-tui -n '__fish_seen_subcommand_from setup' -l dry-run
complete -c agent-tui -n '__fish_seen_subcommand_from setup' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from setup' -l with
complete -c agent-tui -n '__fish_seen_subcommand_from setup' -l yes
complete -c agent-tui -n __fish_use_subcommand -a agents -d 'List agents and their versions.'
complete -c agent-tui -n '__fish_seen_subcommand_from agents' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from agents' -l json
complete -c agent-tui -n __fish_use_subcommand -a images -d 'List the images that sandboxes start from.'
complete -c agent-tui -n '__fish_seen_subcommand_from images' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from images' -l json
complete -c agent-tui -n __fish_use_subcommand -a info -d 'Show the engine, the network and the paths.'
complete -c agent-tui -n '__fish_seen_subcommand_from info' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from info' -l json
complete -c agent-tui -n __fish_use_subcommand -a doctor -d 'Check the machine and say how to mend it; exits 1 when something is bad.'
complete -c agent-tui -n '__fish_seen_subcommand_from doctor' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from doctor' -l json
complete -c agent-tui -n __fish_use_subcommand -a audit -d 'Print the journal: what happened, when, in which pane.'
complete -c agent-tui -n '__fish_seen_subcommand_from audit' -l follow
complete -c agent-tui -n '__fish_seen_subcommand_from audit' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from audit' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from audit' -l pane
complete -c agent-tui -n '__fish_seen_subcommand_from audit' -l since
complete -c agent-tui -n '__fish_seen_subcommand_from audit' -s f
complete -c agent-tui -n __fish_use_subcommand -a digest -d 'Say what each pane did since nobody looked last, or since a time: from the journal.'
complete -c agent-tui -n '__fish_seen_subcommand_from digest' -l away
complete -c agent-tui -n '__fish_seen_subcommand_from digest' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from digest' -l json
complete -c agent-tui -n '__fish_seen_subcommand_from digest' -l since
complete -c agent-tui -n __fish_use_subcommand -a config -d 'Show, check, edit or reload the configuration.'
complete -c agent-tui -n '__fish_seen_subcommand_from config' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from config' -a check
complete -c agent-tui -n '__fish_seen_subcommand_from config' -a edit
complete -c agent-tui -n '__fish_seen_subcommand_from config' -a reload
complete -c agent-tui -n '__fish_seen_subcommand_from config' -a show
complete -c agent-tui -n __fish_use_subcommand -a keys -d 'List the keys that hold, where each was said, and what has no key any more.'
complete -c agent-tui -n '__fish_seen_subcommand_from keys' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from keys' -l json
complete -c agent-tui -n __fish_use_subcommand -a theme -d 'List, preview or set the theme: colours of everything but panes.'
complete -c agent-tui -n '__fish_seen_subcommand_from theme' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from theme' -a list
complete -c agent-tui -n '__fish_seen_subcommand_from theme' -a preview
complete -c agent-tui -n '__fish_seen_subcommand_from theme' -a set
complete -c agent-tui -n '__fish_seen_subcommand_from theme' -a try
complete -c agent-tui -n __fish_use_subcommand -a reset -d 'Put a garbled terminal right: modes, mouse, colours, cursor, echo. Sessions and settings stay.'
complete -c agent-tui -n '__fish_seen_subcommand_from reset' -l help
complete -c agent-tui -n __fish_use_subcommand -a first-run -d 'Ask for prefix, theme and agent, and write the configuration file.'
complete -c agent-tui -n '__fish_seen_subcommand_from first-run' -l agent
complete -c agent-tui -n '__fish_seen_subcommand_from first-run' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from first-run' -l leave
complete -c agent-tui -n '__fish_seen_subcommand_from first-run' -l prefix
complete -c agent-tui -n '__fish_seen_subcommand_from first-run' -l theme
complete -c agent-tui -n __fish_use_subcommand -a send-prefix -d 'Type the prefix key into a pane.'
complete -c agent-tui -n '__fish_seen_subcommand_from send-prefix' -l help
complete -c agent-tui -n '__fish_seen_subcommand_from send-prefix' -s t
