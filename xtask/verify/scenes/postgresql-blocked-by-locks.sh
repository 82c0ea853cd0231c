# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: DB_HOST=127.0.0.1
# A batch updated rows and went idle in its transaction; two writers wait for it,
# a schema change waits for the table, and two plain reads wait behind the schema change.
pg_start payments
psql -X -q -d payments <<'SQL'
create role oncall login;
grant pg_monitor, pg_signal_backend to oncall;
create role payments_app login;
create table payments (id bigint primary key, status text, amount_cents bigint);
insert into payments select g, 'open', g from generate_series(1, 1000) g;
alter table payments owner to payments_app;
SQL
session() {
  background bash -c '(printf "%s\n" "$2"; sleep 600) | PGAPPNAME=$1 psql -X -q -U payments_app -d payments' _ "$1" "$2"
}
waiting() {
  wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where wait_event_type = 'Lock' having count(*) = $1"
}
session settlement-job "begin; UPDATE payments SET status='settling' WHERE id BETWEEN 1 AND 500;"
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where state = 'idle in transaction'"
session payment-service "UPDATE payments SET status = 'refunded' WHERE id = 42;"; waiting 1
session payment-service "UPDATE payments SET status = 'settled' WHERE id = 42;"; waiting 2
session migration "ALTER TABLE payments ADD COLUMN channel text;"; waiting 3
session payment-service "SELECT status FROM payments WHERE id = 100000;"; waiting 4
session payment-service "SELECT status FROM payments WHERE id = 100001;"; waiting 5
ROOT_PID=$(psql -X -d payments -tAc "select pid from pg_stat_activity where application_name = 'settlement-job'")
MIGRATION_PID=$(psql -X -d payments -tAc "select pid from pg_stat_activity where application_name = 'migration'")
export ROOT_PID MIGRATION_PID
