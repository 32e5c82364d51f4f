import { Buffer } from 'node:buffer';
import { type Answer, noBody } from '../message.ts';
import { absint } from '../wordpress/absint.ts';
import type { Context } from '../wordpress/context.ts';
import { sanitizeTextField } from '../wordpress/formatting/sanitize.ts';
import { nocacheHeaders } from '../wordpress/nocache.ts';
import { requested } from '../wordpress/request-variables.ts';
import { encodeJson } from '../wordpress/rest/json.ts';
import type { Shop } from './shop.ts';

/**
 * `WC_AJAX::do_wc_ajax()`: what a theme's scripts ask for at `?wc-ajax=…`, of any page. The cart is empty and stays so;
 * who has no nonce of a page is refused, as on 10.5, and pages with one are not simulated.
 */
export async function answerShopAjax(shop: Shop, context: Context): Promise<Answer | undefined> {
  const sent = context.request.get.get('wc-ajax');
  const action = typeof sent === 'string' ? sanitizeTextField(sent) : '';
  if (action === '') return undefined;
  if (wantingNonce.has(action)) return text(context, 403, '-1');
  switch (action) {
    case 'get_refreshed_fragments':
      return json(context, noFragments);
    case 'add_to_cart':
      return await addToCart(shop, context);
    case 'remove_from_cart':
      return json(context, { success: false });
    case 'checkout':
      return json(context, {
        result: 'failure',
        messages: 'We were unable to process your order, please try again.',
        refresh: true,
        reload: false,
      });
    case 'get_cart_totals':
      return text(context, 200, '<div class="cart_totals "></div>\n');
    default:
      return text(context, 200, '');
  }
}

/** `check_ajax_referer()` comes first in these. */
const wantingNonce = new Set([
  'apply_coupon',
  'remove_coupon',
  'update_shipping_method',
  'update_order_review',
]);

const noFragments = {
  fragments: { 'div.widget_shopping_cart_content': '<div class="widget_shopping_cart_content"></div>' },
  cart_hash: '',
};

/** Without a product nothing is said; what is not there is an error, and what is there is not put into a cart. */
function addToCart({ data }: Shop, context: Context): Answer | Promise<Answer> {
  const id = requested(context, 'product_id');
  if (id === '') return text(context, 200, '');
  return data.read(() =>
    data.products.get(absint(id)) === undefined
      ? json(context, { error: true, product_url: false })
      : text(context, 501, 'Latchkey does not simulate carts.'),
  );
}

/** `wc_ajax_headers()`. */
function headers({ site }: Context, type: string): string[] {
  return [
    'X-Content-Type-Options',
    'nosniff',
    ...nocacheHeaders(site),
    'Content-Type',
    type,
    'X-Robots-Tag',
    'noindex',
  ];
}

function text(context: Context, status: number, body: string): Answer {
  const isHead = context.request.method === 'HEAD';
  return {
    status,
    headers: headers(context, 'text/html; charset=UTF-8'),
    body: isHead ? noBody : Buffer.from(body),
  };
}

function json(context: Context, data: unknown): Answer {
  const answer = text(context, 200, encodeJson(data));
  return { ...answer, headers: headers(context, 'application/json; charset=UTF-8') };
}
