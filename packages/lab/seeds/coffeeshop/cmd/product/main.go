// Command product serves the menu.
package main

import (
	"encoding/json"
	"net/http"

	"shop.example/coffeeshop/internal/menu"
	"shop.example/coffeeshop/internal/server"
)

func main() {
	server.Run("5001", map[string]http.HandlerFunc{
		"GET /v1/api/item-types": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_ = json.NewEncoder(w).Encode(menu.Items)
		},
	})
}
