# packages: unbound bind9-dnsutils tcpdump
# set: NAME=card-gateway.example.internal
# set: ZONE=example.internal
# set: AUTH=127.0.0.2
# set: INTERFACE=lo
# A resolver on 127.0.0.1 before an authoritative server on 127.0.0.2. The record
# of card-gateway was missing when somebody asked for it and exists by now: the
# resolver still answers from its negative cache. The record of ledger-service
# was moved: the resolver still holds the old address.
mkdir "$SCENE/dns"
authoritative() {
  cat >"$SCENE/dns/auth.conf" <<CONF
server:
  interface: 127.0.0.2
  port: 53
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "$SCENE/dns"
  pidfile: "$SCENE/dns/auth.pid"
  use-syslog: no
  access-control: 127.0.0.0/8 allow
  local-zone: "example.internal." static
  local-data: "example.internal. 900 IN SOA ns1.example.internal. hostmaster.example.internal. 2026112601 3600 600 86400 900"
  local-data: "example.internal. 900 IN NS ns1.example.internal."
  local-data: "ns1.example.internal. 900 IN A 127.0.0.2"
  local-data: "payment-service.example.internal. 300 IN A 10.0.4.17"
  $1
remote-control:
  control-enable: no
CONF
  unbound -c "$SCENE/dns/auth.conf" >>"$SCENE/background.log" 2>&1 &
  AUTH_PID=$!
  wait_for dig +short +tries=1 +time=1 @127.0.0.2 ns1.example.internal
}
authoritative 'local-data: "ledger-service.example.internal. 300 IN A 10.0.4.30"'
private_copy /etc/unbound
cat >/etc/unbound/unbound.conf <<CONF
server:
  interface: 127.0.0.1
  port: 53
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "$SCENE/dns"
  pidfile: "$SCENE/dns/resolver.pid"
  use-syslog: no
  do-not-query-localhost: no
  module-config: "iterator"
  domain-insecure: "example.internal"
  local-zone: "internal." nodefault
  access-control: 127.0.0.0/8 allow
stub-zone:
  name: "example.internal"
  stub-addr: 127.0.0.2
remote-control:
  control-enable: yes
  control-interface: $SCENE/dns/control.sock
  control-use-cert: no
CONF
background unbound
wait_for dig +short +tries=1 +time=1 @127.0.0.1 payment-service.example.internal
printf 'search example.internal svc.example.internal\nnameserver 127.0.0.1\noptions ndots:2\n' >"$SCENE/resolv.conf"
mount --bind "$SCENE/resolv.conf" /etc/resolv.conf
printf '127.0.0.1 localhost\n10.0.9.99 fraud-check.example.internal\n' >"$SCENE/hosts"
mount --bind "$SCENE/hosts" /etc/hosts
printf 'hosts: files dns\n' >"$SCENE/nsswitch.conf"
mount --bind "$SCENE/nsswitch.conf" /etc/nsswitch.conf
dig +short card-gateway.example.internal ledger-service.example.internal >/dev/null
kill "$AUTH_PID"
wait "$AUTH_PID" || true
authoritative 'local-data: "ledger-service.example.internal. 300 IN A 10.0.4.31"
  local-data: "card-gateway.example.internal. 300 IN A 10.0.4.21"
  local-data: "fraud-check.example.internal. 300 IN A 10.0.4.40"'
