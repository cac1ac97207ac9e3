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
	$settings = settings();
	foreach ( array_keys( $settings ) as $name ) {
		$address = trim( (string) ( ( (array) $given )[ $name ] ?? '' ) );
		$parts   = wp_parse_url( $address );
		if ( $address !== '' && ( ! isset( $parts['host'] ) || ! in_array( $parts['scheme'] ?? '', array( 'https', 'http' ), true ) ) ) {
			/* translators: %s: what was entered. */
			$message = __( 'Expected an address such as https://example.com; got "%s". The former one was kept.', 'araucaria-connect' );
			add_settings_error( OPTION, $name, esc_html( sprintf( $message, $address ) ) );
			continue;
		}
		$url               = esc_url_raw( $address, array( 'https', 'http' ) );
		$settings[ $name ] = $name === 'sandbox' ? untrailingslashit( $url ) : $url;
	}
	return $settings;
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
		'<tr><th scope="row">%s</th><td>%s</td></tr></table>',
		esc_html__( 'API key', 'araucaria-connect' ),
		defined( 'ARAUCARIA_API_KEY' )
			? esc_html__( 'Set in wp-config.php.', 'araucaria-connect' )
			: wp_kses( __( 'Missing: add <code>define( \'ARAUCARIA_API_KEY\', \'arau_…\' );</code> to wp-config.php.', 'araucaria-connect' ), array( 'code' => array() ) )
	);
	submit_button();
	echo '</form></div>';
}
