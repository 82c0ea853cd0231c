# Functions that start services for fixtures. Sourced by bash as root, in
# namespaces of the page's own: the network holds only `lo`; mounts, /run, /tmp,
# /var/tmp, /dev/shm and /root are the page's own; every child ends with the page.
# Services are where Debian puts them, so that a reader's commands work as they
# are written.

# Runs a command in the background until the page ends.
background() {
  "$@" >>"$SANDBOX/background.log" 2>&1 </dev/null &
}

# Repeats a command until it succeeds; fails after WAIT_SECONDS (two minutes), which
# only a broken fixture takes. A query of psql succeeds when it returns a row.
wait_for() {
  local end=$((SECONDS + ${WAIT_SECONDS:-120})) out
  until out=$("$@" 2>/dev/null </dev/null) && { [ "$1" != psql ] || [ -n "$out" ]; }; do
    if ((SECONDS >= end)); then
      echo "waited ${WAIT_SECONDS:-120} s without success for: $*" >&2
      return 1
    fi
    sleep 0.1
  done
}

# hold SQL CLIENT…: a client that runs SQL and stays connected until the page ends.
# A client that the server rejects tries again: a server that is to be full is full
# too early while the fixture's own queries still have a slot. The client has read
# nothing by then, so the SQL is still in the pipe, whose other end stays open.
hold() {
  local pipe
  pipe=$(mktemp -u -p "$SANDBOX")
  mkfifo "$pipe"
  background bash -c 'exec 3<>"$1"; printf "%s\n" "$2" >&3; until "${@:3}" <&3; do sleep 0.1; done' _ "$pipe" "$@"
}

# Ends the page's run: this machine cannot run its fixture. The page is counted as
# skipped, and in continuous integration as failed.
skip() {
  printf '%s\n' "$*" >"$SANDBOX/skipped"
  exit 0
}

# Runs a command as a user without rights.
as_user() {
  setpriv --reuid=nobody --regid=nogroup --clear-groups -- "$@"
}

# An empty folder in memory in place of $1, owned by $2.
fresh() {
  mkdir -p "$1"
  mount -t tmpfs -o mode=0755 tmpfs "$1"
  chown "${2:-root}" "$1"
}

# A copy of the folder $1 in memory in its place, so that it can be written.
private_copy() {
  local kept
  kept=$(mktemp -d -p "$SANDBOX")
  cp -a "$1/." "$kept/"
  fresh "$1"
  cp -a "$kept/." "$1/"
}

pg_bin() { compgen -G "/usr/lib/postgresql/*/bin" | sort -V | tail -n 1; }

# pg_start DATABASE [CONF-LINE…]: PostgreSQL on 127.0.0.1:5432, user postgres,
# no password. Its log is $SANDBOX/pg/log.
pg_start() {
  local database=$1
  shift
  install -d -o postgres -m 0700 "$SANDBOX/pg"
  install -d -o postgres "$SANDBOX/pg.socket"
  pg_as "$(pg_bin)/initdb" -D "$SANDBOX/pg" -A trust -U postgres --no-sync -E UTF8 --locale=C.UTF-8 >/dev/null
  {
    echo "listen_addresses = '127.0.0.1'"
    echo "unix_socket_directories = '$SANDBOX/pg.socket'"
    echo "fsync = off"
    echo "shared_buffers = 16MB"
    echo "wal_level = replica"
    echo "max_wal_senders = 5"
    printf '%s\n' "$@"
  } >>"$SANDBOX/pg/postgresql.conf"
  pg_as "$(pg_bin)/pg_ctl" -D "$SANDBOX/pg" -l "$SANDBOX/pg/log" -w -t 120 start >/dev/null
  export PGHOST=127.0.0.1 PGUSER=postgres PGDATABASE=$database
  if [ "$database" != postgres ]; then
    createdb --maintenance-db=postgres "$database"
  fi
}

# pg_replica PORT: a streaming replica of it, in $SANDBOX/pg-PORT.
pg_replica() {
  local dir=$SANDBOX/pg-$1
  install -d -o postgres -m 0700 "$dir"
  pg_as "$(pg_bin)/pg_basebackup" -D "$dir" -h 127.0.0.1 -U postgres -R -X stream -c fast >/dev/null
  echo "port = $1" >>"$dir/postgresql.conf"
  pg_as "$(pg_bin)/pg_ctl" -D "$dir" -l "$dir/log" -w -t 120 start >/dev/null
}

pg_as() { setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; }

