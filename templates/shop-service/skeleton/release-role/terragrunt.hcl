include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "tfr:///terraform-aws-modules/iam/aws//modules/iam-role?version=6.5.0"
}

dependency "ecr" {
  config_path = "../../ecr/${{ values.name }}"

  mock_outputs = {
    repository_arn = "arn:aws:ecr:ap-northeast-2:000000000000:repository/shop/mock"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
}

inputs = {
  name            = "release-${{ values.name }}"
  use_name_prefix = false

  # Numbers, because a name can be given to another repository later.
  enable_github_oidc = true
  oidc_subjects      = ["repo:${{ values.organisation }}@${{ values.organisationId }}/${{ values.name }}@${{ values.repositoryId }}:environment:registry"]

  create_inline_policy = true
  inline_policy_permissions = {
    SignIn = {
      actions   = ["ecr:GetAuthorizationToken"]
      resources = ["*"]
    }
    Push = {
      actions = [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ]
      resources = [dependency.ecr.outputs.repository_arn]
    }
  }
}
