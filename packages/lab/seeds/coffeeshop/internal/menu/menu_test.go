package menu

import "testing"

func TestFind(t *testing.T) {
	if item, ok := Find("MUFFIN"); !ok || !item.Food {
		t.Errorf("a muffin is food, got %+v", item)
	}
	if _, ok := Find("TEA"); ok {
		t.Error("there is no tea")
	}
}
