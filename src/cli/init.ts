import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { type Command, Option } from 'commander';
import { LatchkeyError, UsageError } from '../../mocks/errors.ts';
import { readTrusted } from '../serve/certificate-files.ts';
import { configurationFile } from '../targets/configuration.ts';
import { readRequirements } from '../verify/requirements.ts';
import { colours } from './colours.ts';
import { Dialogue } from './dialogue.ts';
import { tellError } from './exit.ts';
import { configurationText, environmentText, exampleText, ignoreText, ownerVariables } from './init/texts.ts';
import { type Engine, engines, workflows } from './init/workflows.ts';
import { type FileToWrite, writeTogether } from './init/write-together.ts';
import type { CommandIo } from './io.ts';
import { keyVariable, secretVariable } from './key-variables.ts';
import { askedTargets, siteUrl, visitLive } from './targets.ts';
import { whatWasFound } from './verify/preflight.ts';

interface Flags {
  readonly url?: string;
  readonly ca?: string;
  readonly ci?: Engine;
  readonly yes?: boolean;
}

const exampleFile = '.env.example';

const help = `
Asks for the URL of your store and a read/write key of an administrator, and tries them at once. Writes
${configurationFile}, with comments; .env with the key, ${exampleFile} without it; the lines of .gitignore that keep .env out of
git; if wished, a job for your CI. What is typed of the key is not shown; ${keyVariable} and
${secretVariable} are taken in its place. Nothing that is there is overwritten unasked.

Examples:
  $ latchkey init
  $ latchkey init --yes --url https://staging.example.com --ci github      in a script; the key by the environment

Exit codes: 0 written · 2 a file is there already, or the key is not let in · 3 the store cannot be asked, or a file not
written`;

/** `latchkey init`: a store's URL and key, tried, and a configuration with them. */
export function register(program: Command, io: CommandIo): void {
  program
    .command('init')
    .summary('name a store of yours: try its key and write a configuration')
    .description('Asks for a store and its key, tries them, and writes a commented configuration.')
    .option('--url <url>', 'the URL of the store, asked for when left out', siteUrl)
    .option('--ca <file>', 'certificates in PEM that the store is trusted by')
    .addOption(new Option('--ci <engine>', 'write a job for a CI too').choices(engines))
    .option('-y, --yes', 'ask nothing: the URL by --url, the key by the environment')
    .addHelpText('after', help)
    .action((flags: Flags) => init(flags, io));
}

interface Store {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
}

async function init(flags: Flags, io: CommandIo): Promise<void> {
  const isAsking = flags.yes !== true;
  if (isAsking && !io.stdin.isTTY)
    throw new UsageError({
      where: 'init',
      what: 'there is no terminal to ask at',
      expected: `--yes, with --url and the key in ${keyVariable} and ${secretVariable}`,
    });
  if (flags.ca !== undefined) readTrusted('--ca', flags.ca, io.cwd);
  if (flags.ci && there(workflows[flags.ci].file, io)) throw isThere(workflows[flags.ci].file);
  if (there(configurationFile, io)) {
    if (!isAsking) throw isThere(configurationFile);
    const answer = await asking(io, dialogue =>
      dialogue.ask(`${configurationFile} is there already. Replace it? [y/N] `),
    );
    if (!isYes(answer)) throw isThere(configurationFile);
  }
  const store = await (isAsking ? askedStore(flags, io) : givenStore(flags, io));
  const engine = flags.ci ?? (isAsking ? await asking(io, dialogue => askEngine(dialogue, io)) : undefined);
  const files = filesFor(store, flags.ca, engine, io);
  writeTogether(io.cwd, files);
  for (const { name } of files) io.stdout.write(`wrote ${name}\n`);
  if (engine) io.stdout.write(`${workflows[engine].advice}\n`);
  const command = existsSync(path.resolve(io.cwd, 'node_modules/.bin/latchkey'))
    ? 'npx --no latchkey'
    : 'latchkey';
  io.stdout.write(`Then: ${command} verify --target staging\n`);
}

/** A question or more; the terminal is left to others afterwards. */
async function asking<T>(io: CommandIo, ask: (dialogue: Dialogue) => Promise<T>): Promise<T> {
  const dialogue = new Dialogue(io);
  try {
    return await ask(dialogue);
  } finally {
    dialogue.close();
  }
}

const isYes = (answer: string): boolean => /^y(es)?$/i.test(answer);

function there(name: string, io: CommandIo): boolean {
  return existsSync(path.resolve(io.cwd, name));
}

function isThere(name: string): UsageError {
  return new UsageError(
    { where: 'init', what: `${name} is there already`, expected: 'a folder without it' },
    { code: 'LATCHKEY_CONFIGURATION' },
  );
}

