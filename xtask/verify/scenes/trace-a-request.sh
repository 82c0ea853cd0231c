# packages: nginx python3 curl jq
# set: URL=http://pay.example.com:8080/payments
# set: LOGS=logs
# An edge (nginx), a payment service behind it and a fraud check behind that. The
# payment service asks the fraud check twice, and waits half a second each time.
printf '127.0.0.1 localhost pay.example.com\n' >"$SCENE/hosts"
mount --bind "$SCENE/hosts" /etc/hosts
mkdir "$SCENE/logs"
cat >"$SCENE/service.py" <<'PY'
import json, sys, time, urllib.request
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
name, port, behind = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
log = open(f"logs/{name}.log", "a", buffering=1)
class Service(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        began, asked = time.monotonic(), 0.0
        for address in behind:
            start = time.monotonic()
            request = urllib.request.Request(address, headers={h: self.headers[h] for h in ("X-Request-ID", "traceparent") if self.headers[h]})
            urllib.request.urlopen(request).read()
            asked += time.monotonic() - start
            self.write(service=name, calls=address, ms=round(1000 * (time.monotonic() - start)))
        if not behind: time.sleep(0.5)
        self.write(service=name, path=self.path, status=200, ms=round(1000 * (time.monotonic() - began)), behind_ms=round(1000 * asked))
        self.send_response(200)
        self.send_header("Content-Length", "3")
        self.end_headers()
        self.wfile.write(b"ok\n")
    def write(self, **fields):
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        log.write(json.dumps({"time": now, "request_id": self.headers["X-Request-ID"], **fields}) + "\n")
    def log_message(self, *_): pass
ThreadingHTTPServer(("127.0.0.1", port), Service).serve_forever()
PY
background python3 "$SCENE/service.py" fraud-check 9002
background python3 "$SCENE/service.py" payment-service 9001 http://127.0.0.1:9002/score http://127.0.0.1:9002/score
wait_for nc -z 127.0.0.1 9001
wait_for nc -z 127.0.0.1 9002
chmod a+rwx "$SCENE" "$SCENE/logs"
nginx_start "
log_format trace escape=json '{\"time\":\"\$time_iso8601\",\"request_id\":\"\$request_id\",\"service\":\"edge\",\"path\":\"\$uri\",\"status\":\$status,\"ms\":\$request_time,\"behind_ms\":\"\$upstream_response_time\",\"upstream\":\"\$upstream_addr\"}';
access_log $SCENE/logs/edge.log trace;
server {
  listen 127.0.0.1:8080;
  add_header X-Request-ID \$request_id always;
  location / {
    proxy_set_header X-Request-ID \$request_id;
    proxy_pass http://127.0.0.1:9001;
  }
}
"
