include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "tfr:///terraform-aws-modules/ec2-instance/aws?version=6.4.0"
}

dependency "vpc" {
  config_path = "../vpc"

  mock_outputs = {
    private_subnets = ["subnet-00000000000000000"]
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

dependency "policy" {
  config_path = "../host-policy"

  mock_outputs = {
    arn = "arn:aws:iam::000000000000:policy/mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

inputs = {
  name          = "${include.root.locals.env.name}-host"
  instance_type = include.root.locals.env.instance_type
  subnet_id     = dependency.vpc.outputs.private_subnets[0]

  ami_ssm_parameter = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id"

  # Nobody signs in by SSH: commands come through Systems Manager, so there is
  # no key and no open port.
  security_group_ingress_rules = {}
  create_iam_instance_profile  = true
  iam_role_policies = {
    Commands = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
    Images   = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"
    Secrets  = dependency.policy.outputs.arn
  }

  root_block_device = {
    encrypted = true
    size      = 30
  }

  user_data_replace_on_change = true
  user_data                   = <<-EOT
    #!/bin/bash
    set -euo pipefail
    apt-get update
    apt-get install --yes amazon-ecr-credential-helper docker.io docker-compose-v2 jq
    snap install aws-cli --classic
    install --directory --mode 0700 /root/.docker /opt/coffeeshop
    echo '{"credsStore": "ecr-login"}' > /root/.docker/config.json
    systemctl enable --now docker
  EOT

  tags = {
    Environment = include.root.locals.env.environment
    Purpose     = "compose"
  }
}
