# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: DB_HOST=127.0.0.1
# set: CLIENT_ADDR=127.0.0.1
# set: OLDER_THAN=1 seconds
# A server of 30 slots. One service reads and never ends its transaction, until
# an ordinary role is refused; the administrator still gets in by a reserved slot.
pg_start payments max_connections=30
psql -X -q -d payments <<'SQL'
create role oncall login superuser;
create role payments_app login;
create table payments (id bigint primary key, status text, amount_cents bigint);
insert into payments select g, 'open', g from generate_series(1, 1000) g;
grant select on payments to payments_app;
SQL
session() { hold "$1" env PGAPPNAME=payment-service psql -X -q -U payments_app -d payments; }
for i in $(seq 1 22); do session "begin; select status, amount_cents from payments where id = $i;"; done
for i in $(seq 1 5); do session 'select 1;'; done
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where usename = 'payments_app' having count(*) = 27 and count(*) filter (where state = 'idle in transaction') = 22"
wait_for bash -c "! psql -X -U payments_app -d payments -c 'select 1'"
sleep 1.2
