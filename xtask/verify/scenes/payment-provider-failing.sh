# packages: postgresql curl jq python3
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# The provider answers every new charge with 503, but some of those charges were
# carried out all the same. Asked by the key, it tells which.
# set: DB_HOST=127.0.0.1
# set: PROVIDER_URL=http://127.0.0.1:8901
# set: STATUS_URL=http://127.0.0.1:8901/status.json
# set: OUR_URL=http://127.0.0.1:8902
cat >provider.py <<'PY'
import http.server
import json
import urllib.parse


class Provider(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Retry-After", "30")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        url = urllib.parse.urlparse(self.path)
        key = urllib.parse.parse_qs(url.query).get("idempotency_key", [""])[0]
        if url.path == "/status.json":
            self.answer(200, {"status": "ok", "updated_at": "2026-11-26T02:10:00Z"})
        elif url.path == "/charges":
            done = key and int(key[-1], 16) % 2 == 0
            self.answer(200, {"charges": [{"id": "ch_" + key[-6:], "status": "captured"}] if done else []})
        else:
            self.answer(503, {"error": {"code": "service_unavailable"}})

    do_POST = do_GET

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", 8901), Provider).serve_forever()
PY
background python3 provider.py
http_stub 8902 200
pg_start payments
psql -X -q -d payments <<'SQL'
create table payments (
  id bigint generated always as identity primary key,
  idempotency_key uuid not null unique,
  provider text not null, status text not null, provider_code text,
  amount_cents bigint not null, created_at timestamptz not null, updated_at timestamptz not null
);
insert into payments (idempotency_key, provider, status, provider_code, amount_cents, created_at, updated_at)
select ('00000000-0000-4000-8000-' || lpad(to_hex(g), 12, '0'))::uuid, 'a',
       case when g % 10 < 1 then 'succeeded' when g % 10 < 2 then 'declined' when g % 10 < 8 then 'failed' else 'unknown' end,
       case when g % 10 < 1 then '200' when g % 10 < 2 then 'card_declined' when g % 10 < 8 then '503' end,
       1000 + g, now() - g * interval '4 seconds', now() - g * interval '4 seconds'
from generate_series(1, 200) g;
insert into payments (idempotency_key, provider, status, provider_code, amount_cents, created_at, updated_at)
select ('00000000-0000-4000-9000-' || lpad(to_hex(g), 12, '0'))::uuid, 'a', 'succeeded', '200', 1000 + g,
       now() - interval '20 minutes' - g * interval '4 seconds', now() - interval '20 minutes' - g * interval '4 seconds'
from generate_series(1, 300) g;
SQL
wait_for curl -s http://127.0.0.1:8901/status.json
