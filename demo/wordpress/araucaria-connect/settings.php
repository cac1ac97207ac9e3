<?php
namespace Araucaria\Connect;

defined( 'ABSPATH' ) || exit;

const OPTION = 'araucaria_connect';

/** The settings that an administrator saved; an empty text means the default. Nothing in them is secret. */
function settings(): array {
	return array_merge(
		array(
			'endpoint' => '',
			'sandbox'  => '',
			'debug'    => '',
		),
		array_filter( (array) get_option( OPTION, array() ), 'is_string' )
	);
}

/** The API's address: the sandbox's, or the documented one. */
function api_url(): string {
	return settings()['sandbox'] ?: 'https://api.araucaria.money';
}

/** Keeps the former address where the new one can't be used, and says so. */
function sanitize_settings( $given ): array {
	$given    = (array) $given;
	$settings = array( 'debug' => empty( $given['debug'] ) ? '' : '1' ) + settings();
	/* translators: %s: what was entered. */
	$endpoint_message = __( 'Expected an address such as https://example.com; got "%s". The former one was kept.', 'araucaria-connect' );
	/* translators: %s: what was entered. */
	$sandbox_message = __( 'Expected the address of a sandbox with nothing after it, such as http://127.0.0.1:4400; got "%s". The former one was kept.', 'araucaria-connect' );
	foreach ( array( 'endpoint' => $endpoint_message, 'sandbox' => $sandbox_message ) as $name => $message ) {
		$address = trim( (string) ( $given[ $name ] ?? '' ) );
		if ( $name === 'sandbox' ) {
			$address = untrailingslashit( $address );
		}
		$origin = origin_of( $address );
		if ( $address !== '' && ( $origin === null || ( $name === 'sandbox' && $address !== $origin ) ) ) {
			add_settings_error( OPTION, $name, esc_html( sprintf( $message, $address ) ) );
			continue;
		}
		$settings[ $name ] = esc_url_raw( $address, array( 'https', 'http' ) );
	}
	return $settings;
}

/** The scheme, the host and the port of an address by http or https; null for any other. */
function origin_of( string $address ): ?string {
	$parts = wp_parse_url( $address );
	if ( ! isset( $parts['host'] ) || ! in_array( $parts['scheme'] ?? '', array( 'https', 'http' ), true ) ) {
		return null;
	}
	return $parts['scheme'] . '://' . $parts['host'] . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
}

/** How many users have connections stored. */
function count_owners(): int {
	global $wpdb;
	return (int) $wpdb->get_var( $wpdb->prepare( "SELECT COUNT(DISTINCT user_id) FROM $wpdb->usermeta WHERE meta_key = %s", OWNED ) );
}

add_action(
	'admin_init',
	fn() => register_setting(
		OPTION,
		OPTION,
		array(
			'type'              => 'array',
			'sanitize_callback' => __NAMESPACE__ . '\sanitize_settings',
		)
	)
);

add_action(
	'admin_menu',
	fn() => add_options_page( 'Araucaria Connect', 'Araucaria Connect', 'manage_options', OPTION, __NAMESPACE__ . '\render_settings' )
);

/** In the list of plugins. The word is WordPress's own, which has translations. */
add_filter(
	'plugin_action_links_' . plugin_basename( __DIR__ . '/araucaria-connect.php' ),
	function ( array $links ): array {
		$page = admin_url( 'options-general.php?page=' . OPTION );
		$link = sprintf( '<a href="%s">%s</a>', esc_url( $page ), esc_html__( 'Settings' ) );
		return current_user_can( 'manage_options' ) ? array( 'settings' => $link ) + $links : $links;
	}
);

function render_settings(): void {
	$fields = array(
		'endpoint' => array( __( 'Token endpoint', 'araucaria-connect' ), __( 'Leave it empty for the one of this plugin.', 'araucaria-connect' ), own_endpoint() ),
		'sandbox'  => array( __( 'Sandbox', 'araucaria-connect' ), __( 'Address of a sandbox, for tests. Leave it empty for the real Araucaria.', 'araucaria-connect' ), 'http://127.0.0.1:4400' ),
	);
	echo '<div class="wrap"><h1>Araucaria Connect</h1><form action="options.php" method="post">';
	settings_fields( OPTION );
	echo '<table class="form-table">';
	foreach ( $fields as $name => list( $label, $description, $placeholder ) ) {
		printf(
			'<tr><th scope="row"><label for="araucaria-%1$s">%2$s</label></th><td><input type="url" class="regular-text" id="araucaria-%1$s" name="%3$s[%1$s]" value="%4$s" placeholder="%5$s" aria-describedby="araucaria-%1$s-help"><p class="description" id="araucaria-%1$s-help">%6$s</p></td></tr>',
			esc_attr( $name ),
			esc_html( $label ),
			esc_attr( OPTION ),
			esc_attr( settings()[ $name ] ),
			esc_attr( $placeholder ),
			esc_html( $description )
		);
	}
	printf(
		'<tr><th scope="row">%1$s</th><td><label><input type="checkbox" name="%2$s[debug]" value="1"%3$s aria-describedby="araucaria-debug-help"> %4$s</label><p class="description" id="araucaria-debug-help">%5$s</p></td></tr>',
		esc_html__( 'Diagnosis', 'araucaria-connect' ),
		esc_attr( OPTION ),
		checked( settings()['debug'], '1', false ),
		esc_html__( 'Explain failures in the browser’s console', 'araucaria-connect' ),
		esc_html__( 'While you set up the site: the browser of every visitor loads a second file.', 'araucaria-connect' )
	);
	$owners = count_owners();
	$rows   = array(
		__( 'API key', 'araucaria-connect' )     => defined( 'ARAUCARIA_API_KEY' )
			? __( 'Set in wp-config.php.', 'araucaria-connect' )
			: __( 'Missing: add <code>define( \'ARAUCARIA_API_KEY\', \'arau_…\' );</code> to wp-config.php.', 'araucaria-connect' ),
		__( 'Connections', 'araucaria-connect' ) => sprintf(
			/* translators: %s: a number. */
			_n( '%s user has connections stored.', '%s users have connections stored.', $owners, 'araucaria-connect' ),
			number_format_i18n( $owners )
		) . '<p>' . __( 'To list those of a user: <code>wp user meta list &lt;id&gt; --keys=araucaria_connections</code>. An id is stored when its token is created, before the bank is linked.', 'araucaria-connect' ) . '</p>',
	);
	foreach ( $rows as $name => $content ) {
		$allowed = array_fill_keys( array( 'code', 'p' ), array() );
		printf( '<tr><th scope="row">%s</th><td>%s</td></tr>', esc_html( $name ), wp_kses( $content, $allowed ) );
	}
	echo '</table>';
	submit_button();
	echo '</form></div>';
}
