# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# A service whose pool of five lent all its connections and never got them back.
pg_start payments
psql -X -q -d payments <<'SQL'
create role payments_app login;
create table payments (id bigint primary key, status text);
insert into payments select g, 'open' from generate_series(1, 100) g;
grant select on payments to payments_app;
SQL
for i in 1 2 3 4 5; do
  background bash -c '(printf "begin; select status from payments where id = %s;\n" "$1"; sleep 600) | PGAPPNAME=payment-service psql -X -q -U payments_app -d payments' _ "$i"
done
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where state = 'idle in transaction' having count(*) = 5"
