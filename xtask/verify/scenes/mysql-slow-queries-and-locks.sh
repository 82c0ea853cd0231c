# packages: mariadb-server
# sql: mysql -h 127.0.0.1 -u oncall -t payments
# set: DB_HOST=127.0.0.1
# A settlement job updated 500 rows and went idle in its transaction: two updates wait for its rows,
# a schema change for the table, a plain read behind the schema change. A report on another table
# computes for minutes.
mysql_start payments --performance-schema=on
mysql -h 127.0.0.1 -u root payments <<'SQL'
create user payments_app@'%';
grant all on payments.* to payments_app@'%';
create user finance_report@'%';
grant all on payments.* to finance_report@'%';
create user oncall@'%';
grant all on *.* to oncall@'%';
create table payments (id bigint primary key, status varchar(20), amount_cents bigint);
insert into payments select seq, 'open', seq from seq_1_to_1000;
create table captures (id bigint primary key, order_id bigint, status varchar(20), amount_cents bigint);
insert into captures select seq, seq, 'open', seq % 5000 from seq_1_to_300000;
SQL
session() {
  background bash -c '(printf "%s\n" "$2"; sleep 600) | mysql -h 127.0.0.1 -u "$1" payments' _ "$1" "$2"
}
state() { wait_for bash -c "mysql -h 127.0.0.1 -u root -N -e \"select id from information_schema.processlist where $1\" | grep -q ."; }
one() { mysql -h 127.0.0.1 -u root -N -e "$1"; }
session payments_app "begin; update payments set status = 'settling' where id between 1 and 500;"
wait_for bash -c "mysql -h 127.0.0.1 -u root -N -e 'select 1 from information_schema.innodb_trx where trx_rows_modified = 500' | grep -q ."
session payments_app "update payments set status = 'refunded' where id = 42;"
session payments_app "update payments set status = 'settled' where id = 43;"
state "info like 'update%43'"
session payments_app "alter table payments add column channel varchar(10);"
state "state = 'Waiting for table metadata lock'"
session payments_app "select status from payments where id = 999;"
session finance_report "select count(*), sum(a.amount_cents) from captures a join captures b on a.amount_cents < b.amount_cents;"
state "user = 'finance_report' and time_ms > 1500"
BLOCKER_ID=$(one "select trx_mysql_thread_id from information_schema.innodb_trx where trx_rows_modified = 500")
DDL_ID=$(one "select id from information_schema.processlist where info like 'alter table%'")
QUERY_ID=$(one "select id from information_schema.processlist where user = 'finance_report'")
export BLOCKER_ID DDL_ID QUERY_ID
