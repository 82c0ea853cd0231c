# packages: gunicorn curl procps iproute2 strace
# A gunicorn service of two workers. The provider it calls has stopped answering
# and the call has no timeout, so both workers wait and the next requests queue.
# set: URL=http://127.0.0.1:8000
cat >app.py <<'PY'
import urllib.request


def app(environ, start_response):
    if environ["PATH_INFO"] == "/pay":
        urllib.request.urlopen("http://127.0.0.1:9100/charge").read()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok\n"]
PY
http_stub 9100 200 600
background gunicorn --workers 2 --timeout 300 --bind 127.0.0.1:8000 app:app
wait_for curl -sf http://127.0.0.1:8000/healthz
for _ in 1 2; do background curl -s http://127.0.0.1:8000/pay; done
wait_for bash -c 'test "$(ss -Htn state established dport = :9100 | wc -l)" -ge 2'
for _ in 1 2 3; do background curl -s http://127.0.0.1:8000/healthz; done
sleep 0.5
