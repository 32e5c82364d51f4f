<?php
/**
 * Runs before WordPress, in each request: puts in place what the web server in front tells of the request.
 *
 * Playground makes a request's variables from a parsed URL and a map of fields. What was sent, byte for byte, comes in a
 * field of its own, in base64 and JSON, together with a word that only the front knows: who does not come by it is refused.
 */
( static function () {
	// Code that Playground runs by itself has no client.
	if ( ! isset( $_SERVER['REMOTE_ADDR'] ) ) {
		return;
	}
	$told = json_decode( base64_decode( $_SERVER['HTTP_LATCHKEY_REQUEST'] ?? '' ), true );
	if ( ! is_array( $told ) || ! hash_equals( trim( file_get_contents( '/internal/latchkey/word' ) ), $told['word'] ) ) {
		http_response_code( 403 );
		exit;
	}
	$bytes = static function ( array $values ) {
		return array_map( 'base64_decode', $values );
	};
	foreach ( array_keys( $_SERVER ) as $name ) {
		if ( 0 === strpos( $name, 'HTTP_' ) ) {
			unset( $_SERVER[ $name ] );
		}
	}
	unset( $_SERVER['HTTPS'], $_SERVER['CONTENT_TYPE'], $_SERVER['CONTENT_LENGTH'], $_SERVER['argv'], $_SERVER['argc'] );
	$_SERVER = array_merge( $_SERVER, $bytes( $told['variables'] ) );
	if ( '/index.php' === ( $_SERVER['SCRIPT_NAME'] ?? '' ) && 0 !== strpos( $_SERVER['REQUEST_URI'], '/index.php' ) ) {
		$_SERVER['PHP_SELF'] = '/index.php';
		unset( $_SERVER['PATH_INFO'] );
	}
	parse_str( $_SERVER['QUERY_STRING'] ?? '', $_GET );
	$_REQUEST = array_merge( $_GET, $_POST );

	$GLOBALS['latchkey_fields'] = $bytes( $told['fields'] );
	if ( ! function_exists( 'getallheaders' ) ) {
		function getallheaders() {
			$fields = array();
			foreach ( $GLOBALS['latchkey_fields'] as $name => $value ) {
				$fields[ ucwords( $name, '-' ) ] = $value;
			}
			return $fields;
		}
	}
} )();
