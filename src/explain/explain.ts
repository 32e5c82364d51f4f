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
  return explainRequest(checkedRequest(request), checkedOptions(options));
}

const isText = (value: unknown): boolean => typeof value === 'string';

/** What each member of a request has to be. */
const members: readonly (readonly [
  keyof ReceivedRequest,
  isIt: (value: unknown) => boolean,
  expected: string,
])[] = [
  ['method', isText, 'a text such as GET'],
  ['scheme', value => value === 'http' || value === 'https', 'http or https'],
  ['authority', value => value === undefined || isText(value), 'the host with its port, a text'],
  ['target', isText, 'the path with the query, a text'],
  [
    'headers',
    value =>
      Array.isArray(value) &&
      value.every(field => Array.isArray(field) && field.length === 2 && field.every(isText)),
    'a list of [name, value]',
  ],
  ['body', isText, "a text, '' for none"],
  ['time', value => value === undefined || Number.isFinite(value), 'Unix seconds'],
];

/** @throws {UsageError} for what is no request, or one with a member of a wrong type. */
function checkedRequest(request: ReceivedRequest): ReceivedRequest {
  if (typeof request !== 'object' || request === null || Array.isArray(request))
    throw new UsageError({ where: 'explain(request)', expected: 'a request as readRequest() gives it' });
  for (const [name, isIt, expected] of members)
    if (!isIt(request[name])) throw new UsageError({ where: `explain(request): ${name}`, expected });
  return request;
}

const textOptions = ['consumerSecret', 'webhookSecret', 'profile', 'clientBaseString'] as const;
const known: ReadonlySet<string> = new Set([...textOptions, 'home', 'now', 'depth']);

/** @throws {UsageError} for an option of a wrong type. */
export function checkedOptions(options: ExplainOptions): KnownOptions {
  if (typeof options !== 'object' || options === null)
    throw new UsageError({ where: 'explain(request, options)', expected: 'an object' });
  for (const name of textOptions)
    if (options[name] !== undefined && typeof options[name] !== 'string')
      throw new UsageError({ where: `the option ${name}`, expected: 'a text' });
  if (options.now !== undefined && !Number.isFinite(options.now))
    throw new UsageError({ where: 'the option now', expected: 'Unix seconds' });
  if (options.depth !== undefined && options.depth !== 'pairs' && options.depth !== 'singles')
    throw new UsageError({ where: 'the option depth', expected: 'pairs or singles' });
  const unknown = Object.keys(options).find(name => !known.has(name));
  if (unknown !== undefined)
    throw new UsageError({ where: `the option ${unknown}`, expected: `one of ${[...known].join(', ')}` });
  const { home, ...rest } = options;
  return home === undefined ? rest : { ...rest, home: homeOf(home) };
}
