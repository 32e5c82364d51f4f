import {
  type HttpAnswer,
  type HttpExchange,
  type HttpRequest,
  joinedHeader,
} from '../client/http/exchange.ts';
import { signatureNotes } from '../client/http/signature-notes.ts';
import { splitUrl } from '../client/http/split-url.ts';
import { knownSecretsMasker } from '../redact/known-secrets.ts';
import type { Target } from '../targets/target.ts';
import { observeBody, observeHeaders } from './observe.ts';
import { digest, type NamedKey, namedField, withNames } from './placeholders.ts';
import type {
  RecordedAnswer,
  RecordedBody,
  RecordedRequest,
  RecordedScenario,
  RecordedSignature,
  RecordedStep,
  RecordedStore,
} from './recording.ts';

/** What came of recording. */
export interface Recording {
  readonly scenarios: readonly RecordedScenario[];
  /** How many scenarios are not in it, by the reason. */
  readonly leftOut: ReadonlyMap<string, number>;
}

/** An exchange, and the store's clock when it was made, in Unix seconds. */
interface Sent {
  readonly at: number;
  readonly exchange: HttpExchange;
}

interface Begun {
  readonly requirement: string;
  readonly name: string;
  readonly sent: Sent[];
  problem?: string;
}

/** Listens to what a suite sends to a live store, scenario by scenario. */
export class ScenarioRecorder {
  readonly target: Target;
  readonly #live: Target;
  readonly #begun: Begun[] = [];

  constructor(live: Target) {
    this.#live = live;
    // A target is a record of functions, none of which needs the others.
    this.target = {
      ...live,
      scenario: about => {
        // What was disturbed and is run once more is not kept.
        if (about.isRepeat) this.#begun.pop();
        this.#begun.push({ ...about, sent: [] });
        live.scenario?.(about);
      },
      send: async (request, notes) => {
        const begun = this.#begun.at(-1);
        const at = live.now();
        try {
          const exchange = await live.send(request, notes);
          begun?.sent.push({ at: clockOf(exchange, at), exchange });
          return exchange;
        } catch (error) {
          if (begun) begun.problem = 'the store gave no answer';
          throw error;
        }
      },
    };
  }

  /** What was recorded so far, with personas in the place of keys. */
  recording(store: RecordedStore): Recording {
    const keys = [...this.#live.personas.values()];
    const mask = knownSecretsMasker(this.#live.secrets);
    const scenarios: RecordedScenario[] = [];
    const leftOut = new Map<string, number>();
    const numbers = new Map<string, number>();
    for (const { requirement, name, sent, problem } of this.#begun) {
      if (sent.length === 0 && problem === undefined) continue;
      const number = (numbers.get(requirement) ?? 0) + 1;
      numbers.set(requirement, number);
      const why = problem ?? sent.map(({ exchange }) => whyNot(exchange)).find(each => each !== undefined);
      const scenario: RecordedScenario | undefined =
        why === undefined
          ? {
              id: `${requirement}.${String(number).padStart(2, '0')}`,
              section: requirement,
              title: name,
              store: this.#live.name,
              live: store,
              steps: sent.map(each => stepOf(each, keys)),
            }
          : undefined;
      // The last look: whatever a scenario has sent, no secret leaves.
      const text = JSON.stringify(scenario);
      if (scenario && mask(text) === text) scenarios.push(scenario);
      else {
        const reason = why ?? 'a secret would have been in it';
        leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
      }
    }
    return { scenarios, leftOut };
  }
}

/** The store's clock when it answered, as its Date says. */
export function clockOf({ answer }: HttpExchange, otherwise: number): number {
  const date = Date.parse(joinedHeader(answer?.headers ?? [], 'date') ?? '');
  return Number.isNaN(date) ? otherwise : Math.floor(date / 1000);
}

/** Why an exchange is not recorded; undefined where it is. */
export function whyNot({ request, answer }: HttpExchange): string | undefined {
  const path = splitUrl(request.url)?.target ?? request.url;
  if (/\/wc-auth\/|wp-login\.php|\/wp-admin\b/.test(path))
    return 'the pages of the key-granting flow are not recorded';
  if (answer?.status === 429 || answer?.status === 503) return `the store answered ${answer.status}`;
  return undefined;
}

/** An exchange as a step, with personas in the place of keys. */
export function stepOf({ at, exchange }: Sent, keys: readonly NamedKey[]): RecordedStep {
  return {
    at,
    request: requestOf(exchange, keys),
    response: answerOf(exchange.answer as HttpAnswer, keys),
  };
}

function requestOf({ request, notes }: HttpExchange, keys: readonly NamedKey[]): RecordedRequest {
  const found = signatureIn(request);
  const recipe = found === undefined ? undefined : recipeOf(found, notes?.[signatureNotes.client], keys);
  // A wrong signature stays wrong: another one of the same form will do, and tells nothing of the secret.
  const instead = found === undefined ? '' : recipe ? '{{signature}}' : harmless(found);
  const text = (value: string) =>
    namedField(found === undefined ? value : value.replaceAll(found, instead), keys);
  return {
    method: request.method,
    url: text(request.url),
    headers: request.headers.map(([name, value]) => [name, text(value)] as const),
    body: request.body === undefined ? null : text(Buffer.from(request.body).toString('utf8')),
    ...(recipe && { signature: recipe }),
  };
}

/** The signature as sent, percent-encoded. */
function signatureIn({ url, headers, body }: HttpRequest): string | undefined {
  const authorization = headers.filter(([name]) => /^authorization$/i.test(name)).map(([, value]) => value);
  const texts = [url, ...authorization, body === undefined ? '' : Buffer.from(body).toString('utf8')];
  for (const text of texts) {
    const value = /oauth_signature="?([^&",\s]+)/.exec(text)?.[1];
    if (value !== undefined) return value;
  }
  return undefined;
}

