# packages: postgresql
# sql: psql -X -d payments
# set: DB_HOST=127.0.0.1
pg_start payments "max_connections = 200"
psql -X -q -c "create role payments_app login"
