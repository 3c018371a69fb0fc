module shop.example/coffeeshop

go 1.26
