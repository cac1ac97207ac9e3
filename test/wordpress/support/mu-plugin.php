<?php
/**
 * What the tests of the token endpoint need: a request names the visitor and the address of the API in headers. The
 * tests of the pages send none of them.
 */

// They are on another server.
add_filter( 'pre_option_show_avatars', '__return_zero' );

/** A header of the request, or null. */
function test_header( string $name ): ?string {
	return $_SERVER[ "HTTP_X_TEST_$name" ] ?? null;
}

/** Tells the API of the tests what the plugin asks, where it wants to hear it. */
function test_tell( string $path ): void {
	if ( test_header( 'QUIET' ) !== null ) {
		return;
	}
	$api = wp_parse_url( test_header( 'API' ) );
	wp_remote_get( "http://{$api['host']}:{$api['port']}$path" );
}

if ( test_header( 'API' ) !== null ) {
	$settings = fn(): array => array(
		'sandbox'  => test_header( 'API' ),
		'endpoint' => '',
	);
	add_filter( 'pre_option_araucaria_connect', $settings );
	add_filter( 'determine_current_user', fn() => username_exists( test_header( 'USER' ) ?? '' ), 100 );
	// Why a call of the API failed.
	add_action( 'http_api_debug', fn( $response ) => is_wp_error( $response ) && header( 'X-Test-Error: ' . $response->get_error_message() ) );
	// A second, in place of ten.
	add_filter( 'http_request_args', fn( array $request ): array => array( 'timeout' => 1 ) + $request );
	add_filter(
		'araucaria_connect_authorize',
		function ( bool $allowed, ?string $connection_id ): bool {
			test_tell( '/asked/' . ( $connection_id ?? 'new' ) );
			return $allowed || $connection_id === 'conn_9';
		},
		10,
		2
	);
	add_action( 'araucaria_connect_created', fn( string $id ) => test_tell( "/created/$id" ) );
}
