# packages: conntrack nftables netcat-openbsd procps iproute2 python3
# set: CLIENT=10.1.0.1
# set: PORT=9401
# The table of this network namespace is filled to its limit with established connections of
# a few clients, so that the kernel really drops the packets of new ones.
fresh /var/tmp
http_stub 9401 200
nft add table inet edge
nft add chain inet edge input '{ type filter hook input priority 0; }'
nft add rule inet edge input ct state established,related accept
max=$(cat /proc/sys/net/netfilter/nf_conntrack_max)
awk -v max="$max" 'BEGIN {
  for (i = 0; i < max; i++)
    printf "-A -p tcp -s 10.1.0.%d -d 10.2.0.1 --sport %d --dport 443 --state ESTABLISHED -u SEEN_REPLY,ASSURED -t 3600\n",
      1 + int(i / 64000), 1024 + i % 64000 }' > "$SCENE/entries"
conntrack -R "$SCENE/entries" > /dev/null 2>&1 || true
for i in 1 2 3 4 5 6; do nc -z -w 1 127.0.0.1 9401 && [ "$i" = 6 ] && exit 1; [ "$(conntrack -C)" -ge "$max" ] && break; done
nc -z -w 1 127.0.0.1 9401 && exit 1
true
