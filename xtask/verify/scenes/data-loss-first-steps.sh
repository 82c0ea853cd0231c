# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: DB_HOST=127.0.0.1
# set: DELAYED_HOST=127.0.0.1
# set: DELAYED_PORT=5433
# set: TABLE=payments
# Half of a table was deleted by a job whose condition was wrong, while a service
# goes on writing. A replica that lags on purpose has not replayed it yet.
pg_start payments
psql -X -q -d payments <<'SQL'
create role oncall login superuser;
create role payments_app login;
create table payments (id bigint generated always as identity primary key, status text not null, amount_cents bigint not null,
                       created_at timestamptz not null default now());
grant select, insert, update on payments to payments_app;
SQL
pg_replica 5433
psql -X -q -d payments <<'SQL'
insert into payments (status, amount_cents, created_at)
select case when g % 2 = 0 then 'succeeded' else 'open' end, 1000 + g, now() - g * interval '1 minute' from generate_series(1, 2000) g;
analyze payments;
SQL
wait_for bash -c 'test "$(psql -X -p 5433 -d payments -tAc "select count(*) from payments")" = 2000'
psql -X -q -p 5433 -d payments -c "alter system set recovery_min_apply_delay = '1h'" -c 'select pg_reload_conf()' >/dev/null
sleep 0.5
PGAPPNAME=cleanup-job psql -X -q -d payments -c "delete from payments where status = 'succeeded'"
writer() {
  PGAPPNAME=payment-service psql -X -q -U payments_app -d payments -c "insert into payments (status, amount_cents) select 'open', 1 from generate_series(1, 3)" -c 'select pg_sleep(600)'
}
background writer
background writer
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where usename = 'payments_app' having count(*) = 2"
wait_for psql -X -d payments -tAc "select 1 from payments where amount_cents = 1 having count(*) = 6"
