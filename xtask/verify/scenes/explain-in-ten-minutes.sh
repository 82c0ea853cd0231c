# packages: postgresql
# sql: psql -X -d payments
# set: DB_HOST=127.0.0.1
# A payments table of 300,000 rows whose hot query has no index; refunds of which
# the statistics know ten chargebacks and which hold 25,000; a sort larger than its memory.
pg_start payments "max_parallel_workers_per_gather = 0" "jit = off" "autovacuum = off" "work_mem = 1MB"
psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
create table customers (id bigint primary key, email text not null);
insert into customers select i, 'User' || i || '@example.com' from generate_series(1, 20000) i;
create table payments (id bigint primary key, customer_id bigint not null, status text not null, amount_cents int not null, created_at timestamptz not null);
insert into payments
  select i, (i::bigint * 7919) % 20000 + 1, case when i % 1000 = 0 then 'failed' else 'captured' end, i % 9000, timestamptz '2026-11-01' + i * interval '7 seconds'
  from generate_series(1, 300000) i;
create table refunds (id bigint primary key, payment_id bigint not null, reason text not null);
insert into refunds select i, (i::bigint * 7919) % 300000 + 1, case when i % 3000 = 0 then 'chargeback' else 'goodwill' end from generate_series(1, 30000) i;
vacuum analyze;
insert into refunds select i, (i::bigint * 7919) % 300000 + 1, 'chargeback' from generate_series(30001, 55000) i;
SQL
