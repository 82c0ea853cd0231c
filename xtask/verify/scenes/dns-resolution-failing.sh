# packages: unbound bind9-dnsutils
# set: NAME=db.pay.internal
# set: ZONE=pay.internal
# set: GOOD_NAME=api.shop.internal
# set: RESOLVER=127.0.0.1
# set: AUTH=127.0.0.54
# set: SECOND_AUTH=127.0.0.53
# set: STALE_NAME=api.shop.internal
# set: UNBOUND_CONF=/run/kb-dns/resolver.conf
# A resolver on 127.0.0.1. It asks 127.0.0.53 for shop.internal, and for pay.internal the
# server 127.0.0.54, which refuses: SERVFAIL. The address of api.shop.internal
# changes after the resolver has cached it.
dir=/run/kb-dns
rm -rf "$dir" && mkdir -p "$dir"
echo 'nameserver 127.0.0.1' > "$dir/resolv.conf"
system=$(readlink -m /etc/resolv.conf)
mkdir -p "$(dirname "$system")"
[ -e "$system" ] || touch "$system"
mount --bind "$dir/resolv.conf" "$system"
cat > "$dir/auth.conf" <<'CONF'
server:
  directory: "/run/kb-dns"
  chroot: ""
  username: ""
  pidfile: "/run/kb-dns/auth.pid"
  use-syslog: no
  interface: 127.0.0.53
  access-control: 127.0.0.0/8 allow
  local-zone: "internal." static
  local-data: "api.shop.internal. 3600 IN A 10.20.0.10"
  local-data: "db.pay.internal. 60 IN A 10.20.0.30"
  local-data: "internal. 3600 IN SOA ns.internal. hostmaster.internal. 1 3600 900 604800 60"
remote-control:
  control-enable: yes
  control-interface: 127.0.0.53
  control-port: 8954
  control-use-cert: no
CONF
cat > "$dir/resolver.conf" <<'CONF'
server:
  directory: "/run/kb-dns"
  chroot: ""
  username: ""
  pidfile: "/run/kb-dns/resolver.pid"
  use-syslog: no
  logfile: "/run/kb-dns/resolver.log"
  log-servfail: yes
  interface: 127.0.0.1
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  module-config: "iterator"
  local-zone: "internal." nodefault
forward-zone:
  name: "shop.internal."
  forward-addr: 127.0.0.53
forward-zone:
  name: "pay.internal."
  forward-addr: 127.0.0.54
remote-control:
  control-enable: yes
  control-interface: 127.0.0.1
  control-port: 8953
  control-use-cert: no
CONF
cat > "$dir/refusing.conf" <<'CONF'
server:
  directory: "/run/kb-dns"
  chroot: ""
  username: ""
  pidfile: "/run/kb-dns/refusing.pid"
  use-syslog: no
  interface: 127.0.0.54
  access-control: 127.0.0.0/8 refuse
CONF
background unbound -d -c "$dir/auth.conf"
background unbound -d -c "$dir/refusing.conf"
background unbound -d -c "$dir/resolver.conf"
wait_for unbound-control -c "$dir/auth.conf" status
wait_for unbound-control -c "$dir/resolver.conf" status
wait_for dig @127.0.0.54 pay.internal +time=1 +tries=1
dig @127.0.0.1 api.shop.internal +short | grep -q '^10\.20\.0\.10$'
unbound-control -c "$dir/auth.conf" local_data_remove api.shop.internal
unbound-control -c "$dir/auth.conf" local_data api.shop.internal 3600 IN A 10.20.0.99
