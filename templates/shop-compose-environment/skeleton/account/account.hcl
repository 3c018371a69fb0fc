locals {
  account_id = "${{ values.accountId }}"
}
