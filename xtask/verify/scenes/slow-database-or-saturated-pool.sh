# packages: postgresql pgbouncer
# set: DB_HOST=127.0.0.1
# set: PGBOUNCER_HOST=127.0.0.1
# Picture A: nearly all sessions are lent and idle, some of them in a transaction,
# and clients queue in front of a PgBouncer whose two connections are held.
pg_start payments
psql -X -q -c "create table payments (id bigint primary key, status text)" -c "insert into payments values (4711, 'new')"
for _ in 1 2 3 4 5 6 7 8; do background bash -c "(echo 'select 1;'; sleep 600) | psql -X -q"; done
for _ in 1 2 3; do background bash -c "(echo 'begin; select 1;'; sleep 600) | psql -X -q"; done
background psql -X -c "select count(*) from generate_series(1, 2000000000)"
pgbouncer_start payments "pool_mode = transaction" "default_pool_size = 2"
for _ in 1 2; do background bash -c "(echo 'begin; select 1;'; sleep 600) | psql -X -q -p 6432 -U app"; done
sleep 1
for _ in 1 2 3; do background psql -X -p 6432 -U app -c "select 1"; done
sleep 1
