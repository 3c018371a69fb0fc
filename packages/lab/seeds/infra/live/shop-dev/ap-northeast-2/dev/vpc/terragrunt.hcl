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
  azs  = ["ap-northeast-2a", "ap-northeast-2b", "ap-northeast-2c"]

  private_subnets  = ["10.20.0.0/20", "10.20.16.0/20", "10.20.32.0/20"]
  public_subnets   = ["10.20.64.0/24", "10.20.65.0/24", "10.20.66.0/24"]
  database_subnets = ["10.20.72.0/24", "10.20.73.0/24", "10.20.74.0/24"]

  enable_nat_gateway     = true
  single_nat_gateway     = true
  one_nat_gateway_per_az = false

  public_subnet_tags  = { "kubernetes.io/role/elb" = 1 }
  private_subnet_tags = { "kubernetes.io/role/internal-elb" = 1 }
}
