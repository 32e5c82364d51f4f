import { CurlError, type Outbound, type OutboundAnswer, type OutboundRequest } from '../../mocks/index.ts';
import { headerFields } from '../client/http/exchange.ts';
import { splitUrl } from '../client/http/split-url.ts';
import type { RecordedCallback, RecordedStep } from './recording.ts';

/**
 * The app at the other end of a recorded flow. What it answered was not recorded, but follows from what was: a path
 * `/status/N` answers N, a request that was followed by another was redirected, and a flow that ended with a message
 * of cURL never reached it.
 */
export class ScriptedApp implements Outbound {
  readonly policy = 'any';
  /** What has arrived since the step began. */
  readonly received: RecordedCallback[] = [];
  #recorded: readonly RecordedCallback[] = [];
  #failure: CurlError | undefined;

  /** Plays the part of one step. */
  begin(step: RecordedStep): void {
    this.received.length = 0;
    this.#recorded = step.callbacks ?? [];
    const failure = /cURL error (\d+): (.*)\.$/.exec(step.response.page?.text ?? '');
    this.#failure = failure ? new CurlError(Number(failure[1]), failure[2] as string) : undefined;
  }

  /** The recorder's machine knew the app by name; other names it did not know. */
  async resolve(host: string): Promise<string | undefined> {
    return host === 'app.test' || this.#failure ? '127.0.0.1' : undefined;
  }

  async send(request: OutboundRequest): Promise<OutboundAnswer> {
    if (this.#failure && this.#recorded.length <= this.received.length) throw this.#failure;
    const path = splitUrl(request.url)?.target ?? request.url;
    this.received.push({
      method: request.method,
      path,
      headers: headerFields(request.headers),
      // The recorder read no body of a GET, though one was sent.
      body: request.method === 'POST' ? new TextDecoder().decode(request.body) : '',
    });
    const status = Number(/^\/status\/(\d{3})$/.exec(path)?.[1] ?? 200);
    const next = this.#recorded[this.received.length];
    if (next) {
      const followed = status >= 300 && status < 400 ? status : next.method === 'GET' ? 302 : 307;
      return { status: followed, headers: ['Location', next.path] };
    }
    return { status, headers: [] };
  }
}
