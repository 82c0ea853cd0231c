# packages: openssl nginx curl
# set: HOST=pay.example.com
# set: PORT=8443
# set: CERT=/etc/nginx/pay.crt
# set: KEY=/etc/nginx/pay.key
# Four servers with one fault each, below a certificate authority of the scene's
# own: 8443 expired, 8444 for another name, 8445 without the intermediate
# certificate, 8446 asks for a client certificate. 8447 is well.
printf '127.0.0.1 localhost pay.example.com\n' >"$SCENE/hosts"
mount --bind "$SCENE/hosts" /etc/hosts
mkdir "$SCENE/ca"
cd "$SCENE/ca" || exit
: >index.txt
echo 1000 >serial
cat >ca.cnf <<'CONF'
[ca]
default_ca = ca
[ca]
dir = .
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
CONF
new_key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1"; }
new_key root.key
openssl req -x509 -new -key root.key -days 3650 -subj '/CN=Example Root CA' -out root.crt
new_key issuing.key
openssl req -new -key issuing.key -subj '/CN=Example Issuing CA 1' -out issuing.csr
openssl ca -batch -notext -config ca.cnf -cert root.crt -keyfile root.key -extensions authority -days 1825 -in issuing.csr -out issuing.crt 2>/dev/null
leaf() { # NAME SAN START END
  new_key "$1.key"
  openssl req -new -key "$1.key" -subj "/CN=$2" -addext "subjectAltName=DNS:$2" -out "$1.csr"
  openssl ca -batch -notext -config ca.cnf -cert issuing.crt -keyfile issuing.key -startdate "$3" -enddate "$4" -in "$1.csr" -out "$1.leaf" 2>/dev/null
  cat "$1.leaf" issuing.crt >"$1.crt"
}
day() { date -u -d "$1" +%Y%m%d%H%M%SZ; }
leaf expired pay.example.com "$(day '-91 days')" "$(day '-1 day')"
leaf other shop.example.com "$(day '-1 day')" "$(day '+89 days')"
leaf good pay.example.com "$(day '-1 day')" "$(day '+89 days')"
cd "$SCENE" || exit
export SSL_CERT_FILE=$SCENE/ca/root.crt CURL_CA_BUNDLE=$SCENE/ca/root.crt
private_copy /etc/nginx
cp ca/good.crt /etc/nginx/pay.crt
cp ca/expired.key /etc/nginx/pay.key
nginx_start "
server { listen 127.0.0.1:8443 ssl; ssl_certificate $SCENE/ca/expired.crt; ssl_certificate_key $SCENE/ca/expired.key; location / { return 204; } }
server { listen 127.0.0.1:8444 ssl; ssl_certificate $SCENE/ca/other.crt; ssl_certificate_key $SCENE/ca/other.key; location / { return 204; } }
server { listen 127.0.0.1:8445 ssl; ssl_certificate $SCENE/ca/good.leaf; ssl_certificate_key $SCENE/ca/good.key; location / { return 204; } }
server { listen 127.0.0.1:8446 ssl; ssl_certificate $SCENE/ca/good.crt; ssl_certificate_key $SCENE/ca/good.key; ssl_client_certificate $SCENE/ca/root.crt; ssl_verify_client on; location / { return 204; } }
server { listen 127.0.0.1:8447 ssl; ssl_protocols TLSv1.3; ssl_certificate $SCENE/ca/good.crt; ssl_certificate_key $SCENE/ca/good.key; location / { return 204; } }
"
