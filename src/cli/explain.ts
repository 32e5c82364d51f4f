import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { UsageError } from '../../mocks/errors.ts';
import { explainText, largestInput } from '../explain/explain-text.ts';
import { homeOf } from '../explain/home.ts';
import { renderExplanation } from '../explain/render.ts';
import type { ReceivedRequest } from '../explain/request.ts';
import { isAccepted } from '../explain/verdict.ts';
import { readDelivery } from '../explain/webhook/delivery.ts';
import { JsonDocument, type JsonKind } from '../files/json-document.ts';
import { type FileKind, readTextFile } from '../files/text-file.ts';
import { createRedactor } from '../redact/redact.ts';
import { colours } from './colours.ts';
import { exitCodes } from './exit.ts';
import { askHidden } from './hidden-input.ts';
import type { CommandIo } from './io.ts';
import { secretVariable, webhookVariable } from './key-variables.ts';
import { printedJson } from './print-json.ts';

interface Flags {
  readonly file?: string;
  readonly secretEnv: string;
  readonly home?: string;
  readonly method?: string;
  readonly baseString?: string;
  readonly json?: boolean;
}

const help = `
Whatever is at hand: a URL, a curl or wget command, a fetch() as browsers copy it, raw HTTP, what curl -v printed, HAR,
lines of an access log, an answer alone (its JSON, its page, the text of a screenshot), or a delivery of a webhook: as
the argument, from --file, or on standard input. Of several requests the refused one is explained. The consumer secret
comes from the environment (${secretVariable}), or is asked for without being shown where a signature is to be
judged; that of a webhook comes from ${webhookVariable}.

Examples:
  $ latchkey explain 'http://shop.example/wp-json/wc/v3/orders?oauth_consumer_key=…'
  $ latchkey explain --file request.txt --home https://www.shop.example
  $ pbpaste | latchkey explain --secret-env STAGING_CS --json

Exit codes: 0 the store lets the request in · 1 a mistake is found, or the store refuses it · 2 not understood`;

export function register(program: Command, io: CommandIo): void {
  program
    .command('explain')
    .summary('say why a request is refused')
    .description(
      'Says what a store makes of a request or means by an answer, what is wrong with it, and what to change.',
    )
    .argument('[request]', 'the request; read from --file or standard input when left out')
    .option('--file <path>', 'read the request from this file')
    .option('--secret-env <name>', 'the environment variable that holds the consumer secret', secretVariable)
    .option('--home <url>', "the store's home URL, when it is not the URL asked")
    .option('--method <method>', 'the method, when the request does not tell it')
    .option('--base-string <text>', 'the signature base string that the client signed')
    .option('--json', 'print the explanation as JSON')
    .addHelpText('after', help)
    .action(async (argument: string | undefined, flags: Flags) => {
      await run(argument, flags, io);
    });
}

async function run(argument: string | undefined, flags: Flags, io: CommandIo): Promise<void> {
  const text = await requestText(argument, flags.file, io);
  const home = flags.home === undefined ? undefined : homeOf(flags.home, `--home ${flags.home}`);
  const change = methodFlag(flags.method);
  // A delivery of a webhook is signed with a secret of its own.
  const isDelivery = readDelivery(text) !== undefined;
  const webhookSecret = io.env[webhookVariable]?.trim() || undefined;
  const isSigned = text.includes('oauth_signature') && !isDelivery;
  const consumerSecret = await secretFrom(flags.secretEnv, io, isSigned, isDelivery);
  const redactor = createRedactor([consumerSecret, webhookSecret].filter(secret => secret !== undefined));
  const explanation = explainText(
    text,
    {
      ...(consumerSecret !== undefined && { consumerSecret }),
      ...(webhookSecret !== undefined && { webhookSecret }),
      ...(home && { home }),
      ...(flags.baseString !== undefined && { clientBaseString: flags.baseString }),
      now: Math.floor(Date.now() / 1000),
    },
    request => {
      if (request.authority === undefined && home === undefined && isSigned)
        throw new UsageError(
          `The request (${request.source}) does not tell the host, which is signed: add --home with the store's home URL.`,
        );
      return change(request);
    },
  );
  if (explanation === undefined) throw notUnderstood(text);
  if (flags.json) io.stdout.write(printedJson('explain', redactor.value(explanation)));
  else io.stdout.write(renderExplanation(explanation, masked => redactor.text(masked), colours(io)));
  if (!isAccepted(explanation)) io.finish(exitCodes.failed);
}

