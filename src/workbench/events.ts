import type { ServerResponse } from 'node:http';
import { OwnAnswer } from '../serve/control.ts';
import type { Feed } from './feed.ts';
import { trafficRow } from './row.ts';
import type { TrafficRow } from './view.ts';
import type { Watched } from './watched.ts';

/** How long rows are gathered before they are sent, in milliseconds: a browser paints no oftener. */
const gathering = 80;
/** Rows of one event at most. */
const mostRows = 1_000;
/** A line now and then tells a browser that the connection lives, in milliseconds. */
const heartbeat = 15_000;
/** Pages that are open at the same time. */
const mostStreams = 16;
/** What may wait for a page that reads nothing, in bytes; then its stream ends, and it asks anew. */
const mostWaiting = 16 * 1024 * 1024;

/** The streams of server-sent events to the pages that are open. */
export class Events {
  readonly #feed: Feed;
  readonly #watched: Watched;
  readonly #open = new Set<ServerResponse>();

  constructor(feed: Feed, watched: Watched) {
    this.#feed = feed;
    this.#watched = watched;
  }

  /** All rows so far, then each as it comes. */
  stream(): OwnAnswer {
    return new OwnAnswer(response => {
      if (this.#open.size >= mostStreams) {
        response.writeHead(503, { 'Retry-After': '5' }).end();
        return;
      }
      this.#open.add(response);
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      });
      this.#follow(response);
    });
  }

  /** Tells every page that the traffic begins anew. */
  cleared(): void {
    for (const response of this.#open) send(response, 'cleared', null);
  }

  #follow(response: ServerResponse): void {
    const watched = this.#watched;
    let rows: TrafficRow[] = [];
    let timer: NodeJS.Timeout | undefined;
    const flush = (): void => {
      timer = undefined;
      for (let at = 0; at < rows.length; at += mostRows)
        send(response, 'rows', rows.slice(at, at + mostRows));
      rows = [];
      if (response.writableLength > mostWaiting) response.destroy();
    };
    send(response, 'cleared', null);
    const keys = watched.keys();
    const redactor = watched.redactor();
    rows = this.#feed.list().map(({ number, exchange }) => trafficRow(number, exchange, keys, redactor));
    flush();
    const stop = this.#feed.onExchange(({ number, exchange }) => {
      rows.push(trafficRow(number, exchange, watched.keys(), watched.redactor()));
      timer ??= setTimeout(flush, gathering);
    });
    const beat = setInterval(() => response.write(': alive\n\n'), heartbeat);
    response.on('close', () => {
      stop();
      clearInterval(beat);
      clearTimeout(timer);
      this.#open.delete(response);
    });
  }
}

function send(response: ServerResponse, event: string, data: unknown): void {
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}
