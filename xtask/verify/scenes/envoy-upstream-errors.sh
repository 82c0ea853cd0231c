# packages: mawk
# set: ENVOY_LOG=/run/kb-envoy/access.log
# Envoy itself is no package of Debian. These lines are in its documented default format, so
# that the commands that read them are proven.
dir=/run/kb-envoy
rm -rf "$dir" && mkdir -p "$dir"
line() { printf '[2026-11-26T05:00:%02d.310Z] "GET /v1/payments HTTP/1.1" %s %s 0 91 %s - "203.0.113.7" "curl/7.88.1" "cc21d9b0-cf5c-432b-8c7e-98aeb7988cd2" "pay.internal" "%s"\n' "$1" "$2" "$3" "$4" "$5"; }
{
  for i in $(seq 30); do line "$i" 200 - 12 10.42.1.17:8080; done
  for i in $(seq 12); do line "$i" 503 UF 1002 10.42.3.8:8080; done
  for i in $(seq 5); do line "$i" 504 UT 15001 10.42.2.23:8080; done
  for i in $(seq 3); do line "$i" 503 UO 0 -; done
} > "$dir/access.log"
