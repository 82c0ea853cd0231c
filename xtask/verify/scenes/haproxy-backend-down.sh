# packages: haproxy socat curl python3 netcat-openbsd bsdextrautils
# set: HAPROXY_SOCKET=/run/kb-haproxy-down/admin.sock
# set: HAPROXY_LOG=/run/kb-haproxy-down/haproxy.log
# set: HAPROXY_CFG=/run/kb-haproxy-down/haproxy.cfg
# set: BACKEND=be_payments
# set: SERVER=pay-2
# set: PARKED=pay-4
# set: CHECK_URL=http://127.0.0.1:9102/ready
# set: INSTANCE_URL=http://127.0.0.1:9102/v1/payments/recent
# set: LB_URL=http://127.0.0.1:8081/v1/payments/recent
# pay-1 is fine, pay-2 fails only its health check, nothing listens for pay-3, pay-4 was
# put into maintenance; be_reports has no server left.
dir=/run/kb-haproxy-down
rm -rf "$dir" && mkdir -p "$dir"
cat > "$dir/haproxy.cfg" <<'CONF'
global
  log stdout format raw local0
  stats socket /run/kb-haproxy-down/admin.sock mode 600 level admin
defaults
  mode http
  log global
  option httplog
  timeout connect 1s
  timeout client 5s
  timeout server 1s
  timeout queue 1s
  retries 1
  default-server inter 300ms fall 2 rise 2
frontend fe_public
  bind 127.0.0.1:8081
  use_backend be_reports if { path_beg /v1/reports }
  default_backend be_payments
backend be_payments
  balance roundrobin
  option httpchk GET /ready
  http-check expect status 200
  server pay-1 127.0.0.1:9101 check
  server pay-2 127.0.0.1:9102 check
  server pay-3 127.0.0.1:9103 check
  server pay-4 127.0.0.1:9104 check disabled
backend be_reports
  option httpchk GET /ready
  server rep-1 127.0.0.1:9105 check
CONF
http_stub 9101 200
http_stub 9104 200
background python3 -c '
from http.server import *
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503 if self.path == "/ready" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *a): pass
ThreadingHTTPServer(("127.0.0.1", 9102), H).serve_forever()'
wait_for nc -z 127.0.0.1 9102
haproxy -f "$dir/haproxy.cfg" > "$dir/haproxy.log" 2>&1 &
wait_for test -S "$dir/admin.sock"
state() { echo 'show stat' | socat stdio "UNIX-CONNECT:$dir/admin.sock" | grep -q "^$1,$2,.*,$3,"; }
wait_for state be_payments pay-2 DOWN
wait_for state be_payments pay-3 DOWN
wait_for state be_reports BACKEND DOWN
for _ in 1 2 3 4; do curl -sS -o /dev/null http://127.0.0.1:8081/v1/reports; done
for _ in 1 2 3 4 5 6; do curl -sS -o /dev/null http://127.0.0.1:8081/v1/payments/recent; done
