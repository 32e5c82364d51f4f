import { seenExchange } from '../gate/traffic.ts';
import type { RedactedExchange, Redactor } from '../redact/redact.ts';
import { curlCommand } from '../report/curl.ts';
import { httpExchange } from './http-exchange.ts';
import { trafficRow } from './row.ts';
import { ruleSource } from './rule-source.ts';
import type { ShownJudgement, TrafficDetail } from './view.ts';
import type { Watched, WatchedExchange } from './watched.ts';

/** So much of a body is shown, in characters. */
const longestBody = 20_000;

/** All of an exchange that may be shown. */
export async function trafficDetail(
  number: number,
  exchange: WatchedExchange,
  watched: Watched,
): Promise<TrafficDetail> {
  const redactor = watched.redactor();
  const { request, answer, failure } = redactor.exchange(httpExchange(exchange));
  const explanation = await watched.explain(exchange);
  return {
    row: trafficRow(number, exchange, watched.keys(), redactor),
    request: { ...request, body: cut(request.body) },
    ...(answer && { answer: { ...answer, body: cut(answer.body) } }),
    ...(failure && { failure: failure.message }),
    curl: curlOf(request),
    judgements: judgementsOf(exchange, redactor),
    ...(explanation && { explanation }),
  };
}

/** The secret of the key that a request shows. */
export function secretFor(exchange: WatchedExchange, watched: Pick<Watched, 'keys'>): string | undefined {
  const shown = seenExchange(exchange, 0).consumerKey.trim();
  return watched.keys().find(({ consumerKey }) => consumerKey === shown)?.consumerSecret;
}

function judgementsOf({ judgements }: WatchedExchange, redactor: Redactor): ShownJudgement[] {
  return judgements.map(({ rule, outcome, detail }) => ({
    rule,
    outcome,
    detail: redactor.text(detail),
    source: ruleSource(rule),
  }));
}

const byClient = /^(?:host|connection|content-length|transfer-encoding|keep-alive|proxy-connection)$/i;

function curlOf(request: RedactedExchange['request']): string {
  return curlCommand({ ...request, headers: request.headers.filter(([name]) => !byClient.test(name)) });
}

function cut(body: string): string {
  return body.length > longestBody ? `${body.slice(0, longestBody)}… (${body.length} characters)` : body;
}
