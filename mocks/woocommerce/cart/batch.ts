import { wpError } from '../../wordpress/error.ts';
import { serveBatch } from '../../wordpress/rest/batch.ts';
import type { SimulatedEndpoint } from '../../wordpress/rest/measured.ts';
import { asList, asObject, asText } from '../resources/values.ts';
import type { Shop } from '../shop.ts';
import { nonceFields } from './fields.ts';
import { shareShopper } from './session.ts';

/** `…/batch` of the Store API: changes of a cart in one request. Each part has a nonce or a token of its own. */
export function storeBatch({ profile }: Shop): [string, SimulatedEndpoint][] {
  const namespaces = profile.storeApi === 'old-nonce' ? ['wc/store'] : ['wc/store', 'wc/store/v1'];
  return namespaces.map(namespace => [
    `POST /${namespace}/batch`,
    {
      callback: async ({ context, params, routes }) => {
        const paths = asList(params.get('requests')).map(one => asText(asObject(one).path));
        const headers = nonceFields(context, profile);
        if (paths.some(path => !path.toLowerCase().includes('wc/store'))) {
          const { code, message, data } = wpError(
            'woocommerce_rest_invalid_path',
            'Invalid path provided.',
            400,
          );
          return { status: 400, headers, data: { code, message, data } };
        }
        const options = {
          isAllowed: ({ route }: { readonly route: { readonly pattern: string } }) =>
            !noBatch.test(route.pattern),
          follow: shareShopper,
        };
        const done = await serveBatch(routes, context, params, options);
        return { ...done, headers: [...headers, ...(done.headers ?? [])] };
      },
    },
  ]);
}

/** What reads an order, and the batch itself, cannot be part of one. */
const noBatch = /\/(batch|order\/.*)$/;
