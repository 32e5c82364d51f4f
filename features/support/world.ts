import { randomBytes, randomInt } from 'node:crypto';
import { setWorldConstructor, World } from '@cucumber/cucumber';
import type { AnswerKind } from '../../src/answers/validate.ts';
import { basicCredentials } from '../../src/client/basic/credentials.ts';
import type { HttpAnswer, HttpExchange, HttpRequest } from '../../src/client/http/exchange.ts';
import { signatureNotes } from '../../src/client/http/signature-notes.ts';
import {
  formatParameters,
  parseParameters,
  type RequestParameters,
} from '../../src/client/oauth1/parameters.ts';
import { appendQuery } from '../../src/client/oauth1/request.ts';
import type { Persona } from '../../src/personas/persona.ts';
import type { Capability, Scheme, Target } from '../../src/targets/target.ts';
import { isWrite } from '../../src/targets/writes.ts';
import type { Harness } from '../../src/verify/harness.ts';
import { caveatMediaType } from '../../src/verify/media-types.ts';
import { harnessOfRun } from './current-harness.ts';
import type { Resource } from './resources.ts';
import { type SigningPlan, signAsPlanned } from './signing.ts';
import { cannotTell, skip } from './unjudged.ts';

/**
 * How the client shows its credentials. `usual` is for scenarios about what the key may do: in the header over TLS; in the
 * query where something else has taken the header; and by a signature where there is no TLS.
 */
export type SchemeChoice = 'nothing' | 'basic' | 'query' | 'oauth' | 'usual';

export interface Call {
  readonly resource: Resource;
  readonly method?: string;
  /** When left out: TLS for key and secret, plain HTTP for OAuth where the target has it. */
  readonly scheme?: Scheme;
  readonly way: SchemeChoice;
  readonly headers?: readonly (readonly [string, string])[];
  readonly form?: RequestParameters;
  /** A body that is no form. */
  readonly body?: { readonly type: string; readonly text: string };
}

interface Sent {
  readonly exchange: HttpExchange;
  readonly schema: AnswerKind;
  /** Whether it showed no credentials at all. */
  readonly isByNobody: boolean;
  /** Whether a step has judged the answer. */
  verified: boolean;
}

/** Whether a request says who sends it, rightly or not. A body may say so. */
function showsCredentials({ url, headers, body }: HttpRequest): boolean {
  return (
    body !== undefined ||
    /[?&](?:oauth|consumer)[._]/.test(url) ||
    headers.some(([name]) => name.toLowerCase() === 'authorization')
  );
}

/** With plain permalinks the route is a parameter, and signed as one, whatever else a scenario signs. */
function withRoute(plan: SigningPlan, url: string): SigningPlan {
  const route = /[?&]rest_route=([^&]*)/.exec(url)?.[1];
  if (route === undefined || !plan.signedParameters) return plan;
  return {
    ...plan,
    signedParameters: [...parseParameters(`rest_route=${route}`), ...plan.signedParameters],
  };
}

/** One scenario's client and what it has seen. */
export class LatchkeyWorld extends World {
  readonly sent: Sent[] = [];
  /** The credentials that the client was given. */
  credentials: { consumerKey: string; consumerSecret: string } | undefined;
  /** A value for the Authorization header, when it is not made of the credentials. */
  authorization: string | undefined;
  /** A query string that the client adds, sent as it is. */
  addedQuery = '';
  /** Further header fields that the client sends. */
  addedHeaders: (readonly [string, string])[] = [];
  /** The Authorization header is lost on its way, as with many a web server. */
  headerIsStripped = false;
  plan: SigningPlan = {
    signatureMethod: 'HMAC-SHA1',
    placement: 'query',
    omitted: new Set(),
    extra: [],
    schemeName: 'OAuth',
  };
  #ago: number | undefined;
  /** Values that a scenario wants to use again, by name. */
  readonly kept = new Map<string, string>();

  get harness(): Harness {
    return harnessOfRun(this.parameters);
  }

  get target(): Target {
    return this.harness.target;
  }

  persona(name: string): Persona {
    return this.target.personas.get(name) ?? skip(`no persona \`${name}\``);
  }

  /** The site's URL over this scheme. */
  site(scheme: Scheme): string {
    const lack = this.target.lacks(scheme === 'https' ? 'tls' : 'plain-http');
    const url = this.target.urls[scheme];
    if (lack !== undefined) skip(lack);
    return url ?? skip(`the target is not reached over ${scheme === 'https' ? 'TLS' : 'plain HTTP'}`);
  }

