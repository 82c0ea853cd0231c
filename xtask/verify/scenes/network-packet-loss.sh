# packages: iproute2 iputils-ping nftables mtr-tiny python3 netcat-openbsd
# set: TARGET=10.99.0.2
# set: IFACE=edge0
# set: NFT_RULE=inet edge input handle 3
# A second host on a virtual cable. A forgotten rule of this host's firewall drops one packet
# in five; the other side of the cable takes only packets up to 1,400 bytes.
fresh /var/tmp
unshare --net sleep 600 &
far=$!
moved() { [ "$(readlink /proc/$far/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; }
wait_for moved
far() { nsenter --net="/proc/$far/ns/net" "$@"; }
ip link add edge0 type veth peer name app0
ip link set app0 netns "$far"
ip addr add 10.99.0.1/24 dev edge0
ip link set edge0 up
far ip link set lo up
far ip addr add 10.99.0.2/24 dev app0
far ip link set app0 mtu 1400 up
nft add table inet edge
nft add chain inet edge input '{ type filter hook input priority 0; }'
nft add rule inet edge input iifname edge0 meta l4proto '{ tcp, icmp }' numgen random mod 100 '<' 20 counter drop
background far python3 -c '
import socket
import threading
s = socket.create_server(("10.99.0.2", 8090))
def drain(c):
    while c.recv(1 << 16): pass
while True:
    c, _ = s.accept()
    threading.Thread(target=drain, args=(c,), daemon=True).start()'
wait_for ping -c 1 -W 1 10.99.0.2
background python3 -c '
import socket, time
while True:
    try:
        s = socket.create_connection(("10.99.0.2", 8090), 5)
        s.settimeout(None)
        while True:
            s.sendall(b"x" * 20000)
            time.sleep(0.02)
    except OSError:
        time.sleep(0.2)'
sending() { ss -Htn state established dst 10.99.0.2 | grep -q 8090; }
wait_for sending
