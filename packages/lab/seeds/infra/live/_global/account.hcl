locals {
  account_id = "444444444444"
}
