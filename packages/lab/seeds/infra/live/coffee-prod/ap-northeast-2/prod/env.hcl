locals {
  environment   = "prod"
  name          = "coffee-prod"
  cidr          = "10.40.0.0/16"
  instance_type = "t3.large"
  database      = "coffeeshop"
  team          = "coffee-team"
  cost_center   = "coffeeshop"
}
