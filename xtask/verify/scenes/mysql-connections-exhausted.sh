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
for i in $(seq 1 30); do
  hold "begin; select status from payments where id = $i;" mysql -h 127.0.0.1 -u payments_app payments
done
wait_for bash -c "mysql -h 127.0.0.1 -u oncall -N -e \"select count(*) from information_schema.innodb_trx\" | grep -qx 30"
wait_for bash -c '! mysql -h 127.0.0.1 -u payments_app payments -e "select 1"'
sleep 2.2
