# packages: coreutils
# set: STARTED_AT=2025-01-01T00:00Z
# Nothing is broken but the chat: the scribe's log is a plain file. Users have
# been affected for a while.
:
