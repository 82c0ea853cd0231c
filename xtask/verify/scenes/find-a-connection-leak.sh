# packages: postgresql iproute2
# sql: psql -X -d payments
# set: DB_HOST=127.0.0.1
# set: UNTOUCHED=1 second
# Two instances of the payment service. One leaks: eight sessions idle after the
# same query, three idle in a transaction; the other is well.
ip address add 10.0.4.17/32 dev lo
ip address add 10.0.4.18/32 dev lo
pg_start payments "listen_addresses = '*'"
echo "host all all 10.0.4.0/24 trust" >>"$SCENE/pg/pg_hba.conf"
psql -X -q -c "select pg_reload_conf()" -c "create table payments (id bigint primary key, status text not null)" -c "insert into payments values (4711, 'new')" >/dev/null
session() { # ADDRESS SQL
  background bash -c "(echo \"$2\"; sleep 600) | PGAPPNAME=payment-service PGHOST=$1 psql -X -q"
}
for _ in 1 2 3 4 5 6 7 8; do session 10.0.4.17 "select id, status from payments where id = 4711;"; done
for _ in 1 2 3; do session 10.0.4.17 "begin; select 1;"; done
session 10.0.4.18 "select 1;"
wait_for psql -X -tAc "select 1 / (count(*) = 12)::int from pg_stat_activity where application_name = 'payment-service' and state like 'idle%'"
sleep 2
