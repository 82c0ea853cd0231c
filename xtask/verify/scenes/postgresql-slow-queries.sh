# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: DB_HOST=127.0.0.1
# A table of 400,000 rows without the index that the service's statement needs,
# the service asking for it all the time, and a report that computes for minutes.
# All of the table in memory: the report then computes, and waits for no file.
pg_start payments shared_preload_libraries=pg_stat_statements 'shared_buffers = 96MB'
psql -X -q -d payments <<'SQL'
create extension pg_stat_statements;
create role oncall login;
grant pg_monitor, pg_signal_backend to oncall;
create table payments (id bigint primary key, order_id bigint, status text, amount_cents bigint);
insert into payments select g, g, 'open', g % 5000 from generate_series(1, 400000) g;
vacuum analyze payments;
SQL
printf '%s\n' '\set x random(1, 400000)' 'SELECT id, status FROM payments WHERE order_id = :x;' > "$SCENE/lookup.sql"
printf '%s\n' '\set x random(1, 400000)' "UPDATE payments SET status = 'settled' WHERE id = :x;" > "$SCENE/update.sql"
PGAPPNAME=finance-report background psql -X -d payments -c 'select count(*), sum(a.amount_cents) from payments a join payments b on a.amount_cents < b.amount_cents'
PGAPPNAME=payment-service background pgbench -n -c 3 -T 110 -f "$SCENE/lookup.sql@4" -f "$SCENE/update.sql@1" payments
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where application_name = 'payment-service'"
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where application_name = 'finance-report' and now() - query_start > interval '1 second'"
PID=$(psql -X -d payments -tAc "select pid from pg_stat_activity where application_name = 'finance-report' and backend_type = 'client backend'")
export PID
