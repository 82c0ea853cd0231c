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
GOFLAGS=-mod=mod GO111MODULE=off GOCACHE=$SCENE/cache CGO_ENABLED=0 go build -o payment-service main.go
background env GODEBUG=gctrace=0 ./payment-service
wait_for curl -sf http://127.0.0.1:6060/debug/pprof/
for i in $(seq 1 8); do
  curl -s -o /dev/null "http://127.0.0.1:6060/pay?n=[1-100]"
done
(while sleep 0.05; do curl -s -o /dev/null http://127.0.0.1:6060/pay; done) &
