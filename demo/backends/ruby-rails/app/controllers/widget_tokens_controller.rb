# The token endpoint of <araucaria-connect-button>. Metal, since Rails would parse the body before any check, and log it.
class WidgetTokensController < ActionController::Metal
  Problem = AraucariaApi::Problem

  MAX_BODY_BYTES = 4096
  CODES = { 403 => "unauthorized", 404 => "connection-not-found", 409 => "connection-not-repairable" }.freeze

  def create
    # Rails answers and logs it.
    request.request_id = SecureRandom.uuid unless request.get_header("HTTP_X_REQUEST_ID").to_s.match?(/\A(?!.*arau_)[!-~]{1,128}\z/i)
    answer(200, token)
  rescue StandardError => error
    # The text of another error may quote the key.
    error = Problem.new(500, "#{error.class} in this backend.") unless error.is_a?(Problem)
    Rails.logger.warn("token request #{request.request_id}: #{error.status} #{error.message}")
    answer_problem(error)
  end

  private

  def token
    raise Problem.new(405, "Expected POST.", "Allow" => "POST") unless request.post?
    raise Problem.new(403, "Expected a request from a page of this origin.") unless same_origin?
    raise Problem.new(415, "Expected Content-Type: application/json.") unless request.media_type == "application/json"

    id = connection_id
    user = session[:user] # your own: the user who is signed in
    unless user && (id.nil? || Connection.owned_by?(user, id))
      raise Problem.new(403, "Expected a user, and a connection of their own.")
    end

    api = AraucariaApi.new(request.request_id)
    return api.repair_connection(id) if id

    # The owner is stored before the token goes out: otherwise nobody would own the connection.
    api.create_connection.tap { |created| Connection.create!(id: created[:connectionId], owner: user) }
  end

  # By Sec-Fetch-Site, which pages can't forge, else by Origin. Without either it could be an attack.
  def same_origin?
    site = request.get_header("HTTP_SEC_FETCH_SITE")
    return site == "same-origin" if site

    ["https://#{request.host_with_port}", request.base_url].include?(request.origin)
  end

  # The connection to repair; nil for a new one.
  def connection_id
    body = request.body.read(MAX_BODY_BYTES + 1).to_s
    raise Problem.new(413, "Expected a body of at most 4 KiB.") if body.bytesize > MAX_BODY_BYTES

    members = AraucariaApi.parse_object(body)
    raise Problem.new(400, "Expected a JSON object, such as {}.") unless members

    id = members["connectionId"]
    return id if id.nil? || AraucariaApi.id?(id)

    raise Problem.new(400, "Expected connectionId to be 1 to 64 letters, digits, hyphens and underscores.")
  end

  def answer_problem(problem)
    response.headers.merge!(problem.headers)
    title = Rack::Utils::HTTP_STATUS_CODES[problem.status]
    code = CODES.fetch(problem.status, "token-request-rejected")
    body = { type: "about:blank", title: title, status: problem.status, detail: problem.message, code: code }
    answer(problem.status, body, "application/problem+json")
  end

  def answer(status, body, type = "application/json")
    self.status = status
    self.content_type = type
    response.headers.merge!(
      "Cache-Control" => "no-store",
      "Vary" => "Origin, Sec-Fetch-Site, Cookie",
      "X-Content-Type-Options" => "nosniff"
    )
    self.response_body = body.to_json
  end
end
