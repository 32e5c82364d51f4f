import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { didYouMean } from '../../mocks/did-you-mean.ts';
import { UsageError } from '../../mocks/errors.ts';
import { certificateFault, parseFault, profiles } from '../../mocks/index.ts';
import { type KindOfRun, type Mapping, readMapping, values } from '../gate/environment.ts';
import { type GateOptions, type GateResult, gate } from '../gate/gate.ts';
import { refusedHandshakes } from '../gate/handshakes.ts';
import { modelOfGate } from '../gate/report.ts';
import { type GateOutcome, withFault } from '../gate/rule.ts';
import { gateRules } from '../gate/rules/index.ts';
import { concernsAuthentication } from '../gate/traffic.ts';
import { createRedactor, type Redactor } from '../redact/redact.ts';
import { prepareReports, writeReports } from '../report/write.ts';
import { readTrusted } from '../serve/certificate-files.ts';
import { version } from '../version.ts';
import { type ExitCode, exitCodes } from './exit.ts';
import { faultOption } from './fault-option.ts';
import type { CommandIo } from './io.ts';
import { printedJson } from './print-json.ts';
import { realGatedStore } from './real/gated.ts';
import { countedRules, howItEnded, ruleLines } from './rule-lines.ts';

interface Flags {
  readonly fault: readonly string[];
  readonly env?: readonly Mapping[];
  readonly profile?: string;
  readonly real?: string;
  readonly reports: string;
  readonly timeout: number;
  readonly except?: readonly string[];
  readonly wrongKeys?: boolean;
  readonly wrongKeysTold?: string;
  readonly callbackCa?: string;
  readonly json?: boolean;
}

const help = `
The command finds the store in its environment: LATCHKEY_URL, LATCHKEY_HTTPS_URL, LATCHKEY_CONSUMER_KEY,
LATCHKEY_CONSUMER_SECRET; NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE trust its
certificate. --env gives the same under other names. LATCHKEY_FAULT names the fault of a run that has one,
LATCHKEY_WRONG_KEYS what is wrong with its keys.

Examples:
  $ latchkey gate -- npm test
  $ latchkey gate --env WC_URL=https-url --env WC_KEY=consumer-key --env WC_SECRET=consumer-secret -- pytest
  $ latchkey gate --fault strip-authorization --fault rate-limit -- npm test
  $ latchkey gate --wrong-keys -- npm test     does the client say that its keys are wrong?
  $ latchkey gate --real 10.6 -- npm test      against the real thing

Exit codes: 0 every rule held and the command succeeded · 1 a rule was broken · 2 usage ·
3 the command itself failed, or sent nothing that could be judged`;

type OutputError = NonNullable<ReturnType<Command['configureOutput']>['outputError']>;

/** Nearly always a flag of the client's own command, which is read as one of the gate's where `--` is missing. */
function withAdvice(outputError: OutputError | undefined): OutputError {
  return (text, write) => {
    const advice = /unknown option/.test(text)
      ? '; flags of your own command stand behind --: latchkey gate -- npm test --silent'
      : '';
    outputError?.(`${text.trim()}${advice}`, write);
  };
}

/** `latchkey gate`: judges a client by what it sends. */
export function register(program: Command, io: CommandIo): void {
  const command = program.command('gate');
  command
    .configureOutput({
      ...command.configureOutput(),
      outputError: withAdvice(command.configureOutput().outputError),
    })
    .summary("run a client's own tests against the simulated store and judge its traffic")
    .description("Runs a client's own tests against the simulated store, then judges what the client sent.")
    .argument('<command...>', 'the command, behind --')
    .addOption(faultOption())
    .option('--env <name=value>', `give NAME one of ${values.join(', ')}; may be repeated`, mapping)
    .addOption(
      new Option('--profile <version>', 'the WooCommerce version to answer as').choices(
        Object.keys(profiles),
      ),
    )
    .option(
      '--real <version>',
      'against a real WooCommerce of that version, folder or archive (latchkey real); it has no faults',
    )
    .option('--reports <dir>', 'where the reports go', 'reports')
    .option('--timeout <seconds>', 'end a run of the command after so long', seconds, 600)
    .option('--except <rule>', 'leave a rule out, GATE-RETRY-1; may be repeated', collect)
    .option(
      '--wrong-keys',
      'run it with a wrong secret and with an unknown key too: it has to say that they are refused',
    )
    .option('--wrong-keys-told <text>', 'the words in which it says so, where they are not those of HTTP')
    .option('--callback-ca <file>', "the authority that an app's callback is trusted by, in PEM")
    .option('--json', 'print the result as JSON in the place of the table')
    .addHelpText('after', help)
    .action(async (command: string[], flags: Flags) => {
      io.finish(await run(command, flags, io));
    });
}

/** Longer ones overflow the timers of Node, which then do not wait at all. */
const mostSeconds = 2_147_483;

