include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "tfr:///terraform-aws-modules/acm/aws?version=6.3.0"
}

dependency "dns" {
  config_path = "../dns"

  mock_outputs = {
    id = "Z0000000000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

inputs = {
  domain_name               = include.root.locals.env.domain
  subject_alternative_names = ["*.${include.root.locals.env.domain}"]
  zone_id                   = dependency.dns.outputs.id
  validation_method         = "DNS"
  wait_for_validation       = true
}
