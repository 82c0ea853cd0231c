# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: DB_HOST=127.0.0.1
# set: REPLICA_HOST=127.0.0.1
# set: REPLICA_PORT=5433
# set: DB_USER=postgres
# A long report on the replica conflicts with what the replica must replay, so replay stands still;
# and a slot of a replica that no longer exists keeps WAL on the primary.
pg_start payments
psql -X -q -d payments <<'SQL'
create table payments (id bigint primary key, status text, amount_cents bigint);
insert into payments select g, 'open', g from generate_series(1, 20000) g;
select pg_create_physical_replication_slot('old_replica', true);
SQL
pg_replica 5433
psql -X -q -p 5433 -d payments -c "alter system set max_standby_streaming_delay = -1" -c "select pg_reload_conf()" >/dev/null
background bash -c '(printf "%s\n" "begin isolation level repeatable read; select count(*) from payments;" "select pg_sleep(600);"; sleep 600) | PGAPPNAME=finance-report psql -X -q -p 5433 -d payments'
wait_for psql -X -p 5433 -d payments -tAc "select 1/count(*) from pg_stat_activity where application_name = 'finance-report' and query like '%pg_sleep%'"
psql -X -q -d payments -c "delete from payments where id <= 10000" -c "vacuum payments" -c "insert into payments select g, 'open', g from generate_series(100001, 250000) g"
wait_for psql -X -p 5433 -d payments -tAc "select 1/count(*) from pg_stat_activity where wait_event like 'RecoveryConflict%'"
REPORT_PID=$(psql -X -p 5433 -d payments -tAc "select pid from pg_stat_activity where application_name = 'finance-report'")
export REPORT_PID
sleep 1
