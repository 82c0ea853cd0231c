# packages: nginx curl python3 netcat-openbsd
# set: ACCESS_LOG=/run/kb-nginx-5xx/access.log
# set: ERROR_LOG=/run/kb-nginx-5xx/error.log
# set: NGINX_CONF=/run/kb-nginx-5xx/nginx.conf
# set: UPSTREAM=127.0.0.1:9003
# set: UPSTREAM_URL=http://127.0.0.1:9003/v1/refunds
# set: STATUS_URL=http://127.0.0.1:8080/nginx_status
# set: SITE_URL=http://127.0.0.1:8080/v1/refunds
# Three instances of one upstream: 9001 answers, 9002 never answers in time, 9003 is not there.
dir=/run/kb-nginx-5xx
rm -rf "$dir" && mkdir -p "$dir"
chmod 755 "$dir"
cat > "$dir/nginx.conf" <<'CONF'
pid /run/kb-nginx-5xx/nginx.pid;
error_log /run/kb-nginx-5xx/error.log warn;
worker_processes 1;
events { worker_connections 256; }
http {
  access_log /run/kb-nginx-5xx/access.log;
  upstream refunds {
    server 127.0.0.1:9001 max_fails=0;
    server 127.0.0.1:9003 max_fails=0;
  }
  upstream payments { server 127.0.0.1:9002; }
  upstream quotes {
    server 127.0.0.1:9003;
    server 127.0.0.1:9004;
  }
  server {
    listen 127.0.0.1:8080;
    proxy_next_upstream off;
    proxy_read_timeout 300ms;
    location /nginx_status { stub_status; access_log off; }
    location /v1/refunds { proxy_pass http://refunds; }
    location /v1/payments { proxy_pass http://payments; }
    location /v1/quotes { proxy_next_upstream error; proxy_pass http://quotes; }
    location /v1/reports { proxy_pass http://127.0.0.1:9005; }
  }
}
CONF
http_stub 9001 200
http_stub 9002 200 2
background python3 -c '
import socket
s = socket.create_server(("127.0.0.1", 9005))
while True:
    c, _ = s.accept(); c.recv(4096); c.close()'
wait_for nc -z 127.0.0.1 9005
background nginx -c "$dir/nginx.conf" -g 'daemon off;'
wait_for curl -fsS http://127.0.0.1:8080/nginx_status
for _ in $(seq 20); do curl -sS -o /dev/null http://127.0.0.1:8080/v1/refunds; done
for _ in $(seq 4); do curl -sS -o /dev/null http://127.0.0.1:8080/v1/payments; done
for _ in $(seq 3); do curl -sS -o /dev/null http://127.0.0.1:8080/v1/quotes; done
for _ in $(seq 2); do curl -sS -o /dev/null http://127.0.0.1:8080/v1/reports; done
