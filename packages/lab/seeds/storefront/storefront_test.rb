require 'minitest/autorun'
require_relative 'storefront'

class StorefrontTest < Minitest::Test
  Fixed = Struct.new(:fetch)

  def setup
    @shop = Storefront.new(discounts: Fixed.new([{ 'code' => 'WELCOME' }]), advertisements: Fixed.new([]))
  end

  def test_shows_discounts
    status, _, body = @shop.call('PATH_INFO' => '/')
    assert_equal 200, status
    assert_equal 'WELCOME', JSON.parse(body.first).dig('discounts', 0, 'code')
  end

  def test_knows_no_other_page
    assert_equal 404, @shop.call('PATH_INFO' => '/secret').first
  end
end