async function requestText(
  argument: string | undefined,
  file: string | undefined,
  io: CommandIo,
): Promise<string> {
  if (argument !== undefined && file !== undefined)
    throw new UsageError('A request was given both as the argument and with --file: give one of them.');
  if (argument !== undefined && argument !== '-') return argument;
  if (file !== undefined) return readTextFile(file, `--file ${file}`, requestKind);
  if (io.stdin.isTTY)
    throw new UsageError('No request: give it as the argument, with --file, or on standard input.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of io.stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    // What is longer is refused: the rest need not be waited for.
    if (size > 4 * largestInput) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

const requestKind: FileKind = {
  expected: 'a file that holds one request',
  error: (parts, options) => new UsageError(parts, options),
};

const harKind: JsonKind = {
  expected: 'HAR',
  error: (parts, options) => new UsageError(parts, options),
};

function notUnderstood(text: string): UsageError {
  const expected =
    'a URL, a curl or wget command, a fetch(), raw HTTP, curl -v, HAR, lines of an access log, an answer, or a delivery of a webhook';
  if (text.trim() === '') return new UsageError({ what: 'The request is empty', expected });
  // HAR that is cut off or was edited: where it breaks tells more than that it is not understood.
  if (/^\s*\{\s*"log"/.test(text)) {
    new JsonDocument(text, 'the request', harKind);
    return new UsageError({ what: 'The HAR holds no request', expected: 'log.entries with a request.url' });
  }
  const isPath = !/[\n"'{]/.test(text.trim()) && existsSync(text.trim());
  if (isPath)
    return new UsageError({ what: 'The request is the name of a file', expected: `--file ${text.trim()}` });
  const start = text.trim().slice(0, 40).replaceAll(/\s+/g, ' ');
  return new UsageError({
    what: `The request ("${createRedactor().text(start)}…") is not understood`,
    expected,
  });
}

function methodFlag(method: string | undefined): (request: ReceivedRequest) => ReceivedRequest {
  if (method === undefined) return request => request;
  if (!/^[A-Za-z]+$/.test(method))
    throw new UsageError({ where: `--method ${method}`, expected: 'an HTTP method such as GET or POST' });
  return request => ({ ...request, method: method.toUpperCase(), methodAssumed: false });
}

/** The secret is asked for only where something is signed: nothing else needs it. */
async function secretFrom(
  variable: string,
  io: CommandIo,
  isNeeded: boolean,
  isAny: boolean,
): Promise<string | undefined> {
  const value = io.env[variable];
  if (value !== undefined && value.trim() !== '') return isAny ? value : checkedSecret(value, variable);
  if (!isNeeded) return undefined;
  if (!io.stdin.isTTY)
    throw new UsageError(`The consumer secret is missing: set the environment variable ${variable}.`);
  const typed = await askHidden('Consumer secret (not shown): ', io);
  return checkedSecret(typed, 'what was typed');
}

/** White space around it is never a part of a secret: it comes of copying, and the client need not have it too. */
function checkedSecret(given: string, where: string): string {
  const secret = given.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (secret.startsWith('ck_'))
    throw new UsageError({
      where,
      what: 'it holds a consumer key (ck_…)',
      expected: 'the consumer secret (cs_…)',
    });
  if (secret === '')
    throw new UsageError({ where, what: 'it is empty', expected: 'the consumer secret (cs_…)' });
  return secret;
}
