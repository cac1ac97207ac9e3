# Metal, since Rails would parse the body before its signature is checked.
class AraucariaWebhooksController < ActionController::Metal
  MAX_BODY_BYTES = 65_536
  TOLERANCE_SECONDS = 300
  SECRET = Base64.decode64(Rails.configuration.x.araucaria.webhook_secret.delete_prefix("whsec_")).freeze
  # Anybody could sign with an empty one.
  raise "Expected ARAUCARIA_WEBHOOK_SECRET to be whsec_… with the base64 of 24 bytes or more." if SECRET.bytesize < 24

  def create
    body = request.body.read(MAX_BODY_BYTES + 1).to_s
    self.response_body = ""
    return self.status = 400 unless body.bytesize <= MAX_BODY_BYTES && signed?(body)

    self.status = 204
    event = JSON.parse(body)
    # An event of a type that is not known yet changes nothing, and is answered with success too.
    return unless event["type"].start_with?("connection.")

    Connection.update_status(event["data"]["connectionId"], event["data"]["status"], Time.iso8601(event["timestamp"]))
  end

  private

  # Whether it is signed with our secret, and new (Standard Webhooks).
  def signed?(body)
    id, timestamp, signatures = %w[id timestamp signature].map { |name| request.headers["webhook-#{name}"].to_s }
    return false unless timestamp.match?(/\A\d{1,15}\z/) && (Time.now.to_i - timestamp.to_i).abs <= TOLERANCE_SECONDS

    digest = OpenSSL::HMAC.digest("SHA256", SECRET, "#{id}.#{timestamp}.#{body}")
    expected = "v1,#{Base64.strict_encode64(digest)}"
    signatures.split(" ").any? { |signature| ActiveSupport::SecurityUtils.secure_compare(signature, expected) }
  end
end
