# packages: golang-go curl procps
# A Go service that starts a goroutine for each request and never reads its
# answer: the goroutines wait for ever and keep their buffers.
# set: PPROF_URL=http://127.0.0.1:6060/debug/pprof
cat >main.go <<'GO'
package main

import (
	"net/http"
	_ "net/http/pprof"
)

func quote(fees chan<- []byte) {
	fees <- make([]byte, 64<<10) // nobody receives
}

func pay(w http.ResponseWriter, r *http.Request) {
	fees := make(chan []byte)
	go quote(fees)
	w.Write([]byte("accepted\n")) // returns without reading fees
}

func main() {
	http.HandleFunc("/pay", pay)
	http.ListenAndServe("127.0.0.1:6060", nil)
}
GO
# With cgo the standard library comes compiled.
GO111MODULE=off GOCACHE=$SCENE/cache CGO_ENABLED=1 go build -ldflags=-w -o payment-service main.go
background env GODEBUG=gctrace=0 ./payment-service
wait_for curl -sf http://127.0.0.1:6060/debug/pprof/
# More than 51 MB: with less, pprof tells of kilobytes.
for _ in $(seq 1 12); do
  curl -s -o /dev/null "http://127.0.0.1:6060/pay?n=[1-100]"
done
(while sleep 0.05; do curl -s -o /dev/null http://127.0.0.1:6060/pay; done) &
