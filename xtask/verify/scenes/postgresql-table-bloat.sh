# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: DB_HOST=127.0.0.1
# A reporting session keeps an old snapshot; every row is updated four times meanwhile,
# so that four dead versions of each stay and vacuum cannot remove them.
pg_start payments autovacuum=off
psql -X -q -d payments <<'SQL'
create role oncall login superuser;
create table payments (id bigint primary key, status text, amount_cents bigint);
create index payments_status_idx on payments (status);
insert into payments select g, 'open', g from generate_series(1, 60000) g;
vacuum analyze payments;
SQL
background bash -c '(printf "%s\n" "begin isolation level repeatable read; select count(*) from payments;"; sleep 600) | PGAPPNAME=finance-report psql -X -q -d payments'
wait_for psql -X -d payments -tAc "select 1/count(*) from pg_stat_activity where state = 'idle in transaction'"
for status in authorised captured settled archived; do
  psql -X -q -d payments -c "update payments set status = '$status'"
done
wait_for psql -X -d payments -tAc "select 1/count(*) from pg_stat_user_tables where n_dead_tup > 200000"
PID=$(psql -X -d payments -tAc "select pid from pg_stat_activity where application_name = 'finance-report'")
export PID
