// Package menu knows what can be ordered.
package menu

// Item is one line of the menu.
type Item struct {
	Type  string  `json:"type"`
	Price float64 `json:"price"`
	Food  bool    `json:"food"`
}

// Items is the menu.
var Items = []Item{
	{Type: "CAPPUCCINO", Price: 4.5},
	{Type: "COFFEE_BLACK", Price: 3},
	{Type: "ESPRESSO", Price: 3.5},
	{Type: "CROISSANT", Price: 3.25, Food: true},
	{Type: "MUFFIN", Price: 3, Food: true},
}

// Find returns the item of a type.
func Find(kind string) (Item, bool) {
	for _, item := range Items {
		if item.Type == kind {
			return item, true
		}
	}
	return Item{}, false
}
