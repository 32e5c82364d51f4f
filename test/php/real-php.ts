import { spawnSync } from 'node:child_process';
import type { PhpArray } from '../../mocks/php/types.ts';

/** A PHP array as a list of `[key, value]`, keys and strings in base64 of their bytes. */
export type Entries = [string, string | Entries][];

export function base64(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64');
}

export function entries(array: PhpArray): Entries {
  return [...array].map(([key, value]) => [
    base64(key),
    typeof value === 'string' ? base64(value) : entries(value),
  ]);
}

function missing(command: string): string | false {
  return spawnSync(command, ['-v']).status === 0 ? false : `${command} is not installed`;
}

/** Why the tests against real PHP cannot run; false when they can. */
export const whyNoPhp = missing('php');
export const whyNoPhpCgi = missing('php-cgi');

/** The function `entries` above, for PHP. */
export const phpEntries = `function entries($a) {
  $list = [];
  foreach ($a as $k => $v) $list[] = [base64_encode((string) $k), is_array($v) ? entries($v) : base64_encode($v)];
  return $list;
}`;

/**
 * Runs PHP code once for a whole batch: `$inputs` is the list of inputs as byte strings, `answer()` adds an output.
 */
export function php<Output>(
  code: string,
  inputs: readonly string[],
  options: readonly string[] = [],
): Output[] {
  const script = `
    ${phpEntries}
    $inputs = array_map('base64_decode', json_decode(stream_get_contents(STDIN)));
    $outputs = [];
    foreach ($inputs as $input) { $outputs[] = (function ($input) { ${code} })($input); }
    echo json_encode($outputs);`;
  const run = spawnSync('php', ['-n', '-d', 'error_reporting=0', ...options, '-r', script], {
    input: JSON.stringify(inputs.map(base64)),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(`php ended with ${run.status}: ${run.stderr}${run.stdout}`);
  return JSON.parse(run.stdout);
}

/** Runs php-cgi on one request; gives what the script prints. */
export function phpCgi(script: string, body: Uint8Array, environment: Record<string, string>): string {
  const run = spawnSync('php-cgi', ['-n', '-d', 'error_reporting=0'], {
    input: body,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH ?? '',
      REDIRECT_STATUS: '200',
      GATEWAY_INTERFACE: 'CGI/1.1',
      SCRIPT_FILENAME: script,
      CONTENT_LENGTH: String(body.length),
      ...environment,
    },
  });
  if (run.status !== 0) throw new Error(`php-cgi ended with ${run.status}: ${run.stderr}`);
  return run.stdout.slice(run.stdout.indexOf('\r\n\r\n') + 4);
}
