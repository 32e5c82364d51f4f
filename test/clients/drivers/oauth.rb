# Ruby's oauth gem, as its README shows it, without a token.
require 'json'
require 'oauth'

SCHEMES = {
  'OAuth in the query' => :query_string,
  'OAuth in the header' => :header,
  'OAuth in the body' => :body
}.freeze

def encode(pairs)
  pairs.map { |pair| pair.map { |text| URI.encode_www_form_component(text) }.join('=') }.join('&')
end

results = JSON.parse($stdin.read).map do |order|
  site = URI(order['url'])
  consumer = OAuth::Consumer.new(
    order['key'], order['secret'],
    site: "#{site.scheme}://#{site.host}:#{site.port}",
    scheme: SCHEMES.fetch(order['mode']),
    signature_method: 'HMAC-SHA1',
    ca_file: ENV.fetch('SSL_CERT_FILE')
  )
  token = OAuth::AccessToken.new(consumer)
  path = order['pairs'].empty? ? site.path : "#{site.path}?#{encode(order['pairs'])}"
  begin
    answer =
      if order['method'] == 'GET'
        token.get(path)
      elsif order['json']
        token.send(order['method'].downcase, path, JSON.generate(order['json']), 'Content-Type' => 'application/json')
      else
        token.send(order['method'].downcase, path, order['form'] || {})
      end
    { id: order['id'], status: answer.code.to_i, body: answer.body.dup.force_encoding('UTF-8') }
  rescue StandardError => e
    { id: order['id'], status: 0, body: '', error: "#{e.class}: #{e.message}" }
  end
end
puts JSON.generate(results)
