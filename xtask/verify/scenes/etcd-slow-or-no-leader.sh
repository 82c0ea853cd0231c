# packages: etcd-server etcd-client curl jq
# Three members on one machine. A client wrote until the database reached its
# quota (NOSPACE), then the third member died.
# set: ENDPOINTS=http://127.0.0.1:2379,http://127.0.0.1:22379,http://127.0.0.1:32379
# set: ENDPOINT=http://127.0.0.1:2379
export ETCDCTL_API=3
fresh "$SCENE/data" # in memory: the disk is not the fault here
member() {
  etcd --name "etcd-$1" --data-dir "$SCENE/data/etcd-$1" --logger zap \
    --listen-client-urls "http://127.0.0.1:$2" --advertise-client-urls "http://127.0.0.1:$2" \
    --listen-peer-urls "http://127.0.0.1:$3" --initial-advertise-peer-urls "http://127.0.0.1:$3" \
    --initial-cluster etcd-1=http://127.0.0.1:2380,etcd-2=http://127.0.0.1:22380,etcd-3=http://127.0.0.1:32380 \
    --initial-cluster-token scene --quota-backend-bytes=$((16 * 1024 * 1024))
}
background member 1 2379 2380
background member 2 22379 22380
background member 3 32379 32380
third=$!
wait_for etcdctl --endpoints http://127.0.0.1:2379,http://127.0.0.1:22379,http://127.0.0.1:32379 endpoint health
head -c 700000 /dev/urandom | base64 -w 0 >value
for i in $(seq 40); do
  etcdctl --endpoints http://127.0.0.1:2379 put "/registry/events/$((i % 4))" <value >/dev/null 2>&1 || break
done
wait_for bash -c 'etcdctl --endpoints http://127.0.0.1:2379 alarm list | grep -q NOSPACE'
pkill -KILL -P "$third" || true
kill -KILL "$third" 2>/dev/null || true
sleep 1
