# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: DB_HOST=127.0.0.1
# set: OLDER_THAN=1 seconds
# Two sessions that read and never committed, one that wrote, and one writer that waits behind it.
pg_start payments
psql -X -q -d payments <<'SQL'
create role oncall login;
grant pg_monitor, pg_signal_backend to oncall;
create role payments_app login;
create table payments (id bigint primary key, status text, amount_cents bigint);
insert into payments select g, 'open', g from generate_series(1, 1000) g;
grant select, update on payments to payments_app;
SQL
session() {
  background bash -c '(printf "%s\n" "$1"; sleep 600) | PGAPPNAME=payment-service psql -X -q -U payments_app -d payments' _ "$1"
}
session 'begin; SELECT status, amount_cents FROM payments WHERE id = 1;'
session 'begin; SELECT status, amount_cents FROM payments WHERE id = 1;'
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where state = 'idle in transaction' having count(*) = 2"
session "begin; UPDATE payments SET status = 'capturing' WHERE id = 42;"
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where state = 'idle in transaction' having count(*) = 3"
session "UPDATE payments SET status = 'refunded' WHERE id = 42;"
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
PID=$(psql -X -d payments -tAc "select pid from pg_stat_activity where state = 'idle in transaction' and backend_xid is not null")
export PID
sleep 1.2
