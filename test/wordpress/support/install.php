<?php
/**
 * Installs WordPress with its three users, and turns on the plugin if it is there: php install.php <site> <password>.
 */

define( 'WP_INSTALLING', true );
list( , $site, $password ) = $argv;
require "$site/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

wp_install( 'Tests', 'administrator', 'administrator@site.example', true, '', $password );
foreach ( array( 'editor', 'author' ) as $role ) {
	wp_insert_user(
		array(
			'user_login' => $role,
			'user_pass'  => $password,
			'role'       => $role,
		)
	);
}
// The editor shows a guide to new users.
foreach ( get_users() as $user ) {
	$preferences = array(
		'core/edit-post' => array( 'welcomeGuide' => false ),
		'_modified'      => gmdate( 'c' ),
	);
	update_user_meta( $user->ID, 'wp_persisted_preferences', $preferences );
}
// Addresses of pages by their number.
update_option( 'permalink_structure', '' );
if ( is_dir( WP_PLUGIN_DIR . '/araucaria-connect' ) ) {
	$error = activate_plugin( 'araucaria-connect/araucaria-connect.php' );
	if ( is_wp_error( $error ) ) {
		throw new RuntimeException( $error->get_error_message() );
	}
}
echo 'installed';
