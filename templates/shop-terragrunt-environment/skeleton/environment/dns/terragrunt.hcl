include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "tfr:///terraform-aws-modules/route53/aws?version=6.4.0"
}

# The parent zone refers to its name servers, which a new zone does not keep.
prevent_destroy = true

inputs = {
  name = include.root.locals.env.domain
}
