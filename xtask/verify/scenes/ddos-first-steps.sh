# packages: nginx nftables curl iproute2 procps python3 netcat-openbsd
# set: ACCESS_LOG=/run/kb-ddos/access.log
# set: NGINX_CONF=/run/kb-ddos/nginx.conf
# set: CONF_DIR=/run/kb-ddos/conf.d
# set: ATTACKER=127.0.66.0/24
# set: BAD_AGENT=loadbot
# set: SITE_URL=http://127.0.0.1:8080/v1/search
# A flood of requests from 127.0.66.0/24 with one user agent, beside usual customers.
fresh /var/tmp
dir=/run/kb-ddos
rm -rf "$dir" && mkdir -p "$dir/conf.d" "$dir/www/v1"
chmod -R a+rx "$dir"
echo ok > "$dir/www/v1/search"
echo ok > "$dir/www/v1/cart"
cat > "$dir/nginx.conf" <<'CONF'
pid /run/kb-ddos/nginx.pid;
error_log /run/kb-ddos/error.log;
events {}
http {
  access_log /run/kb-ddos/access.log;
  include /run/kb-ddos/conf.d/*.conf;
  server {
    listen 127.0.0.1:8080;
    root /run/kb-ddos/www;
  }
}
CONF
background nginx -c "$dir/nginx.conf" -g 'daemon off;'
wait_for nc -z 127.0.0.1 8080
python3 - <<'PY'
import socket
def get(source, path, agent):
    s = socket.socket()
    s.bind((source, 0))
    s.connect(("127.0.0.1", 8080))
    s.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nUser-Agent: {agent}\r\nConnection: close\r\n\r\n".encode())
    while s.recv(4096): pass
    s.close()
for i in range(20):
    get(f"127.0.{i + 1}.7", "/v1/cart", "Mozilla/5.0")
for i in range(1500):
    get(f"127.0.66.{1 + i % 30}", f"/v1/search?q={i}", "loadbot/2.1")
PY
background python3 -c '
import socket, time
i = 0
while True:
    i += 1
    s = socket.socket()
    s.settimeout(0.1)
    try:
        s.bind((f"127.0.66.{1 + i % 30}", 0))
        s.connect(("127.0.0.1", 8080))
        s.sendall(b"GET /v1/search HTTP/1.1\r\nHost: x\r\nUser-Agent: loadbot/2.1\r\nConnection: close\r\n\r\n")
        s.recv(4096)
    except OSError:
        pass
    s.close()
    time.sleep(0.1)'
