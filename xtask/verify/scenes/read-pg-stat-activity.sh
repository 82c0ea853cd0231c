# packages: postgresql
# sql: psql -X -d payments
# set: DB_HOST=127.0.0.1
# One session holds a row and waits, a second wants it, a third computes.
pg_start payments
psql -X -q -c "create table payments (id bigint primary key, status text)" -c "insert into payments values (1, 'new')"
background bash -c "(echo \"begin; update payments set status='y' where id=1;\"; sleep 600) | PGAPPNAME=payment-service psql -X -q"
wait_for psql -X -tAc "select 1 / count(*) from pg_stat_activity where state = 'idle in transaction'"
background env PGAPPNAME=payment-service psql -X -c "update payments set status='x' where id=1"
background env PGAPPNAME=reporting psql -X -c "select pg_sleep(600)"
wait_for psql -X -tAc "select 1 / count(*) from pg_stat_activity where wait_event_type = 'Lock'"
