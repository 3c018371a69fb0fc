include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "tfr:///terraform-aws-modules/iam/aws//modules/iam-policy?version=6.5.0"
}

inputs = {
  name = "${lower(include.root.locals.env.name)}-host"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["secretsmanager:GetSecretValue"]
      Resource = ["arn:aws:secretsmanager:${include.root.locals.region.region}:${include.root.locals.account.account_id}:secret:coffeeshop/${include.root.locals.env.environment}/*"]
    }]
  })
}
