# packages: haproxy socat python3 curl
# set: SERVER=payment-3
# set: INSTANCE=127.0.0.1:8083
# Three instances behind leastconn; the third answers 500 at once, so it is
# always the least busy. Its process is healthy, its database is not.
cat >"$SCENE/instance.py" <<'PY'
import sys, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
port, broken = int(sys.argv[1]), len(sys.argv) > 2
class Instance(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        if self.path == "/healthz": status, wait = 200, 0
        elif not broken: status, wait = 200, 0.08
        elif self.path == "/ready": status, wait = 503, 1
        else: status, wait = 500, 0.004
        time.sleep(wait)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def log_message(self, *_): pass
class Server(ThreadingHTTPServer):
    request_queue_size = 128
Server(("127.0.0.1", port), Instance).serve_forever()
PY
background python3 "$SCENE/instance.py" 8081
background python3 "$SCENE/instance.py" 8082
background python3 "$SCENE/instance.py" 8083 broken
for port in 8081 8082 8083; do wait_for nc -z 127.0.0.1 "$port"; done
haproxy_start 'frontend shop
  bind 127.0.0.1:8080
  default_backend payment
backend payment
  balance leastconn
  option httpchk GET /healthz
  server payment-1 127.0.0.1:8081 check
  server payment-2 127.0.0.1:8082 check
  server payment-3 127.0.0.1:8083 check'
sleep 1
for _ in 1 2 3 4 5 6 7 8; do
  background bash -c 'for _ in $(seq 60); do curl -s -o /dev/null http://127.0.0.1:8080/pay; done'
done
sleep 4
