# packages: python3 curl
# set: METRICS_URL=http://127.0.0.1:8080/metrics
# A service that answers 200 requests a second: most in about 60 ms, one in
# sixteen only after it waited a full second for its pool, one in two hundred above five.
cat >"$SCENE/service.py" <<'PY'
import random, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
random.seed(3)
BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
counts, total, seconds = [0] * (len(BOUNDS) + 1), 0, 0.0
def observe(value):
    global total, seconds
    index = next((i for i, bound in enumerate(BOUNDS) if value <= bound), len(BOUNDS))
    counts[index] += 1
    total += 1
    seconds += value
def traffic():
    while True:
        for _ in range(20):
            dice = random.random()
            if dice < 0.0625: observe(1 + random.lognormvariate(-3, 0.5))
            elif dice < 0.0685: observe(5 + random.random())
            else: observe(random.lognormvariate(-2.9, 0.45))
        time.sleep(0.1)
for _ in range(50000): observe(random.lognormvariate(-2.9, 0.45))
threading.Thread(target=traffic, daemon=True).start()
class Metrics(BaseHTTPRequestHandler):
    def do_GET(self):
        lines, sum_ = ["# TYPE http_request_duration_seconds histogram"], 0
        for bound, count in zip(BOUNDS + ["+Inf"], counts):
            sum_ += count
            lines.append(f'http_request_duration_seconds_bucket{{path="/payments",le="{bound}"}} {sum_}')
        lines += [f'http_request_duration_seconds_sum{{path="/payments"}} {seconds}', f'http_request_duration_seconds_count{{path="/payments"}} {sum_}', ""]
        body = "\n".join(lines).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
ThreadingHTTPServer(("127.0.0.1", 8080), Metrics).serve_forever()
PY
background python3 "$SCENE/service.py"
wait_for nc -z 127.0.0.1 8080
