terragrunt_version_constraint = ">= 1.1.0, < 2.0.0"
terraform_version_constraint  = ">= 1.11.1"

locals {
  account = read_terragrunt_config(find_in_parent_folders("account.hcl")).locals
  region  = read_terragrunt_config(find_in_parent_folders("region.hcl")).locals
  env     = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
}

remote_state {
  backend = "s3"
  generate = {
    path      = "backend.tf"
    if_exists = "overwrite_terragrunt"
  }
  config = {
    bucket       = "${{ values.organisation }}-state-${local.account.account_id}-${local.region.region}"
    key          = "${path_relative_to_include()}/tofu.tfstate"
    region       = local.region.region
    encrypt      = true
    use_lockfile = true
  }
}

# The account is named so that a unit can never change another account.
generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = <<-EOT
    provider "aws" {
      region              = "${local.region.region}"
      allowed_account_ids = ["${local.account.account_id}"]
      default_tags {
        tags = {
          Environment = "${local.env.environment}"
          Team        = "${local.env.team}"
          CostCenter  = "${local.env.cost_center}"
          ManagedBy   = "terragrunt"
          Repository  = "${{ values.organisation }}/${{ values.repository }}"
        }
      }
    }
  EOT
}

errors {
  retry "transient" {
    retryable_errors   = get_default_retryable_errors()
    max_attempts       = 3
    sleep_interval_sec = 10
  }
}
