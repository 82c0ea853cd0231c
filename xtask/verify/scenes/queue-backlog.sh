# packages: redis-server postgresql
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: REDIS_HOST=127.0.0.1
# set: DB_HOST=127.0.0.1
# set: QUEUE=jobs:capture
# Two kinds of queue with a backlog: a list in Redis into which a producer writes five times as fast as
# a worker takes, and a table of jobs of which one fails again and again and one is held by a worker that is gone.
redis_start
pg_start payments
psql -X -q -d payments <<'SQL'
create role oncall login superuser;
create table jobs (id bigserial primary key, kind text, payment_id bigint, state text not null default 'ready',
  attempts int not null default 0, created_at timestamptz not null default now(), locked_at timestamptz, last_error text);
insert into jobs (kind, payment_id, created_at) select 'capture', g, now() - interval '40 minutes' + g * interval '1 second' from generate_series(1, 2000) g;
update jobs set state = 'running', locked_at = now() - interval '35 minutes' where id <= 20;
update jobs set attempts = 61, last_error = 'provider: unknown currency XXX', state = 'failed' where id = 21;
SQL
for _ in $(seq 1 20); do redis-cli rpush jobs:capture $(seq 1 100) >/dev/null; done
background bash -c 'while :; do redis-cli rpush jobs:capture a b c d e; sleep 0.1; done'
background bash -c 'while :; do redis-cli lpop jobs:capture; sleep 0.1; done'
