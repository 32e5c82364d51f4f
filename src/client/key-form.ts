/** What WooCommerce makes for a consumer key and its secret: a prefix and the 40 hexadecimal digits of `wc_rand_hash()`. */
export const keyForm = /^ck_[0-9a-f]{40}$/;
export const secretForm = /^cs_[0-9a-f]{40}$/;
