# packages: postgresql pgbouncer
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: PGBOUNCER_HOST=127.0.0.1
# A pool of five server connections, all lent to transactions that never end; thirteen clients wait.
pg_start payments
psql -X -q -d payments <<'SQL'
create role payments_app login;
create table payments (id bigint primary key, status text, amount_cents bigint);
insert into payments select g, 'open', g from generate_series(1, 1000) g;
grant select on payments to payments_app;
SQL
printf '"payments_app" ""\n"oncall" ""\n"postgres" ""\n' > "$SCENE/users.txt"
pgbouncer_start payments 'auth_type = trust' "auth_file = $SCENE/users.txt" 'admin_users = oncall, postgres' \
  'pool_mode = transaction' 'default_pool_size = 5'
session() {
  background bash -c '(printf "%s\n" "$1"; sleep 600) | PGAPPNAME=payment-service psql -X -q -p 6432 -U payments_app -d payments' _ "$1"
}
for i in 1 2 3 4 5; do
  session "begin; SELECT status, amount_cents FROM payments WHERE id = $i;"
done
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where state = 'idle in transaction' having count(*) = 5"
for i in $(seq 1 13); do session 'select 1;'; done
wait_for bash -c "psql -X -p 6432 -U oncall -d pgbouncer -x -c 'show pools' | grep -q 'cl_waiting  *| 13'"
PIDS=$(psql -X -d payments -tAc "select string_agg(pid::text, ',') from pg_stat_activity where state = 'idle in transaction'")
export PIDS
