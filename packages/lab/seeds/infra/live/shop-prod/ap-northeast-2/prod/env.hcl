locals {
  environment   = "prod"
  name          = "MIR-PROD"
  cidr          = "10.30.0.0/16"
  instance_type = "m7i.large"
  database      = "ecommerce"
  team          = "shop-team"
  cost_center   = "ecommerce"
}
