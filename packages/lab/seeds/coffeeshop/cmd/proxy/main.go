// Command proxy leads from the browser to the services behind it.
package main

import (
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"

	"shop.example/coffeeshop/internal/server"
)

func main() {
	product := upstream("GRPC_PRODUCT")
	counter := upstream("GRPC_COUNTER")
	server.Run("5000", map[string]http.HandlerFunc{
		"GET /v1/api/item-types": product.ServeHTTP,
		"POST /v1/api/orders":    counter.ServeHTTP,
	})
}

func upstream(prefix string) *httputil.ReverseProxy {
	host := os.Getenv(prefix+"_HOST") + ":" + os.Getenv(prefix+"_PORT")
	return httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: host})
}
