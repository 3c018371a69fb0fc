require 'json'
require 'net/http'

# A service that the shop asks, and can do without.
class Upstream
  def initialize(host, port, path)
    @uri = URI("http://#{host}:#{port}#{path}")
  end

  def fetch
    response = Net::HTTP.start(@uri.host, @uri.port, open_timeout: 1, read_timeout: 1) do |http|
      http.get(@uri.path)
    end
    response.is_a?(Net::HTTPSuccess) ? JSON.parse(response.body) : []
  rescue SystemCallError, Timeout::Error, SocketError, JSON::ParserError
    []
  end
end

# The pages of the shop.
class Storefront
  def initialize(discounts:, advertisements:)
    @discounts = discounts
    @advertisements = advertisements
  end

  def call(env)
    case env['PATH_INFO']
    when '/healthz', '/readyz' then [200, { 'content-type' => 'text/plain' }, ['ok']]
    when '/' then [200, { 'content-type' => 'application/json' }, [JSON.generate(shop)]]
    else [404, { 'content-type' => 'text/plain' }, ['not found']]
    end
  end

  private

  def shop
    { discounts: @discounts.fetch, advertisements: @advertisements.fetch }
  end
end
