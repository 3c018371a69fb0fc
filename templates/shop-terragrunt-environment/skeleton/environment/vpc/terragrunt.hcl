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
  azs  = ["${{ values.zones | join('", "') }}"]

  private_subnets  = ["${{ values.privateSubnets | join('", "') }}"]
  public_subnets   = ["${{ values.publicSubnets | join('", "') }}"]
  database_subnets = ["${{ values.databaseSubnets | join('", "') }}"]

  enable_nat_gateway     = true
  single_nat_gateway     = ${{ 'false' if values.production else 'true' }}
  one_nat_gateway_per_az = ${{ 'true' if values.production else 'false' }}

  public_subnet_tags  = { "kubernetes.io/role/elb" = 1 }
  private_subnet_tags = { "kubernetes.io/role/internal-elb" = 1 }
}
