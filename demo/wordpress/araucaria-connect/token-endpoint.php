<?php
/**
 * The token endpoint. Only a visitor who is signed in gets a token, and repairs only connections of their own.
 */

namespace Araucaria\Connect;

defined( 'ABSPATH' ) || exit;

const MAX_BODY_BYTES     = 4096;
const MAX_RESPONSE_BYTES = 65536;
const TIMEOUT_SECONDS    = 10;
const ID_PATTERN         = '/^[A-Za-z0-9_-]{1,64}$/D';
const OWNED              = 'araucaria_connections';

/** A failure to answer a request with. The text is for developers, and quotes nothing that came. */
final class Problem extends \Exception {
	public array $headers;

	public function __construct( int $status, string $detail, array $headers = array() ) {
		parent::__construct( $detail, $status );
		$this->headers = $headers;
	}
}

/** The id that the request came with, or a new one. Araucaria gets the same, and the log names it: one id finds everything. */
function request_id(): string {
	static $id;
	$given = $_SERVER['HTTP_X_REQUEST_ID'] ?? '';
	return $id ??= preg_match( '/^[!-~]{1,128}$/D', $given ) && ! has_key( $given ) ? $given : wp_generate_uuid4();
}

/** The trace that the request belongs to, in the format of W3C Trace Context. */
function trace_headers(): array {
	$parent = $_SERVER['HTTP_TRACEPARENT'] ?? '';
	return preg_match( '/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/D', $parent ) ? array( 'traceparent' => $parent ) : array();
}

/** Logs a line with the id of the request. */
function log_failure( string $text ): void {
	error_log( 'araucaria-connect: request ' . request_id() . ': ' . $text );
}

/** Answers the request, and never shows an error of PHP. */
function answer_token_request(): void {
	// A notice of another plugin would break the JSON.
	while ( ob_get_level() > 0 ) {
		ob_end_clean();
	}
	try {
		$token = mint_widget_token();
		send( 200, $token, 'application/json' );
	} catch ( Problem $problem ) {
		log_failure( $problem->getCode() . ' ' . $problem->getMessage() );
		send_problem( $problem );
	} catch ( \Throwable $error ) {
		log_failure( get_class( $error ) );
		send_problem( new Problem( 500, 'The token endpoint failed.' ) );
	}
}

/** In the order of the checks: method, size, origin, type, body, visitor, Araucaria. */
function mint_widget_token(): array {
	if ( ( $_SERVER['REQUEST_METHOD'] ?? '' ) !== 'POST' ) {
		throw new Problem( 405, 'Expected POST.', array( 'Allow' => 'POST' ) );
	}
	$length = $_SERVER['CONTENT_LENGTH'] ?? '';
	if ( is_numeric( $length ) && (int) $length > MAX_BODY_BYTES ) {
		throw too_large();
	}
	if ( ! is_same_origin() ) {
		throw new Problem( 403, 'Expected a request of a page of this site; its origin is not allowed.' );
	}
	$body = (string) file_get_contents( 'php://input', false, null, 0, MAX_BODY_BYTES + 1 );
	$type = strtolower( trim( explode( ';', $_SERVER['CONTENT_TYPE'] ?? '' )[0] ) );
	if ( $type !== 'application/json' ) {
		throw new Problem( 415, 'Expected Content-Type: application/json.' );
	}
	if ( strlen( $body ) > MAX_BODY_BYTES ) {
		throw too_large();
	}
	$connection_id = read_connection_id( $body );
	if ( ! is_allowed( $connection_id ) ) {
		throw new Problem( 403, 'Expected a visitor who is signed in, and a connection of their own.' );
	}
	$path   = $connection_id === null ? '/v1/connections' : "/v1/connections/$connection_id/widget-token";
	$answer = ask_araucaria( $path, $connection_id !== null );
	$token  = array(
		'widgetToken'  => is_token( $answer['widgetToken'] ?? null ),
		'connectionId' => $connection_id ?? is_id( $answer['connectionId'] ?? null ),
	);
	if ( $connection_id === null ) {
		store_owner( $token['connectionId'] );
	}
	return $token;
}

/** Whether this visitor may create a connection (null), or repair this one. */
function is_allowed( ?string $connection_id ): bool {
	$user    = get_current_user_id();
	$allowed = $user !== 0 && ( $connection_id === null || in_array( $connection_id, get_user_meta( $user, OWNED ), true ) );
	/**
	 * Filters who may link a bank: for visitors without an account, or for some roles only.
	 *
	 * @param bool        $allowed       Whether the visitor is signed in, and the connection their own.
	 * @param string|null $connection_id The connection to repair, or null for a new one.
	 */
	return apply_filters( 'araucaria_connect_authorize', $allowed, $connection_id ) === true;
}

/** Before the token goes out, so that every connection has an owner. */
function store_owner( string $connection_id ): void {
	$user = get_current_user_id();
	if ( $user !== 0 && add_user_meta( $user, OWNED, $connection_id ) === false ) {
		throw new \RuntimeException( 'The owner of the connection was not stored.' );
	}
	/**
	 * Fires when a connection was created, before its token goes out.
	 *
	 * @param string $connection_id The connection's id.
	 */
	do_action( 'araucaria_connect_created', $connection_id );
}

/** By `Sec-Fetch-Site`, which pages can't forge, else by `Origin`. Without either it could be an attack. */
function is_same_origin(): bool {
	if ( isset( $_SERVER['HTTP_SEC_FETCH_SITE'] ) ) {
		return $_SERVER['HTTP_SEC_FETCH_SITE'] === 'same-origin';
	}
	return ( $_SERVER['HTTP_ORIGIN'] ?? '' ) === origin_of( home_url() );
}

