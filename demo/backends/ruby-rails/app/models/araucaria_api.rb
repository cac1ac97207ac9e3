require "net/http"

# The two calls that mint widget tokens. Araucaria's texts and the errors of the client go nowhere: they may quote the key.
class AraucariaApi
  TIMEOUT_SECONDS = 10
  MAX_ANSWER_BYTES = 65_536
  ID = /\A[A-Za-z0-9_-]{1,64}\z/
  RETRY_AFTER = /\A(?:\d{1,9}|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT)\z/

  # A failure to answer with (RFC 9457). `message` is for developers, and quotes nothing that came.
  class Problem < StandardError
    attr_reader :status, :headers

    def initialize(status, detail, headers = {})
      super(detail)
      @status = status
      @headers = headers
    end
  end

  # An id that is safe in a URL. An API key has the same characters, and is none.
  def self.id?(value)
    value.is_a?(String) && ID.match?(value) && !value.match?(/arau_/i)
  end

  def self.parse_object(text)
    value = JSON.parse(text.dup.force_encoding(Encoding::UTF_8))
    value if value.is_a?(Hash)
  rescue JSON::ParserError, EncodingError
    nil
  end

  def initialize(request_id)
    @settings = Rails.configuration.x.araucaria
    @request_id = request_id
  end

  def create_connection
    answer = post("/v1/connections")
    id = answer["connectionId"]
    raise Problem.new(502, "Expected a connectionId in Araucaria's answer.") unless self.class.id?(id)

    { widgetToken: token_in(answer), connectionId: id }
  end

  def repair_connection(id)
    { widgetToken: token_in(post("/v1/connections/#{id}/widget-token", repair: true)), connectionId: id }
  end

  private

  def post(path, repair: false)
    # The client's own time limits are for each read alone.
    text = Timeout.timeout(TIMEOUT_SECONDS) { send_post(URI(@settings.api_url.chomp("/") + path), repair) }
    self.class.parse_object(text) || raise(Problem.new(502, "Expected a JSON object in Araucaria's answer."))
  rescue Timeout::Error
    raise Problem.new(504, "Expected an answer of Araucaria within #{TIMEOUT_SECONDS} s."), cause: nil
  rescue SystemCallError, IOError, SocketError, OpenSSL::SSL::SSLError, Net::ProtocolError, Net::HTTPBadResponse
    raise Problem.new(502, "Expected an answer of Araucaria; the connection failed."), cause: nil
  end

  # It follows no redirects, which could take the key to another server.
  def send_post(uri, repair)
    request = Net::HTTP::Post.new(
      uri,
      "Authorization" => "Bearer #{@settings.api_key}",
      "Content-Type" => "application/json",
      "X-Request-Id" => @request_id
    )
    request.body = ""
    Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
      http.request(request) do |response|
        raise problem_for(response, repair) unless response.is_a?(Net::HTTPSuccess)

        return read_answer(response)
      end
    end
  end

  def read_answer(response)
    text = +""
    response.read_body do |chunk|
      text << chunk
      raise Problem.new(502, "Expected at most 64 KiB in Araucaria's answer.") if text.bytesize > MAX_ANSWER_BYTES
    end
    text
  end

  def problem_for(response, repair)
    status = response.code.to_i
    return Problem.new(404, "Expected the id of an existing connection.") if repair && status == 404
    return Problem.new(409, "Expected a connection in FAILED_AUTH: no other can be repaired.") if repair && status == 409

    if [429, 503].include?(status)
      retry_after = response["Retry-After"].to_s
      return Problem.new(status, "Araucaria asks to try again later.", RETRY_AFTER.match?(retry_after) ? { "Retry-After" => retry_after } : {})
    end
    # Also 401 and 403: the key is at fault, not the visitor.
    Problem.new(502, "Expected Araucaria to answer with success; it answered #{status}.")
  end

  def token_in(answer)
    token = answer["widgetToken"]
    return token if token.is_a?(String) && token.match?(/\A[!-~]{1,4096}\z/) && !token.match?(/arau_/i)

    raise Problem.new(502, "Expected a widgetToken in Araucaria's answer.")
  end
end
