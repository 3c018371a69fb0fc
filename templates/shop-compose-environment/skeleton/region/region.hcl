locals {
  region = "${{ values.region }}"
}
