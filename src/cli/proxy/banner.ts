import type { RunningProxy } from '../../proxy/proxy.ts';

/** What `latchkey proxy` tells a person when it is ready. */
export function proxyBanner(
  proxy: RunningProxy,
  home: string,
  control: string,
  variables: Readonly<Record<string, string>>,
  hasSecret: boolean,
): string {
  const path = new URL(home).pathname.replace(/\/$/, '');
  return [
    `A proxy before ${home}`,
    '',
    `  workbench ${control}/workbench`,
    `  HTTP      ${proxy.url}${path}`,
    `  HTTPS     ${proxy.httpsUrl}${path}`,
    `  authority ${proxy.authority.file}`,
    ...proxy.faults.map(fault => `  fault     ${fault}`),
    '',
    'Point a client at one of these URLs; or leave it its own URL and lead it through the proxy, as one that signs has to be:',
    ...exportLines(variables),
    '',
    ...(hasSecret
      ? []
      : [
          'Signatures are not judged: set LATCHKEY_CONSUMER_SECRET to the secret of the key, for this command alone.',
          '',
        ]),
    ...(proxy.isOpen
      ? ['It listens beyond this machine: whoever reaches it reaches the store through it.', '']
      : []),
    'Ctrl-C ends it.',
    '',
  ].join('\n');
}

/** Names with the same value on one line. */
function exportLines(variables: Readonly<Record<string, string>>): string[] {
  const names = Map.groupBy(Object.entries(variables), ([, value]) => value);
  return [...names.values()].map(
    entries => `  export ${entries.map(([name, value]) => `${name}=${quoted(value)}`).join(' ')}`,
  );
}

function quoted(value: string): string {
  return /^[\w./:@,-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
