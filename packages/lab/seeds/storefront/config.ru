require_relative 'storefront'

run Storefront.new(
  discounts: Upstream.new(ENV.fetch('DISCOUNTS_ROUTE'), ENV.fetch('DISCOUNTS_PORT'), '/discount'),
  advertisements: Upstream.new(ENV.fetch('ADS_ROUTE'), ENV.fetch('ADS_PORT'), '/ads')
)
