# packages: nginx curl python3 netcat-openbsd
# set: ACCESS_LOG=/run/kb-rate/access.log
# set: ERROR_LOG=/run/kb-rate/error.log
# set: NGINX_CONF=/run/kb-rate/nginx.conf
# set: CONF_DIR=/run/kb-rate/conf.d
# set: PROXY=127.0.0.1
# set: SITE_URL=http://127.0.0.1:8080/v1/cart
# set: THIRD_PARTY_URL=http://127.0.0.1:9501/v1/charges
# A limit per client address behind a proxy: nginx takes every customer for one client.
dir=/run/kb-rate
rm -rf "$dir" && mkdir -p "$dir/conf.d" "$dir/www/v1"
chmod -R a+rx "$dir"
echo ok > "$dir/www/v1/cart"
cat > "$dir/nginx.conf" <<'CONF'
pid /run/kb-rate/nginx.pid;
error_log /run/kb-rate/error.log;
events {}
http {
  access_log /run/kb-rate/access.log;
  limit_req_zone $binary_remote_addr zone=perip:10m rate=2r/s;
  limit_req_status 429;
  include /run/kb-rate/conf.d/*.conf;
  server {
    listen 127.0.0.1:8080;
    root /run/kb-rate/www;
    location /v1/ { limit_req zone=perip burst=5 nodelay; }
  }
}
CONF
background python3 -c '
from http.server import *
class H(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(429)
        self.send_header("Retry-After", "30")
        self.send_header("Content-Length", "0")
        self.end_headers()
    do_HEAD = do_GET
    def log_message(self, *a): pass
HTTPServer.server_bind = lambda self: (__import__("socketserver").TCPServer.server_bind(self), setattr(self, "server_name", "x"), setattr(self, "server_port", 9501))
HTTPServer(("127.0.0.1", 9501), H).serve_forever()'
wait_for nc -z 127.0.0.1 9501
background nginx -c "$dir/nginx.conf" -g 'daemon off;'
wait_for nc -z 127.0.0.1 8080
for i in $(seq 40); do
  curl -sS -o /dev/null -H "X-Forwarded-For: 203.0.113.$i" http://127.0.0.1:8080/v1/cart
done
