# packages: coreutils
# Nothing is broken here but the chat: the scribe's log is a plain file.
cd "$SCENE"