function recipeOf(
  sent: string,
  baseString: string | undefined,
  keys: readonly NamedKey[],
): RecordedSignature | undefined {
  if (baseString === undefined) return undefined;
  const value = decodeURIComponent(sent);
  for (const { name, consumerSecret } of keys)
    for (const method of ['HMAC-SHA1', 'HMAC-SHA256'] as const)
      for (const ampersand of [true, false])
        if (digest(method, consumerSecret, ampersand, baseString) === value)
          return {
            method,
            secret: `{{${name}.consumerSecret}}`,
            ampersand,
            baseString: withNames(baseString, keys),
          };
  return undefined;
}

/** A signature of the same length and alphabet that was never made with any secret. */
function harmless(signature: string): string {
  return signature.replace(/%[0-9A-Fa-f]{2}|[A-Za-z0-9]/g, each =>
    each.length === 3 ? (each.toUpperCase() === '%3D' ? each : 'A') : /[A-Z]/.test(each) ? 'A' : '0',
  );
}

function answerOf({ status, headers, body }: HttpAnswer, keys: readonly NamedKey[]): RecordedAnswer {
  const { 'set-cookie': _secret, ...fields } = observeHeaders(
    headers.map(([name, value]) => {
      const unsigned = value.replace(/(oauth_signature(?:=|%3D))[^&>"\s]+/gi, '$1{{signature}}');
      return [name, namedField(unsigned, keys)] as const;
    }),
  );
  const type = joinedHeader(headers, 'content-type') ?? '';
  return { status, headers: fields, body: formOf(status, observeBody(body, type), keys) };
}

/** Errors as a whole; of what is shown to those who are let in only the form: it is the store's own business. */
function formOf(status: number, body: RecordedBody, keys: readonly NamedKey[]): RecordedBody {
  if (body.kind === 'text') return { kind: 'text', text: withNames((body.text ?? '').slice(0, 200), keys) };
  if (body.kind !== 'json') return body;
  const { json } = body;
  if (status < 400 && Array.isArray(json)) return { kind: 'array', length: json.length };
  if (status < 400 && typeof json === 'object' && json !== null)
    return { kind: 'object', keys: Object.keys(json) };
  return { kind: 'json', json: JSON.parse(withNames(JSON.stringify(json), keys)) };
}
