# packages: postgresql
# sql: psql -X -d payments
pg_start payments
psql -X -q -c "create role payments_app login" -c "create table payments (id bigint generated always as identity primary key, idempotency_key text not null unique, amount_cents int not null)"
