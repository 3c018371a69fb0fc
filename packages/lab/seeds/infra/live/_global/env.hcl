locals {
  environment = "global"
  team        = "platform-team"
  cost_center = "platform"
}
