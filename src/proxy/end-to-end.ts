/** Of one connection alone, RFC 9110 section 7.6.1; `Proxy-…` fields are between a client and its proxy. */
const ofOneConnection = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'proxy-authenticate',
  'proxy-authorization',
]);

/** The header fields that go on to the other side, as they were sent: not those of the connection, nor what it names. */
export function endToEnd(headers: readonly string[]): string[] {
  const named = new Set<string>();
  for (let i = 0; i < headers.length; i += 2)
    if (/^connection$/i.test(headers[i] as string))
      for (const name of (headers[i + 1] as string).split(',')) named.add(name.trim().toLowerCase());
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = (headers[i] as string).toLowerCase();
    if (!ofOneConnection.has(name) && !named.has(name))
      kept.push(headers[i] as string, headers[i + 1] as string);
  }
  return kept;
}

/**
 * The fields of a request that go on to the store. Expect has been answered: a proxy may itself ask for the body
 * (RFC 9110 section 10.1.1). Host is the store's.
 */
export function requestFields(headers: readonly string[], host: string): string[] {
  const kept: string[] = [];
  let isNamed = false;
  const sent = endToEnd(headers);
  for (let i = 0; i < sent.length; i += 2) {
    const name = sent[i] as string;
    if (/^expect$/i.test(name)) continue;
    if (/^host$/i.test(name)) {
      if (!isNamed) kept.push(name, host);
      isNamed = true;
    } else kept.push(name, sent[i + 1] as string);
  }
  return isNamed ? kept : ['Host', host, ...kept];
}
