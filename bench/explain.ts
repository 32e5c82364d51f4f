/** What the explainer takes when nothing fits, so that it has tried every mistake and every pair of them. */

import { explain, readRequest, signRequest } from '../src/index.ts';
import { credentials } from './asked.ts';

/** @returns milliseconds of CPU for each run; how many pairs were tried. */
export function explainUnexplainable(runs: number): {
  readonly milliseconds: readonly number[];
  readonly pairs: number;
} {
  const { url } = signRequest(
    {
      method: 'GET',
      url: 'http://shop.test:8080/shop/wp-json/wc/v3/orders?search=a%20b%21&include[]=3&include[]=1&empty=',
    },
    {
      credentials: { ...credentials, consumerSecret: 'cs_of_another_key' },
      signatureMethod: 'HMAC-SHA256',
      placement: 'query',
      timestamp: 1_795_224_085,
      nonce: 'a',
    },
  );
  const request = readRequest(url);
  if (!request) throw new Error('expected a signed request');
  let pairs = 0;
  const milliseconds = Array.from({ length: runs }, () => {
    const from = process.cpuUsage();
    pairs = explain(request, { consumerSecret: 'cs_of_this_key' }).tried.pairs;
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  });
  return { milliseconds, pairs };
}
