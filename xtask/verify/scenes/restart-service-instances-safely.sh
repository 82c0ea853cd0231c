# packages: haproxy socat postgresql python3 netcat-openbsd
# set: DB_HOST=127.0.0.1
# set: DB_USER=postgres
# A server with a request of five seconds in flight, so that draining takes a while; a
# database with three idle sessions of the service.
pg_start payments
python3 - <<'PY' > "$SCENE/slow.py"
print('''import socket, threading, time
def serve(c):
    c.recv(4096)
    time.sleep(5)
    c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nConnection: close\\r\\n\\r\\n")
    c.close()
s = socket.create_server(("127.0.0.1", 9801))
while True:
    threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()''')
PY
background python3 "$SCENE/slow.py"
wait_for nc -z 127.0.0.1 9801
haproxy_start '
frontend fe_public
  bind 127.0.0.1:8084
  default_backend be_payments
backend be_payments
  timeout server 10s
  server pay-3 127.0.0.1:9801'
for _ in 1 2 3; do
  sleep 600 | psql -X -q &
done
idle() { [ "$(psql -X -tAc "select count(*) from pg_stat_activity where state = 'idle'")" = 3 ]; }
wait_for idle
background curl -sS http://127.0.0.1:8084/v1/payments
busy() { echo 'show stat' | socat stdio UNIX-CONNECT:/run/haproxy/admin.sock | grep -q '^be_payments,pay-3,0,0,1,'; }
wait_for busy
