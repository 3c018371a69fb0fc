// Command counter takes orders.
package main

import (
	"encoding/json"
	"net/http"

	"shop.example/coffeeshop/internal/menu"
	"shop.example/coffeeshop/internal/server"
)

type order struct {
	Items []string `json:"items"`
}

func main() {
	server.Run("5002", map[string]http.HandlerFunc{"POST /v1/api/orders": placeOrder})
}

func placeOrder(w http.ResponseWriter, r *http.Request) {
	var placed order
	body := http.MaxBytesReader(w, r.Body, 1<<16)
	if err := json.NewDecoder(body).Decode(&placed); err != nil || len(placed.Items) == 0 {
		http.Error(w, "an order names its items", http.StatusBadRequest)
		return
	}
	total := 0.0
	for _, kind := range placed.Items {
		item, ok := menu.Find(kind)
		if !ok {
			http.Error(w, "not on the menu: "+kind, http.StatusUnprocessableEntity)
			return
		}
		total += item.Price
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(map[string]float64{"total": total})
}
