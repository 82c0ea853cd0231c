# packages: nginx curl dnsutils jq
# An outgoing proxy (nginx) before a provider of addresses. It has answers of a
# minute ago in its cache; now the provider needs seconds and says 503.
# set: VENDOR_URL=http://127.0.0.1:8901
# set: PROXY_URL=http://127.0.0.1:8080
# set: CALL_PATH=/v1/address?zip=10115
# set: EGRESS_CONF=/etc/nginx/egress/address.conf
mkdir -p "$SCENE/cache"; chmod 777 "$SCENE/cache" "$SCENE"
nginx_start "
log_format egress '\$time_iso8601 \$status \$upstream_status \$upstream_response_time \$upstream_cache_status \$request_uri';
access_log /var/log/nginx/egress.log egress;
proxy_cache_path $SCENE/cache levels=1:2 keys_zone=vendor:1m inactive=1d;
server {
  listen 127.0.0.1:8080;
  location / {
    proxy_pass http://127.0.0.1:8901;
    proxy_cache vendor;
    proxy_cache_valid 200 1s;
    proxy_read_timeout 5s;
    add_header X-Cache \$upstream_cache_status;
    include /etc/nginx/egress/*.conf;
  }
}"
mkdir -p /etc/nginx/egress
http_stub 8901 200
good=$!
curl -sf -o /dev/null 'http://127.0.0.1:8080/v1/address?zip=10115'
sleep 1.5
kill "$good"
wait_for bash -c '! nc -z 127.0.0.1 8901'
http_stub 8901 503 1
for i in 1 2 3; do curl -s -o /dev/null "http://127.0.0.1:8080/v1/address?zip=1011$i" & done
curl -s -o /dev/null 'http://127.0.0.1:8080/v1/address?zip=10115'
sleep 0.3
