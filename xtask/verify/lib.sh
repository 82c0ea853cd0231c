# What scenes start services with. Sourced by bash as root, in namespaces of
# the page's own: the network holds only `lo`, what is mounted or written below
# /etc, /run and /var/log stays in here, and every child ends with the page.
# Services stand where Debian puts them, so that a reader's commands work as
# they are written.

# Runs a command in the background until the page ends.
background() {
  "$@" >>"$SCENE/background.log" 2>&1 </dev/null &
}

# Repeats a command until it succeeds; fails after 20 seconds. A query of psql
# succeeds once it gives a row.
wait_for() {
  local end=$((SECONDS + 20)) out
  until out=$("$@" 2>/dev/null </dev/null) && { [ "$1" != psql ] || [ -n "$out" ]; }; do
    if ((SECONDS >= end)); then
      echo "waited 20 s in vain for: $*" >&2
      return 1
    fi
    sleep 0.1
  done
}

# hold SQL CLIENT…: a client that is told SQL and stays connected until the page
# ends. One the server turns away comes again: a server that is to be full is
# full too early while a slot is still with the scene's own questions. It has read
# nothing by then, so the SQL still waits in the pipe, whose other end stays open.
hold() {
  local pipe
  pipe=$(mktemp -u -p "$SCENE")
  mkfifo "$pipe"
  background bash -c 'exec 3<>"$1"; printf "%s\n" "$2" >&3; until "${@:3}" <&3; do sleep 0.1; done' _ "$pipe" "$@"
}

# Ends the page's run: this machine cannot hold its scene. It is counted as
# skipped, and in continuous integration as failed.
skip() {
  printf '%s\n' "$*" >"$SCENE/skipped"
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
  kept=$(mktemp -d -p "$SCENE")
  cp -a "$1/." "$kept/"
  fresh "$1"
  cp -a "$kept/." "$1/"
}

pg_bin() { compgen -G "/usr/lib/postgresql/*/bin" | sort -V | tail -n 1; }

# pg_start DATABASE [CONF-LINE…]: PostgreSQL on 127.0.0.1:5432, user postgres,
# no password. Its log is $SCENE/pg/log.
pg_start() {
  local database=$1
  shift
  install -d -o postgres -m 0700 "$SCENE/pg"
  install -d -o postgres "$SCENE/pg.socket"
  pg_as "$(pg_bin)/initdb" -D "$SCENE/pg" -A trust -U postgres --no-sync -E UTF8 --locale=C.UTF-8 >/dev/null
  {
    echo "listen_addresses = '127.0.0.1'"
    echo "unix_socket_directories = '$SCENE/pg.socket'"
    echo "fsync = off"
    echo "shared_buffers = 16MB"
    echo "wal_level = replica"
    echo "max_wal_senders = 5"
    printf '%s\n' "$@"
  } >>"$SCENE/pg/postgresql.conf"
  pg_as "$(pg_bin)/pg_ctl" -D "$SCENE/pg" -l "$SCENE/pg/log" -w -t 20 start >/dev/null
  export PGHOST=127.0.0.1 PGUSER=postgres PGDATABASE=$database
  if [ "$database" != postgres ]; then
    createdb --maintenance-db=postgres "$database"
  fi
}

# pg_replica PORT: a streaming replica of it, in $SCENE/pg-PORT.
pg_replica() {
  local dir=$SCENE/pg-$1
  install -d -o postgres -m 0700 "$dir"
  pg_as "$(pg_bin)/pg_basebackup" -D "$dir" -h 127.0.0.1 -U postgres -R -X stream -c fast >/dev/null
  echo "port = $1" >>"$dir/postgresql.conf"
  pg_as "$(pg_bin)/pg_ctl" -D "$dir" -l "$dir/log" -w -t 20 start >/dev/null
}

pg_as() { setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"; }

# pgbouncer_start DATABASE [CONF-LINE…]: PgBouncer on 127.0.0.1:6432 before
# the PostgreSQL of pg_start; any user may enter, postgres administers.
pgbouncer_start() {
  local database=$1 ini=$SCENE/pgbouncer.ini
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
    echo "logfile = $SCENE/pgbouncer.log"
    echo "pidfile = $SCENE/pgbouncer.pid"
    printf '%s\n' "$@"
  } >"$ini"
  # With auth_type any, PgBouncer wants the user of the server in the line above.
  sed -i "s/^$database = .*/& user=postgres/" "$ini"
  chown postgres "$ini"
  chmod a+rwx "$SCENE"
  background setpriv --reuid=postgres --regid=postgres --init-groups -- pgbouncer "$ini"
  wait_for nc -z 127.0.0.1 6432
}

# redis_start [CONF…]: Redis on 127.0.0.1:6379, e.g. `redis_start --maxmemory 4mb`.
redis_start() {
  mkdir -p "$SCENE/redis"
  background redis-server --bind 127.0.0.1 --port 6379 --dir "$SCENE/redis" --save "" "$@"
  wait_for redis-cli ping
}

# mysql_start DATABASE [OPTION…]: MariaDB on 127.0.0.1:3306, root without a
# password. Its error log is $SCENE/mysql.log.
mysql_start() {
  local database=$1
  shift
  install -d -o mysql "$SCENE/mysql"
  : >"$SCENE/mysql.log"
  chown mysql "$SCENE/mysql.log"
  mariadb-install-db --no-defaults --user=mysql --datadir="$SCENE/mysql" \
    --auth-root-authentication-method=normal --skip-test-db >/dev/null 2>&1
  background mariadbd --no-defaults --user=mysql --datadir="$SCENE/mysql" \
    --bind-address=127.0.0.1 --port=3306 --socket="$SCENE/mysql/mysql.sock" \
    --pid-file="$SCENE/mysql/mysql.pid" --log-error="$SCENE/mysql.log" \
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
  wait_for rabbitmqctl --quiet await_startup --timeout 15
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
