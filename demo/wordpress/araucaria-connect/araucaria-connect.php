<?php
/**
 * Plugin Name: Araucaria Connect
 * Description: A button that links the visitor's bank account: a block, and the shortcode [araucaria_connect].
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: MIT
 * Text Domain: araucaria-connect
 *
 * The API key is a constant in wp-config.php, so that it is in no page, database or backup of the database:
 *   define( 'ARAUCARIA_API_KEY', 'arau_…' );
 */

namespace Araucaria\Connect;

defined( 'ABSPATH' ) || exit;

require __DIR__ . '/settings.php';
require __DIR__ . '/token-endpoint.php';

const VERSION = '0.1.0';
const SCRIPT  = 'araucaria-connect-embed';

/** The plugin's own token endpoint: a page of the site, so that the visitor's cookie counts, as on any page. */
function own_endpoint(): string {
	return add_query_arg( 'araucaria-connect', 'widget-token', home_url( '/' ) );
}

/** Markup that the embed script turns into a button. Its settings are on the script tag alone. */
function button( string $label, string $fallback_url = '' ): string {
	wp_enqueue_script( SCRIPT );
	$url = esc_url( $fallback_url, array( 'http', 'https', 'mailto', 'tel' ) );
	return $url === ''
		? sprintf( '<span data-araucaria-connect>%s</span>', esc_html( $label ) )
		: sprintf( '<a data-araucaria-connect href="%s">%s</a>', $url, esc_html( $label ) );
}

add_action(
	'init',
	function (): void {
		wp_register_script( SCRIPT, plugins_url( 'araucaria-connect-embed.js', __FILE__ ), array(), VERSION, true );
		wp_register_script(
			'araucaria-connect-block',
			plugins_url( 'block.js', __FILE__ ),
			array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ),
			VERSION,
			true
		);
		register_block_type(
			__DIR__,
			array(
				'render_callback' => fn( array $attributes ): string => sprintf(
					'<div %s>%s</div>',
					get_block_wrapper_attributes(),
					button( $attributes['label'] ?? '', $attributes['fallbackUrl'] ?? '' )
				),
			)
		);
		add_shortcode(
			'araucaria_connect',
			function ( $attributes, ?string $label = '' ): string {
				$given = shortcode_atts( array( 'fallback' => '' ), (array) $attributes );
				// A block of its own: themes place the blocks of a page, not the text between them.
				return '<div class="wp-block-araucaria-connect">' . button( wp_strip_all_tags( (string) $label ), $given['fallback'] ) . '</div>';
			}
		);
	}
);

/** An author may also write the markup by hand. */
add_filter(
	'the_content',
	function ( string $content ): string {
		if ( strpos( $content, 'data-araucaria-connect' ) !== false ) {
			wp_enqueue_script( SCRIPT );
		}
		return $content;
	}
);

/** The settings go onto the tag of this script; no inline script, which a policy may refuse. */
add_filter(
	'script_loader_tag',
	function ( string $tag, string $handle ): string {
		if ( $handle !== SCRIPT ) {
			return $tag;
		}
		$settings   = settings();
		$attributes = sprintf( ' data-cfasync="false" data-token-endpoint="%s"', esc_url( $settings['endpoint'] ?: own_endpoint() ) );
		if ( $settings['sandbox'] !== '' ) {
			$attributes .= sprintf( ' data-widget-src="%s"', esc_url( $settings['sandbox'] . '/widget/araucaria-connect.js' ) );
		}
		if ( $settings['debug'] !== '' ) {
			$attributes .= ' data-debug';
		}
		return str_replace( '<script ', '<script' . $attributes . ' async ', $tag );
	},
	10,
	2
);

/** The visitor is known from here on. Before any output. */
add_action(
	'init',
	function (): void {
		// phpcs:ignore WordPress.Security.NonceVerification -- the endpoint checks the origin of the request itself
		if ( ( $_GET['araucaria-connect'] ?? '' ) === 'widget-token' ) {
			answer_token_request();
			exit;
		}
	},
	20
);
