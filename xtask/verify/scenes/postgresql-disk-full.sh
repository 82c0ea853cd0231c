# packages: postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: DB_HOST=127.0.0.1
# set: TABLE=payments_import_2024
# A file system of 260 MB. A slot of a replica that is gone keeps every WAL segment; the last
# free bytes go to an import, which fails because its table cannot be extended.
mkdir -p "$SCENE/pg"
mount -t tmpfs -o size=260m,mode=0700 tmpfs "$SCENE/pg"
pg_start payments min_wal_size=32MB max_wal_size=48MB
psql -X -q -d payments >/dev/null <<'SQL'
create role oncall login superuser;
create table payments (id bigint primary key, status text, amount_cents bigint);
create table refill (id bigint, body text);
create unlogged table payments_import_2024 (id bigint, body text);
select pg_create_physical_replication_slot('old_replica', true);
insert into payments select g, 'open', g from generate_series(1, 20000) g;
SQL
while [ "$(df --output=avail -k "$SCENE/pg" | tail -1)" -gt 60000 ]; do
  psql -X -q -d payments -c "insert into refill select g, repeat('x', 200) from generate_series(1, 40000) g" -c "truncate refill" -c checkpoint
done
psql -X -q -d payments -c "select pg_switch_wal()" -c checkpoint >/dev/null
# Unlogged, so that the disk fills and the WAL segment in use still has room.
if psql -X -q -d payments -c "insert into payments_import_2024 select g, repeat('x', 200) from generate_series(1, 600000) g"; then
  exit 1
fi
export PGDATA=$SCENE/pg