/** What a script says, tried. */
async function triedStore(store: Store, flags: Flags, io: CommandIo): Promise<Store> {
  const [asked] = askedTargets(
    {
      url: [store.url],
      key: store.key,
      secret: store.secret,
      ...(flags.ca !== undefined && { ca: flags.ca }),
    },
    io,
  );
  if (!asked?.live) throw new Error('a URL is a live target');
  const visited = await visitLive(asked.live, await readRequirements(), io);
  await visited.client.close();
  const paint = colours(io);
  io.stdout.write(`${paint('green', '✓')} ${store.url}: ${whatWasFound(visited)}; the key is let in\n`);
  return store;
}

function givenStore(flags: Flags, io: CommandIo): Promise<Store> {
  const { [keyVariable]: key, [secretVariable]: secret } = io.env;
  const missing = [
    ...(flags.url === undefined ? ['--url'] : []),
    ...(key ? [] : [keyVariable]),
    ...(secret ? [] : [secretVariable]),
  ];
  if (flags.url === undefined || !key || !secret)
    throw new UsageError({
      where: 'init --yes',
      what: `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not given`,
      expected: `--url, and the key in ${keyVariable} and ${secretVariable}`,
    });
  return triedStore({ url: flags.url, key, secret }, flags, io);
}

/** Asks until a store lets its key in, or the user wants it written all the same, or leaves. */
async function askedStore(flags: Flags, io: CommandIo): Promise<Store> {
  let { url } = flags;
  let { [keyVariable]: key, [secretVariable]: secret } = io.env;
  for (;;) {
    const store = await asking(io, async dialogue => ({
      url: url ?? (await askUrl(dialogue, io)),
      key: key || (await dialogue.askHidden('Consumer key, ck_… (not shown): ')),
      secret: secret || (await dialogue.askHidden('Consumer secret, cs_… (not shown): ')),
    }));
    try {
      return await triedStore(store, flags, io);
    } catch (error) {
      if (!(error instanceof LatchkeyError) || io.interrupted.aborted) throw error;
      io.stderr.write(`${tellError(error, io.env)}\n`);
      const answer = await asking(io, dialogue =>
        dialogue.ask('Once more (o), write it all the same (w), or stop (Enter)? '),
      );
      if (/^w/i.test(answer)) return store;
      if (!/^o/i.test(answer)) throw new UsageError('Nothing was written.');
      url = undefined;
      key = undefined;
      secret = undefined;
    }
  }
}

async function askUrl(dialogue: Dialogue, io: CommandIo): Promise<string> {
  for (;;) {
    const typed = await dialogue.ask('URL of the store: ');
    try {
      return siteUrl(/^https?:/i.test(typed) ? typed : `https://${typed}`);
    } catch (error) {
      io.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    }
  }
}

async function askEngine(dialogue: Dialogue, io: CommandIo): Promise<Engine | undefined> {
  for (;;) {
    const typed = await dialogue.ask(`A job for a CI? ${engines.join(', ')}, or Enter for none: `);
    if (typed === '') return undefined;
    const engine = engines.find(name => name === typed.toLowerCase());
    if (!engine) io.stderr.write(`Expected ${engines.join(', ')} or nothing.\n`);
    else if (there(workflows[engine].file, io))
      io.stderr.write(`${workflows[engine].file} is there already.\n`);
    else return engine;
  }
}

function filesFor(
  { url, key, secret }: Store,
  ca: string | undefined,
  engine: Engine | undefined,
  io: CommandIo,
): FileToWrite[] {
  const before = (name: string) => (there(name, io) ? readFileSync(path.resolve(io.cwd, name), 'utf8') : '');
  const values: Readonly<Record<string, string>> = { [ownerVariables[0]]: key, [ownerVariables[1]]: secret };
  const named = parseEnv(before('.env'));
  for (const [name, value] of Object.entries(values))
    if (named[name] && named[name] !== value)
      throw new UsageError(
        { where: '.env', what: `${name} has another value there`, expected: 'a file without it' },
        { code: 'LATCHKEY_CONFIGURATION' },
      );
  const environment = environmentText(before('.env'), values);
  const ignore = ignoreText(before('.gitignore'));
  return [
    // First: a secret is in no file that git sees.
    ...(ignore === undefined ? [] : [{ name: '.gitignore', text: ignore }]),
    ...(environment === undefined ? [] : [{ name: '.env', text: environment, mode: 0o600 }]),
    { name: configurationFile, text: configurationText(url, ca) },
    ...(there(exampleFile, io) ? [] : [{ name: exampleFile, text: exampleText }]),
    ...(engine ? [{ name: workflows[engine].file, text: workflows[engine].text }] : []),
  ];
}
