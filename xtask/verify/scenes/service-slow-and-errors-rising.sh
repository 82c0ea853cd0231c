# packages: postgresql curl python3 netcat-openbsd
# sql: psql -X
# set: DB_HOST=127.0.0.1
# set: DB_USER=postgres
# set: DEPENDENCY_URL=http://127.0.0.1:9901/health
# A service leaks transactions until 26 of 30 connections are taken, and the dependency needs
# nine tenths of a second.
pg_start payments 'max_connections = 30'
http_stub 9901 200 0.9
for _ in $(seq 23); do
  { echo 'begin; select 1;'; sleep 600; } | PGAPPNAME=payment-service psql -X -q > /dev/null &
done
for _ in 1 2; do
  sleep 600 | psql -X -q &
done
leaked() { [ "$(psql -X -tAc "select count(*) from pg_stat_activity where state = 'idle in transaction'")" = 23 ]; }
wait_for leaked
