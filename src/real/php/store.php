<?php
/**
 * What a store for tests has that others do not: it sends no mail, asks nobody for updates, and trusts the authority of
 * the app that it sends granted keys to.
 */
add_filter( 'pre_wp_mail', '__return_true' );
add_filter( 'automatic_updater_disabled', '__return_true' );
add_filter( 'action_scheduler_run_queue', '__return_false' );
add_filter(
	'http_request_args',
	static function ( $request ) {
		if ( file_exists( '/internal/latchkey/ca.pem' ) ) {
			$request['sslcertificates'] = '/internal/latchkey/ca.pem';
		}
		return $request;
	}
);
// An app for tests listens where there is a free port.
add_filter(
	'http_allowed_safe_ports',
	static function ( $ports, $host, $url ) {
		$ports[] = (int) parse_url( $url, PHP_URL_PORT );
		return $ports;
	},
	10,
	3
);
