locals {
  environment   = "${{ values.environment }}"
  name          = "${{ values.name }}"
  cidr          = "${{ values.cidr }}"
  instance_type = "${{ values.instanceType }}"
  team          = "${{ values.team }}"
  cost_center   = "coffeeshop"
}
