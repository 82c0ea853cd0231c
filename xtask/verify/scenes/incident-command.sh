# packages: coreutils
# Nothing is broken but the chat: the scribe's log is a plain file. Users have
# been affected for two hours.
STARTED_AT=$(date -u -d '-119 minutes' +%Y-%m-%dT%H:%MZ)
export STARTED_AT
