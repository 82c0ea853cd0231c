# packages: nginx openssl curl
# set: HOST=pay.example.com
# set: PORT=8443
# set: BACKEND=127.0.0.1:9001
# nginx speaks HTTP/2 on 8443 and ends each connection after five requests; 8444
# was set up without HTTP/2; 9001 takes HTTP/2 without TLS, 9002 only HTTP/1.1.
printf '127.0.0.1 localhost pay.example.com\n' >"$SCENE/hosts"
mount --bind "$SCENE/hosts" /etc/hosts
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 -subj /CN=pay.example.com \
  -addext subjectAltName=DNS:pay.example.com -keyout "$SCENE/pay.key" -out "$SCENE/pay.crt" 2>/dev/null
export SSL_CERT_FILE=$SCENE/pay.crt CURL_CA_BUNDLE=$SCENE/pay.crt
nginx_start "
log_format h2 '\$remote_addr \$server_protocol connection=\$connection request=\$connection_requests \$status';
ssl_certificate $SCENE/pay.crt;
ssl_certificate_key $SCENE/pay.key;
server {
  listen 127.0.0.1:8443 ssl http2;
  server_name pay.example.com;
  keepalive_requests 5;
  access_log /var/log/nginx/h2.log h2;
  large_client_header_buffers 4 8k;
  location / { return 200 \"ok\\n\"; }
  location /slow { proxy_pass http://127.0.0.1:9002; }
  location /broken { return 444; }
}
server { listen 127.0.0.1:8444 ssl; server_name pay.example.com; location / { return 200 \"ok\\n\"; } }
server { listen 127.0.0.1:9001 http2; location / { return 200 \"ok\\n\"; } }
"
http_stub 9002 200 0.2
