import { UsageError } from '../../mocks/errors.ts';
import { explainRequest } from './explain-request.ts';
import type { ExplainOptions, Explanation, KnownOptions } from './explanation.ts';
import { homeOf } from './home.ts';
import type { ReceivedRequest } from './request.ts';

/**
 * Explains why a store refuses a request, or that it would not: whatever its scheme of authentication is. What the
 * store makes of the request is taken from its own rules (`mocks/rules.ts`); only what clients do wrong is laid out here.
 * Nothing is masked here: whoever writes the result passes it through the redactor.
 *
 * @throws {UsageError} for an option of a wrong type, or a home URL that is none.
 * @throws {RangeError} for a profile that is no version.
 *
 * @example
 * ```ts
 * import { explain, readRequest, redact } from 'latchkey';
 *
 * const { CONSUMER_SECRET = '' } = process.env;
 * const request = readRequest("curl 'http://shop.test/wp-json/wc/v3/orders?oauth_consumer_key=…'");
 * if (request) {
 *   const { says, explained } = explain(request, { consumerSecret: CONSUMER_SECRET, home: 'http://shop.test' });
 *   console.log(redact(says), explained[0]?.mistakes[0]?.fix);
 * }
 * ```
 */
export function explain(request: ReceivedRequest, options: ExplainOptions = {}): Explanation {
  if (typeof request !== 'object' || request === null || typeof request.target !== 'string')
    throw new UsageError({ where: 'explain(request)', expected: 'a request as readRequest() gives it' });
  return explainRequest(request, checkedOptions(options));
}

const textOptions = ['consumerSecret', 'webhookSecret', 'profile', 'clientBaseString'] as const;

/** @throws {UsageError} for an option of a wrong type. */
export function checkedOptions(options: ExplainOptions): KnownOptions {
  if (typeof options !== 'object' || options === null)
    throw new UsageError({ where: 'explain(request, options)', expected: 'an object' });
  for (const name of textOptions)
    if (options[name] !== undefined && typeof options[name] !== 'string')
      throw new UsageError({ where: `the option ${name}`, expected: 'a text' });
  if (options.now !== undefined && !Number.isFinite(options.now))
    throw new UsageError({ where: 'the option now', expected: 'Unix seconds' });
  const { home, ...rest } = options;
  return home === undefined ? rest : { ...rest, home: homeOf(home) };
}