# pgbouncer_start DATABASE [CONF-LINE…]: PgBouncer on 127.0.0.1:6432 before
# the PostgreSQL of pg_start; any user may enter, postgres administers.
pgbouncer_start() {
  local database=$1 ini=$SANDBOX/pgbouncer.ini
  shift
  {
    echo "[databases]"
    echo "$database = host=127.0.0.1 port=5432 dbname=$database"
    echo "[pgbouncer]"
    echo "listen_addr = 127.0.0.1"
    echo "listen_port = 6432"
    echo "unix_socket_dir ="
    echo "auth_type = any"
    echo "admin_users = postgres, pgbouncer"
    echo "logfile = $SANDBOX/pgbouncer.log"
    echo "pidfile = $SANDBOX/pgbouncer.pid"
    printf '%s\n' "$@"
  } >"$ini"
  # With auth_type any, PgBouncer wants the user of the server in the line above.
  sed -i "s/^$database = .*/& user=postgres/" "$ini"
  chown postgres "$ini"
  chmod a+rwx "$SANDBOX"
  background setpriv --reuid=postgres --regid=postgres --init-groups -- pgbouncer "$ini"
  wait_for nc -z 127.0.0.1 6432
}

# redis_start [CONF…]: Redis on 127.0.0.1:6379, e.g. `redis_start --maxmemory 4mb`.
redis_start() {
  mkdir -p "$SANDBOX/redis"
  background redis-server --bind 127.0.0.1 --port 6379 --dir "$SANDBOX/redis" --save "" "$@"
  wait_for redis-cli ping
}

# mysql_start DATABASE [OPTION…]: MariaDB on 127.0.0.1:3306, root without a
# password. Its error log is $SANDBOX/mysql.log.
mysql_start() {
  local database=$1
  shift
  install -d -o mysql "$SANDBOX/mysql"
  : >"$SANDBOX/mysql.log"
  chown mysql "$SANDBOX/mysql.log"
  mariadb-install-db --no-defaults --user=mysql --datadir="$SANDBOX/mysql" \
    --auth-root-authentication-method=normal --skip-test-db >/dev/null 2>&1
  background mariadbd --no-defaults --user=mysql --datadir="$SANDBOX/mysql" \
    --bind-address=127.0.0.1 --port=3306 --socket="$SANDBOX/mysql/mysql.sock" \
    --pid-file="$SANDBOX/mysql/mysql.pid" --log-error="$SANDBOX/mysql.log" \
    --innodb-buffer-pool-size=16M --innodb-flush-log-at-trx-commit=0 "$@"
  export MYSQL_HOST=127.0.0.1
  wait_for mysqladmin -h 127.0.0.1 -u root ping
  mysql -h 127.0.0.1 -u root -e "create database if not exists \`$database\`"
}

# rabbitmq_start [CONF-LINE…]: RabbitMQ under its usual name, rabbit@$HOSTNAME.
rabbitmq_start() {
  fresh /var/lib/rabbitmq rabbitmq
  fresh /var/log/rabbitmq rabbitmq
  private_copy /etc/rabbitmq
  printf '%s\n' 'listeners.tcp.default = 127.0.0.1:5672' "$@" >/etc/rabbitmq/rabbitmq.conf
  background rabbitmq-server
  # Erlang starts slowly on a busy machine, and every rabbitmqctl is one more.
  WAIT_SECONDS=300 wait_for rabbitmqctl --quiet await_startup --timeout 240
}

# nginx_start CONF: nginx with CONF in its http block, logs below /var/log/nginx.
nginx_start() {
  fresh /var/log/nginx
  private_copy /etc/nginx
  cat >/etc/nginx/nginx.conf <<CONF
user www-data;
worker_processes 1;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
events { worker_connections 256; }
http {
access_log /var/log/nginx/access.log;
$1
}
CONF
  nginx -t -q
  background nginx -g 'daemon off;'
  wait_for test -s /run/nginx.pid
}

# haproxy_start CONF: HAProxy with CONF behind the usual global and defaults
# sections; its socket is /run/haproxy/admin.sock.
haproxy_start() {
  private_copy /etc/haproxy
  mkdir -p /run/haproxy
  cat >/etc/haproxy/haproxy.cfg <<CONF
global
  stats socket /run/haproxy/admin.sock mode 660 level admin expose-fd listeners
  stats timeout 30s
  maxconn 200
defaults
  mode http
  timeout connect 2s
  timeout client 5s
  timeout server 5s
$1
CONF
  haproxy -c -q -f /etc/haproxy/haproxy.cfg
  background haproxy -W -f /etc/haproxy/haproxy.cfg
  wait_for test -S /run/haproxy/admin.sock
}

# http_stub PORT [STATUS [DELAY]]: answers every request with STATUS after DELAY
# seconds.
http_stub() {
  background python3 "$VERIFY_LIB/http_stub.py" "$@"
  wait_for nc -z 127.0.0.1 "$1"
}

# tls_stub PORT CERT KEY: serves TLS with this certificate.
tls_stub() {
  background openssl s_server -accept "127.0.0.1:$1" -cert "$2" -key "$3" -www
  wait_for nc -z 127.0.0.1 "$1"
}
