# packages: haproxy nginx socat curl python3 netcat-openbsd bsdextrautils
# set: COUNT_SECONDS=8
# set: SERVER=pay-3
# set: ACCESS_LOG=/var/log/nginx/upstream.log
# set: INSTANCE_URL=http://127.0.0.1:9703/v1/payments/recent
# set: LB_URL=http://127.0.0.1:8082/v1/payments/recent
# Three servers of one backend, equal requests; the third is slow and answers 500 to each
# sixth POST. Requests keep coming through HAProxy; nginx has sent some to the same three.
cat > "$SCENE/pay.py" <<'PY'
import itertools, socket, sys, threading, time
port, delay, bad = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
count = itertools.count(1)

def serve(c):
    try:
        head = c.recv(4096)
        time.sleep(delay)
        status = "500 No" if bad and b"POST" in head and next(count) % bad == 0 else "200 OK"
        c.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    finally:
        c.close()

s = socket.create_server(("127.0.0.1", port), backlog=128)
while True:
    threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
PY
background python3 "$SCENE/pay.py" 9701 0.05 0
background python3 "$SCENE/pay.py" 9702 0.06 0
background python3 "$SCENE/pay.py" 9703 0.9 6
for port in 9701 9702 9703; do wait_for nc -z 127.0.0.1 "$port"; done
haproxy_start '
frontend fe_public
  bind 127.0.0.1:8082
  default_backend be_payments
backend be_payments
  balance roundrobin
  server pay-1 127.0.0.1:9701 check weight 1
  server pay-2 127.0.0.1:9702 check weight 1
  server pay-3 127.0.0.1:9703 check weight 1'
nginx_start '
log_format upstream "$remote_addr upstream=$upstream_addr upstream_time=$upstream_response_time status=$status";
access_log /var/log/nginx/upstream.log upstream;
upstream pay { server 127.0.0.1:9701; server 127.0.0.1:9702; server 127.0.0.1:9703; }
server { listen 127.0.0.1:8083; location / { proxy_pass http://pay; } }'
cat > "$SCENE/load.py" <<'PY'
import socket, sys, threading, time
port, how_many, pause = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])

def ask():
    try:
        s = socket.create_connection(("127.0.0.1", port), 5)
        s.sendall(b"POST /v1/payments HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        while s.recv(4096): pass
        s.close()
    except OSError:
        pass

threads = []
for _ in range(how_many):
    t = threading.Thread(target=ask, daemon=True)
    t.start()
    threads.append(t)
    time.sleep(pause)
for t in threads: t.join(5)
PY
python3 "$SCENE/load.py" 8083 90 0.02
background python3 "$SCENE/load.py" 8082 100000 0.03
