/** What the explainer takes when nothing fits, so that it has tried every mistake and every pair of them. */
import { builtInFixture } from '../mocks/index.ts';
import { signRequest } from '../src/client/oauth1/request.ts';
import { explain } from '../src/explain/explain.ts';
import { readRequest } from '../src/explain/input/index.ts';

/** @returns milliseconds of CPU for each run; how many pairs were tried. */
export function explainUnexplainable(runs: number): {
  readonly milliseconds: readonly number[];
  readonly pairs: number;
} {
  const key = builtInFixture().keys[0] as { consumer_key: string };
  const { url } = signRequest(
    {
      method: 'GET',
      url: 'http://shop.test:8080/shop/wp-json/wc/v3/orders?search=a%20b%21&include[]=3&include[]=1&empty=',
    },
    {
      credentials: { consumerKey: key.consumer_key, consumerSecret: 'cs_of_another_key' },
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
