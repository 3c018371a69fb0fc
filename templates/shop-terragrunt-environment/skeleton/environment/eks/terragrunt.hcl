include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "tfr:///terraform-aws-modules/eks/aws?version=21.19.0"
}

dependency "vpc" {
  config_path = "../vpc"

  mock_outputs = {
    vpc_id                     = "vpc-00000000000000000"
    vpc_cidr_block             = "${{ values.cidr }}"
    private_subnets            = ["subnet-00000000000000000", "subnet-00000000000000001"]
    database_subnet_group_name = "mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

inputs = {
  name                = "${include.root.locals.env.name}-eks"
  kubernetes_version  = "1.35"
  vpc_id              = dependency.vpc.outputs.vpc_id
  subnet_ids          = dependency.vpc.outputs.private_subnets
  authentication_mode = "API"
  deletion_protection = ${{ 'true' if values.production else 'false' }}

  enable_cluster_creator_admin_permissions = ${{ 'false' if values.production else 'true' }}

  addons = {
    coredns                = {}
    kube-proxy             = {}
    vpc-cni                = { before_compute = true }
    eks-pod-identity-agent = { before_compute = true }
    aws-ebs-csi-driver     = {}
  }

  eks_managed_node_groups = {
    default = {
      instance_types = [include.root.locals.env.instance_type]
      min_size       = 2
      max_size       = ${{ 6 if values.production else 3 }}
      desired_size   = 2
    }
  }
}
