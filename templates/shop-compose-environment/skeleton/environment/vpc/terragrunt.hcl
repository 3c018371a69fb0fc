include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "tfr:///terraform-aws-modules/vpc/aws?version=6.6.0"
}

inputs = {
  name = include.root.locals.env.name
  cidr = include.root.locals.env.cidr
  azs  = ["${{ values.zones[0] }}"]

  private_subnets = ["${{ values.privateSubnets[0] }}"]
  public_subnets  = ["${{ values.publicSubnets[0] }}"]

  # One host, so one way out is enough.
  enable_nat_gateway = true
  single_nat_gateway = true
}
