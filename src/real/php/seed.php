<?php
/**
 * Puts the users, keys, products and orders of a fixture into a store that was just installed. Run once, inside WordPress.
 * It speaks to public functions of WordPress and WooCommerce alone.
 */
register_shutdown_function(
	static function () {
		$error = error_get_last();
		if ( $error && ( $error['type'] & ( E_ERROR | E_PARSE | E_COMPILE_ERROR | E_USER_ERROR ) ) ) {
			file_put_contents( '/internal/latchkey/failed.txt', $error['message'] . ' in ' . $error['file'] . ':' . $error['line'] );
		}
	}
);
require_once '/wordpress/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/user.php';

// A function of its own: `$post` and `$product` are variables of WordPress's and WooCommerce's.
( static function () {
	global $wpdb;
	$fixture = json_decode( file_get_contents( '/internal/latchkey/fixture.json' ), true );
	$first   = $fixture['first'];

	$options = array(
		'blogname'                              => $fixture['title'],
		'admin_email'                           => $fixture['users'][0]['email'],
		'timezone_string'                       => 'UTC',
		'permalink_structure'                   => 'plain' === $fixture['permalinks'] ? '' : '/%postname%/',
		'woocommerce_currency'                  => 'USD',
		'woocommerce_api_enabled'               => $fixture['legacy'] ? 'yes' : 'no',
		'woocommerce_coming_soon'               => $fixture['comingSoon'] ? 'yes' : 'no',
		'woocommerce_custom_orders_table_enabled' => 'no',
		'woocommerce_onboarding_profile'        => array( 'skipped' => true ),
	);
	foreach ( $options as $name => $value ) {
		update_option( $name, $value );
	}
	switch_theme( $fixture['theme'] );

	foreach ( $fixture['users'] as $user ) {
		$row = array(
			'user_login'    => $user['login'],
			'user_email'    => $user['email'],
			'user_nicename' => sanitize_title( $user['login'] ),
			'display_name'  => $user['login'],
		);
		if ( get_userdata( $user['id'] ) ) {
			$wpdb->update( $wpdb->users, $row, array( 'ID' => $user['id'] ) );
		} else {
			$wpdb->insert( $wpdb->users, $row + array( 'ID' => $user['id'], 'user_registered' => gmdate( 'Y-m-d H:i:s' ) ) );
		}
		clean_user_cache( $user['id'] );
		wp_set_password( $user['password'], $user['id'] );
		( new WP_User( $user['id'] ) )->set_role( $user['role'] );
	}

	foreach ( $fixture['keys'] as $key ) {
		// As a real store has it: the row of a revoked key, or of a deleted user's, is gone.
		if ( 0 === strpos( $key['state'], 'row deleted' ) ) {
			continue;
		}
		$wpdb->insert(
			$wpdb->prefix . 'woocommerce_api_keys',
			array(
				'key_id'          => $key['key_id'],
				'user_id'         => $key['user_id'],
				'description'     => $key['name'],
				'permissions'     => $key['permissions'],
				'consumer_key'    => wc_api_hash( $key['consumer_key'] ),
				'consumer_secret' => $key['consumer_secret'],
				'truncated_key'   => substr( $key['consumer_key'], -7 ),
			)
		);
	}

	foreach ( $fixture['applicationPasswords'] as $given ) {
		// WordPress makes a password of its own: it is replaced by the one that was given.
		WP_Application_Passwords::create_new_application_password( $given['user_id'], array( 'name' => $given['name'] ) );
		$meta     = WP_Application_Passwords::USERMETA_KEY_APPLICATION_PASSWORDS;
		$rows     = get_user_meta( $given['user_id'], $meta, true );
		$password = preg_replace( '/[^a-z\d]/i', '', $given['password'] );
		$last     = array_key_last( $rows );

		$rows[ $last ]['password'] = method_exists( 'WP_Application_Passwords', 'hash_password' )
			? WP_Application_Passwords::hash_password( $password )
			: wp_hash_password( $password );
		update_user_meta( $given['user_id'], $meta, $rows );
	}
	if ( $fixture['hasApplicationPasswords'] ) {
		update_network_option( get_main_network_id(), WP_Application_Passwords::OPTION_KEY_IN_USE, true );
	}

	/** A post of that id, so that recordings name the same products and orders. */
	$post = static function ( $id, $type, $title ) {
		return wp_insert_post( array( 'import_id' => $id, 'post_type' => $type, 'post_title' => $title, 'post_status' => 'publish' ) );
	};

	$products = array();
	for ( $number = 1; $number <= 12; $number++ ) {
		$product = new WC_Product_Simple( $post( $first['product'] + $number - 1, 'product', 'Product ' . $number ) );
		$product->set_name( 'Product ' . $number );
		$product->set_status( 'publish' );
		$product->set_sku( 'SKU-' . $number );
		$product->set_regular_price( (string) ( 5 + $number ) );
		$product->save();
		$products[] = $product;
	}

	$states = array( 'processing', 'completed', 'on-hold' );
	for ( $number = 0; $number < $fixture['orders']; $number++ ) {
		$id    = $post( $first['order'] + $number + ( $first['order'] + $number >= $first['coupon'] ? 1 : 0 ), 'shop_order', 'Order' );
		$order = wc_get_order( $id );
		$order->add_product( $products[ $number % count( $products ) ], 1 + $number % 3 );
		$order->set_customer_id( 0 === $number % 5 ? $fixture['customer'] : 0 );
		$order->set_billing_email( 'buyer' . $number . '@example.com' );
		$order->set_billing_first_name( 'Buyer' );
		$order->calculate_totals();
		$order->set_status( $states[ $number % 3 ] );
		$order->save();
	}

	$coupon = new WC_Coupon( $post( $first['coupon'], 'shop_coupon', 'ten' ) );
	$coupon->set_code( 'ten' );
	$coupon->set_discount_type( 'percent' );
	$coupon->set_amount( 10 );
	$coupon->save();

	flush_rewrite_rules();
	file_put_contents(
		'/internal/latchkey/seeded.json',
		wp_json_encode( array( 'woocommerce' => WC()->version, 'wordpress' => get_bloginfo( 'version' ), 'php' => PHP_VERSION ) )
	);
} )();
