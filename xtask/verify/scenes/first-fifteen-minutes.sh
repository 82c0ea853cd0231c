# packages: postgresql
# set: DB_HOST=127.0.0.1
# A payments database with sessions that nobody uses.
pg_start payments
for _ in 1 2 3 4 5 6 7 8 9; do
  background bash -c "(echo 'select 1;'; sleep 600) | psql -X -q"
done
wait_for psql -X -tAc "select 1 / (count(*) >= 9)::int from pg_stat_activity where state = 'idle'"
