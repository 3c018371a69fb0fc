// Command barista makes drinks.
package main

import "shop.example/coffeeshop/internal/server"

func main() {
	server.Run("8081", nil)
}
