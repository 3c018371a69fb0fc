locals {
  environment   = "dev"
  name          = "MIR-DEV"
  cidr          = "10.20.0.0/16"
  instance_type = "t3.large"
  database      = "ecommerce"
  team          = "shop-team"
  cost_center   = "ecommerce"
}
