include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}

terraform {
  source = "tfr:///terraform-aws-modules/rds/aws?version=7.2.0"
}
{%- if values.production %}

# Holds what people typed: destroying it needs a change here first.
prevent_destroy = true
{%- endif %}

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
  identifier           = "${lower(include.root.locals.env.name)}-postgres"
  engine               = "postgres"
  engine_version       = "17.6"
  family               = "postgres17"
  major_engine_version = "17"
  instance_class       = "${{ values.databaseClass }}"

  allocated_storage     = 20
  max_allocated_storage = ${{ 200 if values.production else 50 }}

  db_name  = include.root.locals.env.database
  username = include.root.locals.env.database
  port     = 5432

  # The password is made by RDS and kept in Secrets Manager.
  manage_master_user_password = true

  multi_az                = ${{ 'true' if values.production else 'false' }}
  db_subnet_group_name    = dependency.vpc.outputs.database_subnet_group_name
  backup_retention_period = ${{ 14 if values.production else 3 }}
  deletion_protection     = ${{ 'true' if values.production else 'false' }}
  skip_final_snapshot     = ${{ 'false' if values.production else 'true' }}
}
