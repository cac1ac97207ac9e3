<?php
/**
 * Removes the settings when an administrator deletes the plugin. Whose a connection is stays: the connections exist on.
 */

defined( 'WP_UNINSTALL_PLUGIN' ) || exit;

delete_option( 'araucaria_connect' );