function seconds(text: string): number {
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > mostSeconds)
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${mostSeconds}.`);
  return Number(text);
}

function collect(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}

function mapping(text: string, before: readonly Mapping[] = []): Mapping[] {
  const read = readMapping(text);
  if (!read)
    throw new UsageError({ where: `--env ${text}`, expected: `NAME=VALUE with one of ${values.join(', ')}` });
  return [...before, read];
}

async function run(command: readonly string[], flags: Flags, io: CommandIo): Promise<ExitCode> {
  const faults = [...new Set(flags.fault)];
  const except = flags.except ?? [];
  assertRules(except, faults);
  assertReal(flags);
  const callbackCa =
    flags.callbackCa === undefined ? undefined : readTrusted('--callback-ca', flags.callbackCa, io.cwd);
  const folder = path.resolve(io.cwd, flags.reports);
  prepareReports(folder);
  const result = await gate({
    command,
    cwd: io.cwd,
    env: io.env,
    faults,
    mappings: flags.env ?? [],
    except,
    ...wrongKeysOf(flags),
    ...(flags.profile !== undefined && { profile: flags.profile }),
    ...(callbackCa !== undefined && { callbackCa }),
    ...(flags.real !== undefined && { openReal: realGatedStore(flags.real, io, callbackCa) }),
    timeout: flags.timeout * 1000,
    signal: io.interrupted,
    // The command's own output stays what it is; what is ours goes to standard output.
    onOutput: chunk => io.stderr.write(chunk),
    onRun: kind => io.stderr.write(`latchkey: ${nameOf(kind, flags)}: ${command.join(' ')}\n`),
  });
  const redactor = createRedactor(result.secrets);
  writeReports(folder, modelOfGate(result, redactor, version()));
  io.stdout.write(
    flags.json ? asJson(result, redactor) : asTable(result, redactor, path.join(flags.reports, 'index.html')),
  );
  for (const run of result.runs) {
    if (run.timedOut)
      io.stderr.write(`latchkey: the command was ended after ${flags.timeout} s${withFault(run)}\n`);
    // Under a fault of the certificate that is as it should be.
    const refused = isCertificateWrong(run.faults) ? undefined : refusedHandshakes(run);
    if (refused !== undefined) io.stderr.write(`latchkey: ${refused}${withFault(run)}\n`);
  }
  return verdict(result, io);
}

function wrongKeysOf({ wrongKeys, wrongKeysTold: told }: Flags): Pick<GateOptions, 'wrongKeys'> {
  if (told === '')
    throw new UsageError({ where: '--wrong-keys-told', expected: 'words of the client, not an empty text' });
  if (told !== undefined) return { wrongKeys: { told } };
  return wrongKeys ? { wrongKeys: {} } : {};
}

function nameOf({ fault, wrong }: KindOfRun, { real }: Flags): string {
  if (fault !== undefined) return `with ${fault}`;
  if (wrong !== undefined) return `with ${wrong === 'wrong secret' ? 'a' : 'an'} ${wrong}`;
  return real === undefined ? 'against a healthy store' : `against a real WooCommerce ${real}`;
}

function isCertificateWrong(faults: readonly string[]): boolean {
  return certificateFault(faults.map(parseFault)) !== undefined;
}

/** What only a simulated store can be. */
function assertReal({ real, fault, profile }: Flags): void {
  if (real === undefined) return;
  const flag = profile !== undefined ? '--profile' : fault.length > 0 ? '--fault' : undefined;
  if (flag !== undefined)
    throw new UsageError(
      { where: flag, what: 'a real store is what it is: --real has neither profile nor faults' },
      { advice: 'Run the gate a second time without --real.' },
    );
}

/** An id that is none leaves nothing out, which nobody would notice. */
function assertRules(except: readonly string[], faults: readonly string[]): void {
  const ids = gateRules(() => ({ scheme: 'http', authority: '', path: '' }), { faults }).map(({ id }) => id);
  const unknown = except.find(id => !ids.includes(id));
  if (unknown !== undefined)
    throw new UsageError(
      { where: `--except ${unknown}`, expected: `the id of a rule, one of ${ids.join(', ')}` },
      { advice: didYouMean(unknown, ids) },
    );
}

/** A broken rule counts for more than the command's own failure; a fault's run is judged by its rule. */
function verdict(result: GateResult, io: CommandIo): ExitCode {
  if (result.rules.some(({ outcome }) => outcome.outcome === 'failed')) return exitCodes.failed;
  if (!result.runs.some(({ exchanges }) => exchanges.some(concernsAuthentication))) {
    io.stderr.write(
      'latchkey: no request carried credentials: nothing was judged. Does the command read the keys from its environment, or under names that --env gives?\n',
    );
    return exitCodes.broken;
  }
  return result.exitCode === 0 ? exitCodes.passed : exitCodes.broken;
}

function asTable(result: GateResult, redactor: Redactor, page: string): string {
  const requests = result.runs.reduce((sum, run) => sum + run.exchanges.length, 0);
  return [
    '',
    ...ruleLines(result.rules, redactor),
    '',
    `rules     ${countedRules(result.rules)}`,
    `requests  ${requests} in ${result.runs.length} ${result.runs.length === 1 ? 'run' : 'runs'}`,
    `command   ${howItEnded(result.exitCode)}`,
    `time      ${(result.duration / 1000).toFixed(1)} s`,
    `report    ${page}`,
    '',
  ].join('\n');
}

/** The report has the exchanges; the JSON has what was found. */
function withoutExchanges(outcome: GateOutcome): object {
  return outcome.outcome === 'failed'
    ? { ...outcome, findings: outcome.findings.map(({ where, what }) => ({ where, what })) }
    : outcome;
}

function asJson(result: GateResult, redactor: Redactor): string {
  const plain = {
    exitCode: result.exitCode,
    duration: result.duration,
    runs: result.runs.map(({ faults: [fault = null], wrongKeys, exitCode, exchanges, failedHandshakes }) => ({
      fault,
      wrongKeys: wrongKeys ?? null,
      exitCode,
      requests: exchanges.length,
      failedHandshakes: failedHandshakes ?? [],
    })),
    rules: result.rules.map(({ rule, outcome }) => ({
      id: rule.id,
      title: rule.title,
      level: rule.level,
      source: rule.source,
      fix: rule.fix,
      ...withoutExchanges(outcome),
    })),
  };
  return printedJson('gate', redactor.value(plain));
}
