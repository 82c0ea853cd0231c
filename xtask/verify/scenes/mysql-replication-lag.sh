# packages: mariadb-server
# sql: mysql -h 127.0.0.1 -u oncall -t payments
# set: DB_HOST=127.0.0.1
# set: REPLICA_HOST=127.0.0.1
# set: REPLICA_PORT=3307
# A row was inserted by hand on the replica; the same key then arrives from the primary,
# and the replica stops applying.
mysql_start payments --server-id=1 --log-bin=binlog --binlog-format=ROW
mysql -h 127.0.0.1 -u root payments <<'SQL'
create user repl@'%';
grant replication slave on *.* to repl@'%';
create user oncall@'%';
grant all on *.* to oncall@'%';
create table payments (id bigint primary key, status varchar(20), amount_cents bigint);
insert into payments select seq, 'open', seq from seq_1_to_1000;
SQL
install -d -o mysql "$SCENE/replica"
mariadb-install-db --no-defaults --user=mysql --datadir="$SCENE/replica" --auth-root-authentication-method=normal --skip-test-db >/dev/null 2>&1
background mariadbd --no-defaults --user=mysql --datadir="$SCENE/replica" --bind-address=127.0.0.1 --port=3307 \
  --socket="$SCENE/replica/mysql.sock" --pid-file="$SCENE/replica/mysql.pid" --innodb-buffer-pool-size=16M \
  --server-id=2 --log-bin=binlog --relay-log=relay --read-only=1
wait_for mysqladmin -h 127.0.0.1 -P 3307 -u root ping
mysql -h 127.0.0.1 -P 3307 -u root -e "change master to master_host='127.0.0.1', master_port=3306, master_user='repl', master_use_gtid=slave_pos, master_connect_retry=1; start slave"
wait_for bash -c "mysql -h 127.0.0.1 -P 3307 -u oncall -N -e 'select count(*) from payments.payments' | grep -qx 1000"
mysql -h 127.0.0.1 -P 3307 -u root -e "set sql_log_bin = 0; insert into payments.payments values (1001, 'manual', 0)"
mysql -h 127.0.0.1 -u root -e "insert into payments.payments values (1001, 'open', 4200); insert into payments.payments values (1002, 'open', 900)"
wait_for bash -c "mysql -h 127.0.0.1 -P 3307 -u root -e 'show replica status\G' | grep -q 'Last_SQL_Errno: 1062'"