/** The connection to repair; null for a new one. */
function read_connection_id( string $body ): ?string {
	$given = json_decode( $body, false, 8 );
	if ( ! $given instanceof \stdClass ) {
		throw new Problem( 400, 'Expected a JSON object, such as {}.' );
	}
	if ( ! isset( $given->connectionId ) ) {
		return null;
	}
	if ( ! is_string( $given->connectionId ) || ! preg_match( ID_PATTERN, $given->connectionId ) || has_key( $given->connectionId ) ) {
		throw new Problem( 400, 'Expected connectionId to be 1 to 64 letters, digits, hyphens and underscores (not an API key), null or left out.' );
	}
	return $given->connectionId;
}

function ask_araucaria( string $path, bool $is_repair ): array {
	$key = defined( 'ARAUCARIA_API_KEY' ) ? (string) ARAUCARIA_API_KEY : '';
	if ( ! preg_match( '/^arau_[A-Za-z0-9_-]+$/D', $key ) ) {
		throw new Problem( 500, 'Expected ARAUCARIA_API_KEY in wp-config.php to be an API key (arau_…).' );
	}
	$response = wp_remote_post(
		api_url() . $path,
		array(
			'headers'             => array(
				'Authorization' => "Bearer $key",
				'Content-Type'  => 'application/json',
				'X-Request-Id'  => request_id(),
			) + trace_headers(),
			'timeout'             => TIMEOUT_SECONDS,
			// A redirect could carry the key to another server.
			'redirection'         => 0,
			'limit_response_size' => MAX_RESPONSE_BYTES + 1,
		)
	);
	if ( is_wp_error( $response ) ) {
		// WordPress's words name the address, never a header.
		log_failure( $response->get_error_message() );
		$timed_out = strpos( $response->get_error_message(), 'timed out' ) !== false;
		throw $timed_out
			? new Problem( 504, 'Expected an answer of Araucaria within ' . TIMEOUT_SECONDS . ' s.' )
			: new Problem( 502, 'Expected an answer of Araucaria; the connection failed.' );
	}
	$status = (int) wp_remote_retrieve_response_code( $response );
	if ( $status < 200 || $status > 299 ) {
		throw problem_for_status( $status, (string) wp_remote_retrieve_header( $response, 'retry-after' ), $is_repair );
	}
	$body   = wp_remote_retrieve_body( $response );
	$answer = strlen( $body ) > MAX_RESPONSE_BYTES ? null : json_decode( $body, true, 16 );
	if ( ! is_array( $answer ) || has_key( (string) wp_json_encode( $answer ) ) ) {
		throw invalid_answer();
	}
	return $answer;
}

function problem_for_status( int $status, string $retry_after, bool $is_repair ): Problem {
	$is_time = preg_match( '/^(\d{1,9}|[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT)$/D', $retry_after );
	$headers = $is_time ? array( 'Retry-After' => $retry_after ) : array();
	if ( $is_repair && $status === 404 ) {
		return new Problem( 404, 'Expected the id of an existing connection.' );
	}
	if ( $is_repair && $status === 409 ) {
		return new Problem( 409, 'Expected a connection in FAILED_AUTH: no other can be repaired.' );
	}
	if ( $status === 429 ) {
		return new Problem( 429, 'Araucaria limits the rate of requests.', $headers );
	}
	if ( $status === 503 ) {
		return new Problem( 503, 'Araucaria is not available at the moment.', $headers );
	}
	// Not passed on as 401 or 403: the key is at fault, not the visitor.
	return new Problem( 502, 'Expected Araucaria to answer with success; it did not.' );
}

/** An id that is safe in URLs, or a failure. */
function is_id( $value ): string {
	if ( ! is_string( $value ) || ! preg_match( ID_PATTERN, $value ) ) {
		throw invalid_answer();
	}
	return $value;
}

/** A token that is safe in a header, or a failure. */
function is_token( $value ): string {
	if ( ! is_string( $value ) || ! preg_match( '/^[\x21-\x7e]{1,4096}$/D', $value ) ) {
		throw invalid_answer();
	}
	return $value;
}

function has_key( string $text ): bool {
	return stripos( $text, 'arau_' ) !== false;
}

function too_large(): Problem {
	return new Problem( 413, 'Expected a body of at most 4 KiB.' );
}

function invalid_answer(): Problem {
	return new Problem( 502, "Expected a widgetToken and a connectionId in Araucaria's answer; got something else." );
}

function send_problem( Problem $problem ): void {
	$status = $problem->getCode();
	$codes  = array(
		403 => 'unauthorized',
		404 => 'connection-not-found',
		409 => 'connection-not-repairable',
	);
	foreach ( $problem->headers as $name => $value ) {
		header( "$name: $value" );
	}
	send(
		$status,
		array(
			'type'   => 'about:blank',
			'title'  => get_status_header_desc( $status ),
			'status' => $status,
			'detail' => $problem->getMessage(),
			'code'   => $codes[ $status ] ?? 'token-request-rejected',
		),
		'application/problem+json'
	);
}

function send( int $status, array $body, string $type ): void {
	status_header( $status );
	header( "Content-Type: $type" );
	header( 'Cache-Control: no-store' );
	header( 'Vary: Origin, Sec-Fetch-Site, Cookie' );
	header( 'X-Content-Type-Options: nosniff' );
	header( 'X-Request-Id: ' . request_id() );
	echo wp_json_encode( $body );
}
