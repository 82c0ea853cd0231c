# packages: nginx openssl curl
# set: HOST=pay.example.com
# set: ADDR=127.0.0.1
# set: PORT=8443
# set: CERT_FILE=/run/kb-tls/fullchain.pem
# set: KEY_FILE=/run/kb-tls/privkey.pem
# set: CHAIN_FILE=/run/kb-tls/chain.pem
# set: NGINX_CONF=/run/kb-tls/nginx.conf
# nginx serves a certificate that expired yesterday. The renewed one is already in the
# file, without its intermediate, and nobody has reloaded nginx.
dir=/run/kb-tls
rm -rf "$dir" && mkdir -p "$dir"
cd "$dir" || exit
ca="basicConstraints=critical,CA:TRUE"
openssl genrsa -out root.key 2048 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout inter.key -out inter.csr -subj "/CN=Example Intermediate R3" 2>/dev/null
openssl req -x509 -key root.key -out root.pem -subj "/CN=Example Root" -days 3650 -addext "$ca"
openssl x509 -req -in inter.csr -CA root.pem -CAkey root.key -CAcreateserial -days 1800 -extfile <(echo "$ca") -out chain.pem 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout privkey.pem -out leaf.csr -subj "/CN=pay.example.com" 2>/dev/null
san=subjectAltName=DNS:pay.example.com
cat > ca.conf <<'CONF'
[ca]
default_ca = inter
[inter]
certificate = chain.pem
private_key = inter.key
database = index.txt
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
unique_subject = no
x509_extensions = leaf
[any]
commonName = supplied
[leaf]
subjectAltName = DNS:pay.example.com
CONF
touch index.txt
echo 0C25 > serial
openssl ca -batch -notext -config ca.conf -in leaf.csr -out old.pem \
  -startdate "$(date -u -d '91 days ago' +%Y%m%d%H%M%SZ)" -enddate "$(date -u -d '1 day ago' +%Y%m%d%H%M%SZ)" 2>/dev/null
openssl x509 -req -in leaf.csr -CA chain.pem -CAkey inter.key -CAcreateserial -days 90 -extfile <(echo "$san") -out new.pem 2>/dev/null
cat old.pem chain.pem > fullchain.pem
cat > nginx.conf <<'CONF'
pid /run/kb-tls/nginx.pid;
error_log /run/kb-tls/error.log;
events {}
http {
  access_log off;
  server {
    listen 127.0.0.1:8443 ssl;
    ssl_certificate /run/kb-tls/fullchain.pem;
    ssl_certificate_key /run/kb-tls/privkey.pem;
    location / { return 200 "ok\n"; }
  }
}
CONF
background nginx -c "$dir/nginx.conf" -g 'daemon off;'
wait_for curl -ksS https://127.0.0.1:8443/
cp new.pem fullchain.pem
export SSL_CERT_FILE="$dir/root.pem" CURL_CA_BUNDLE="$dir/root.pem"
cd "$SCENE" || exit
