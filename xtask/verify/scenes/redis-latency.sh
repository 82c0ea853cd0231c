# packages: redis-server
# set: REDIS_HOST=127.0.0.1
# A client walks 200,000 keys with KEYS * again and again, and a script spins: everybody else waits.
redis_start --slowlog-log-slower-than 10000 --latency-monitor-threshold 20
redis-cli eval "for i = 1, 200000 do redis.call('SET', 'session:' .. i, 'x') end" 0 >/dev/null
redis-cli config resetstat >/dev/null
redis-cli slowlog reset >/dev/null
redis-cli latency reset >/dev/null
background bash -c 'exec 3<>/dev/tcp/127.0.0.1/6379; printf "CLIENT SETNAME report-job\r\n" >&3; while :; do printf "KEYS session:*\r\n" >&3; sleep 0.2; done & cat <&3 >/dev/null'
background bash -c 'while :; do redis-cli eval "local x = 0 for i = 1, 8000000 do x = x + i end return x" 0; sleep 0.5; done'
wait_for bash -c "redis-cli slowlog get 20 | grep -q KEYS"
wait_for bash -c "redis-cli slowlog get 20 | grep -qi eval"
