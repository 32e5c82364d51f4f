import { toHar } from '../client/http/har.ts';
import { signatureNotes } from '../client/http/signature-notes.ts';
import type { Recording } from '../recordings/record.ts';
import { recordTraffic } from '../recordings/traffic.ts';
import { OwnAnswer } from '../serve/control.ts';
import { secretFor, trafficDetail } from './detail.ts';
import { explained } from './explained.ts';
import type { Feed } from './feed.ts';
import { httpExchange } from './http-exchange.ts';
import { trafficRow } from './row.ts';
import type { TrafficDetail, WorkbenchSession } from './view.ts';
import type { Watched, WatchedExchange } from './watched.ts';

/** So many of the last exchanges a session holds: each is explained for it. */
const mostDetails = 500;

/** The traffic as a file to keep: each masked. */
export function asHar(exchanges: readonly WatchedExchange[], watched: Watched): string {
  const har = toHar(exchanges.map(httpExchange), { name: 'latchkey', version: '1' }, watched.redactor());
  return `${JSON.stringify(har, null, 1)}\n`;
}

/** The traffic as a recording, personas in the place of keys. */
export function asRecording(
  given: readonly WatchedExchange[],
  watched: Watched,
  { name, woocommerce }: { readonly name: string; readonly woocommerce: string },
): Recording {
  const redactor = watched.redactor();
  const exchanges = given.filter(({ isCut }) => !isCut);
  const recording = recordTraffic({
    exchanges: exchanges.map(exchange => withBaseString(exchange, watched)),
    personas: exchanges.map(exchange => trafficRow(0, exchange, watched.keys(), redactor).who),
    name,
    store: { home: watched.home, woocommerce },
    keys: watched.keys(),
    secrets: watched.keys().map(({ consumerSecret }) => consumerSecret),
  });
  const cut = given.length - exchanges.length;
  if (cut === 0) return recording;
  return { ...recording, leftOut: new Map([...recording.leftOut, ['a body was too long to be kept', cut]]) };
}

/** What was signed, so that the recording can sign it anew. */
function withBaseString(exchange: WatchedExchange, watched: Watched): ReturnType<typeof httpExchange> {
  const plain = httpExchange(exchange);
  if (!/oauth_signature/.test(JSON.stringify([plain.request.url, plain.request.headers]))) return plain;
  const baseString = explained(exchange, watched, secretFor(exchange, watched), 'singles')?.steps?.baseString;
  return baseString === undefined ? plain : { ...plain, notes: { [signatureNotes.client]: baseString } };
}

/** The traffic with all that is told of it, for another workbench. */
export async function asSession(feed: Feed, watched: Watched): Promise<WorkbenchSession> {
  const traffic: TrafficDetail[] = [];
  for (const { number, exchange } of feed.list().slice(-mostDetails))
    traffic.push(await trafficDetail(number, exchange, watched));
  return { schemaVersion: 1, kind: 'latchkey-workbench', title: watched.state().title, traffic };
}

/** A file that a browser saves. */
export function download(name: string, type: string, text: string): OwnAnswer {
  return new OwnAnswer(response => {
    response
      .writeHead(200, {
        'Content-Type': `${type}; charset=utf-8`,
        'Content-Disposition': `attachment; filename="${name}"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      })
      .end(text);
  });
}
