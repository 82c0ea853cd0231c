# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p 5433 -d payments
# set: DB_HOST=127.0.0.1
# set: REPLICA_HOST=127.0.0.1
# set: REPLICA_PORT=5433
# set: DB_USER=postgres
# The primary dies without warning. Its last commits never reached the replica, so the two
# have really diverged once the replica is promoted.
pg_start payments wal_log_hints=on wal_keep_size=128MB
psql -X -q -d payments <<'SQL'
create table payments (id bigint primary key, status text, amount_cents bigint);
insert into payments select g, 'open', g from generate_series(1, 20000) g;
SQL
pg_replica 5433
wait_for psql -X -d payments -tAc "select 1/count(*) from pg_stat_replication where state = 'streaming' and replay_lsn = pg_current_wal_lsn()"
receiver=$(psql -X -p 5433 -d payments -tAc "select pid from pg_stat_wal_receiver")
kill -STOP "$receiver"
psql -X -q -d payments -c "insert into payments select g, 'captured', g from generate_series(30001, 30050) g"
pg_as "$(pg_bin)/pg_ctl" -D "$SCENE/pg" -m immediate -w stop >/dev/null
kill -CONT "$receiver"
PG_BIN=$(pg_bin)
export OLD_PGDATA=$SCENE/pg PG_BIN
