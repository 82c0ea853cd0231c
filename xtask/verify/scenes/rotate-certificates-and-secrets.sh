# packages: postgresql nginx openssl curl python3
# sql: psql -X -v ON_ERROR_STOP=1 -d payments
# set: CA_DIR=/run/ca
# A database role whose password leaked and is in use, a web server whose
# certificate ends in three days, and a provider that accepts an old and a new key.
# set: DB_HOST=127.0.0.1
# set: ENDPOINT=127.0.0.1:8443
# set: PROVIDER_URL=http://127.0.0.1:8901
private_copy /etc/nginx
mkdir /etc/nginx/tls
mkdir -p /run/ca
ln -s /etc/nginx/tls tls
ln -s /run/ca ca
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj '/CN=Example Internal CA' -keyout ca/ca.key -out ca/ca.crt 2>/dev/null
openssl req -newkey rsa:2048 -nodes -subj /CN=pay.example.com -addext subjectAltName=DNS:pay.example.com -keyout tls/pay.example.com.key -out tls/old.csr 2>/dev/null
openssl x509 -req -in tls/old.csr -CA ca/ca.crt -CAkey ca/ca.key -CAcreateserial -days 3 -copy_extensions copy -out tls/pay.example.com.crt 2>/dev/null
rm tls/old.csr
nginx_start "server { listen 127.0.0.1:8443 ssl; server_name pay.example.com;
  ssl_certificate /etc/nginx/tls/pay.example.com.crt; ssl_certificate_key /etc/nginx/tls/pay.example.com.key; location / { return 200 ok; } }"
cat >provider.py <<'PY'
import http.server


class Provider(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status = 200 if self.headers.get("Authorization") in ("Bearer old-key", "Bearer new-key") else 401
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", 8901), Provider).serve_forever()
PY
background python3 provider.py
(umask 077; printf 'Authorization: Bearer new-key\n' >provider-new.header)
pg_start payments
psql -X -q -d payments <<'SQL'
create role oncall login superuser;
create role payments_app nologin;
create role payments_app_a login password 'leaked' in role payments_app;
create table payments (id bigint primary key, status text);
grant select, insert, update on payments to payments_app;
SQL
sed -i '1i host all payments_app_a,payments_app_b 127.0.0.1/32 scram-sha-256' "$SCENE/pg/pg_hba.conf"
psql -X -q -d payments -c 'select pg_reload_conf()' >/dev/null
sleep 0.5
PGPASSWORD=leaked PGAPPNAME=payment-service background psql -X -U payments_app_a -d payments -c 'select pg_sleep(600)'
wait_for psql -X -d payments -tAc "select 1 from pg_stat_activity where usename = 'payments_app_a'"
wait_for nc -z 127.0.0.1 8901
