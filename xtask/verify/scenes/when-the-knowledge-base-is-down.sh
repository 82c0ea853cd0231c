# packages: python3 curl
# set: COPY=incident-kb/content
# set: SITE=incident-kb/dist
# A clone and a built site in miniature: the commands read files and serve them.
mkdir -p incident-kb/content/runbooks incident-kb/dist/runbooks/postgresql-connections-exhausted
cat >incident-kb/content/runbooks/postgresql-connections-exhausted.md <<'MD'
# PostgreSQL connections exhausted

Use when PostgreSQL says "sorry, too many clients already".

## Meaning

All slots are taken.

## Diagnosis

1. Count the sessions.

## Mitigation

2. End those that nobody uses.
MD
echo '<!doctype html><title>incident-kb</title>' >incident-kb/dist/index.html
echo '<!doctype html><title>PostgreSQL connections exhausted</title>' >incident-kb/dist/runbooks/postgresql-connections-exhausted/index.html
