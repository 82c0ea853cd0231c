# packages: mariadb-server
# sql: mysql -h 127.0.0.1 -u oncall -t payments
# set: DB_HOST=127.0.0.1
# set: OLDER_THAN=1
# A server of 30 connections, all taken by one service whose transactions never end.
mysql_start payments --max-connections=30
mysql -h 127.0.0.1 -u root payments <<'SQL'
create user payments_app@'%';
grant all on payments.* to payments_app@'%';
create user oncall@'%';
grant all on *.* to oncall@'%';
create table payments (id bigint primary key, status varchar(20), amount_cents bigint);
insert into payments select seq, 'open', seq from seq_1_to_1000;
SQL
session() {
  background bash -c '(printf "%s\n" "$1"; sleep 600) | mysql -h 127.0.0.1 -u payments_app payments' _ "$1"
}
for i in $(seq 1 30); do session "begin; select status from payments where id = $i;"; done
wait_for bash -c '! mysql -h 127.0.0.1 -u payments_app payments -e "select 1"'
sleep 2.2
