# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: DB_HOST=127.0.0.1
# set: DB_USER=postgres
# set: TABLE=pg_proc
# A logical slot whose reader is gone holds the catalogs back; 2.1 billion transactions later
# the server stands inside the last three million and refuses to hand out identifiers.
pg_start payments wal_level=logical autovacuum_naptime=1s
psql -X -q -d payments <<'SQL'
create table payments (id bigint primary key, status text, amount_cents bigint);
insert into payments select g, 'open', g from generate_series(1, 50000) g;
select pg_create_logical_replication_slot('warehouse_export', 'test_decoding');
SQL
pg_as "$(pg_bin)/pg_ctl" -D "$SCENE/pg" -w -m fast stop >/dev/null
# 2046 segments of the commit log on: 2046 * 2^20 = 2,145,386,496, of which the last one must exist.
pg_as "$(pg_bin)/pg_resetwal" -x 2145386496 -D "$SCENE/pg" >/dev/null
pg_as dd if=/dev/zero of="$SCENE/pg/pg_xact/07FE" bs=8192 count=32 status=none
pg_as "$(pg_bin)/pg_ctl" -D "$SCENE/pg" -l "$SCENE/pg/log" -w start >/dev/null
