// Command web serves the page with menu and orders.
package main

import (
	"fmt"
	"net/http"
	"os"

	"shop.example/coffeeshop/internal/server"
)

const page = `<!DOCTYPE html>
<html lang="en">
<title>Coffee shop</title>
<h1>Coffee shop</h1>
<ul id="menu"></ul>
<script>
  fetch("/reverse-proxy-url")
    .then(answer => answer.text())
    .then(proxy => fetch(proxy + "/v1/api/item-types"))
    .then(answer => answer.json())
    .then(items => {
      for (const { type, price } of items) {
        const line = document.createElement("li");
        line.textContent = type + " " + price.toFixed(2);
        document.getElementById("menu").append(line);
      }
    });
</script>
</html>
`

func main() {
	server.Run(os.Getenv("WEB_PORT"), map[string]http.HandlerFunc{
		"GET /{$}": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page)
		},
		"GET /reverse-proxy-url": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, os.Getenv("REVERSE_PROXY_URL"))
		},
	})
}