  #has(scheme: Scheme): boolean {
    return (
      this.target.urls[scheme] !== undefined &&
      this.target.lacks(scheme === 'https' ? 'tls' : 'plain-http') === undefined
    );
  }

  /** OAuth is for plain HTTP; everything else belongs on TLS, and goes there where the target has it. */
  defaultScheme(way: SchemeChoice): Scheme {
    if (way === 'oauth') return this.#has('http') ? 'http' : 'https';
    return way === 'nothing' && !this.#has('https') ? 'http' : 'https';
  }

  #usualWay(): SchemeChoice {
    if (!this.#has('https')) return 'oauth';
    return this.target.lacks('authorization-header') === undefined ? 'basic' : 'query';
  }

  async call(call: Call): Promise<HttpAnswer> {
    const method = call.method ?? 'GET';
    const way = call.way === 'usual' ? this.#usualWay() : call.way;
    const scheme = call.scheme ?? this.defaultScheme(way);
    const site = this.site(scheme);
    const missing = this.target.lacksRoute?.(call.resource.path);
    if (missing !== undefined) skip(missing);
    const bare = `${site}${this.target.locate?.(call.resource.path) ?? call.resource.path}`;
    let url = this.addedQuery === '' ? bare : appendQuery(bare, this.addedQuery);
    let form = call.form;
    let authorization = this.authorization;
    const notes: Record<string, string> = {};
    const { consumerKey = '', consumerSecret = '' } = this.credentials ?? {};
    if (way === 'basic') authorization ??= basicCredentials(consumerKey, consumerSecret);
    if (way === 'query')
      url = appendQuery(
        url,
        formatParameters([
          ['consumer_key', consumerKey],
          ['consumer_secret', consumerSecret],
        ]),
      );
    if (way === 'oauth') {
      const home = this.#signedSite(scheme);
      const signed = signAsPlanned(
        { method, url: `${home}${url.slice(site.length)}`, ...(form && { form }) },
        { consumerKey, consumerSecret },
        withRoute(this.plan, bare),
        { timestamp: this.instant(), nonce: randomBytes(16).toString('hex') },
      );
      url = `${site}${signed.url.slice(home.length)}`;
      form = signed.form;
      authorization = signed.authorization ?? authorization;
      notes[signatureNotes.client] = signed.baseString;
    }
    if (authorization !== undefined && !this.headerIsStripped) this.#needs('authorization-header');
    const added = [...this.addedHeaders, ...(call.headers ?? [])];
    if (isWrite({ method, url, headers: added })) this.#needs('writes');
    const body = form ? formatParameters(form) : call.body?.text;
    const type = form ? 'application/x-www-form-urlencoded' : call.body?.type;
    return this.send(
      {
        method,
        url,
        headers: [
          ...(authorization !== undefined && !this.headerIsStripped
            ? [['Authorization', authorization] as const]
            : []),
          ...(type !== undefined ? [['Content-Type', type] as const] : []),
          ...added,
        ],
        ...(body !== undefined && { body: Buffer.from(body) }),
      },
      call.resource.schema,
      notes,
    );
  }

  /** Sends a literal request; `schema` is what a successful answer has to look like. */
  async send(request: HttpRequest, schema: AnswerKind, notes?: Record<string, string>): Promise<HttpAnswer> {
    const why = this.target.whyNotSent?.(request);
    if (why !== undefined) skip(why);
    const exchange = await this.target.send(request, notes);
    const answer = exchange.answer as HttpAnswer;
    this.sent.push({ exchange, schema, isByNobody: !showsCredentials(request), verified: false });
    if (answer.status === 429) cannotTell('the store limits the rate of requests (429)');
    if (answer.status === 503) cannotTell('the store is not available (503)');
    return answer;
  }

  /** Whether the store's words can be compared; where not, the report says of this scenario that they were not. */
  comparesWords(): boolean {
    const lack = this.target.lacks('english');
    if (lack !== undefined) this.attach(`its message was not compared: ${lack}`, caveatMediaType);
    return lack === undefined;
  }

  #needs(capability: Capability): void {
    const lack = this.target.lacks(capability);
    if (lack !== undefined) skip(lack);
  }

  /** The site's URL as the store has it, under the connection's scheme: what WooCommerce verifies signatures with. */
  #signedSite(scheme: Scheme): string {
    return this.target.signed?.[scheme] ?? this.site(scheme);
  }

  /** The last request once more, byte for byte. */
  async sendAgain(): Promise<HttpAnswer> {
    const last = this.last();
    return this.send(last.exchange.request, last.schema, last.exchange.notes);
  }

  /**
   * The time at which this scenario signs, in Unix seconds: a while ago, at another moment than other scenarios. A key
   * remembers one nonce for each timestamp, so that another client of the same key, which signs with the time that it
   * is, would make the store forget those of this run.
   */
  instant(): number {
    this.#ago ??= randomInt(30, 240);
    return this.target.now() - this.#ago;
  }

  last(): Sent {
    const last = this.sent.at(-1);
    if (!last) throw new Error('the client has not sent anything yet');
    return last;
  }
}

setWorldConstructor(LatchkeyWorld);
