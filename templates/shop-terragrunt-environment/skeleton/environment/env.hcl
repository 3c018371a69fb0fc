locals {
  environment   = "${{ values.environment }}"
  name          = "${{ values.name }}"
  cidr          = "${{ values.cidr }}"
  domain        = "${{ values.domain }}"
  instance_type = "${{ values.instanceType }}"
  database      = "${{ values.system }}"
  team          = "${{ values.team }}"
  cost_center   = "${{ values.system }}"
}
