/** A masked request, as far as curl needs it. */
export interface CurlRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** The curl command for a masked request, for a POSIX shell: what is masked becomes a variable, `$CONSUMER_SECRET`. */
export function curlCommand({ method, url, headers, body }: CurlRequest): string {
  const variable = (name: string): string => {
    const known: Record<string, string> = {
      ck: 'CONSUMER_KEY',
      cs: 'CONSUMER_SECRET',
      consumer_key: 'CONSUMER_KEY',
      oauth_consumer_key: 'CONSUMER_KEY',
      consumer_secret: 'CONSUMER_SECRET',
      pwd: 'PASSWORD',
    };
    // WordPress's cookies end with a hash of the site's URL.
    const bare = name.toLowerCase().replace(/_[0-9a-f]{32}$/, '');
    const made = bare.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
    return known[bare] ?? (/^[a-z]/.test(made) ? made : `value_${made}`).toUpperCase();
  };
  const quoted = (text: string): string => {
    const pieces: string[] = [];
    const isVariable: boolean[] = [];
    let end = 0;
    for (const match of text.matchAll(
      /\b(c[ks])_\*\*\*[A-Za-z0-9]{0,4}|([\w.%-]+)(=|["']?: ?["']?)(["']?)\*\*\*|\*\*\*/g,
    )) {
      const before = match[2] === undefined ? '' : `${match[2]}${match[3]}${match[4]}`;
      pieces.push(text.slice(end, match.index) + before, variable(match[1] ?? match[2] ?? 'secret'));
      isVariable.push(false, true);
      end = match.index + match[0].length;
    }
    pieces.push(text.slice(end));
    if (pieces.length === 1) return `'${text.replaceAll("'", "'\\''")}'`;
    return `"${pieces
      // An exclamation mark is history to an interactive shell, even between double quotes.
      .map((piece, i) =>
        isVariable[i] ? `\${${piece}}` : piece.replace(/[\\"$`]/g, '\\$&').replaceAll('!', `"'!'"`),
      )
      .join('')}"`;
  };
  const parts = ['curl --include'];
  if (method === 'HEAD') parts[0] = 'curl --head';
  else if (method !== (body === '' ? 'GET' : 'POST')) parts.push(`--request ${method}`);
  for (const [name, value] of headers) {
    if (name.toLowerCase() === 'authorization' && value === 'Basic ***') {
      parts.push('--user "$CONSUMER_KEY:$CONSUMER_SECRET"');
      continue;
    }
    const shown =
      name.toLowerCase() === 'authorization'
        ? value.replace(/^(basic) \*\*\*$/i, '$1 basic_credentials=***')
        : value;
    parts.push(`--header ${quoted(`${name}: ${shown}`).replace('basic_credentials=', '')}`);
  }
  if (body !== '') parts.push(`--data-raw ${quoted(body)}`);
  if (/[[\]{}]/.test(url)) parts.push('--globoff');
  if (/\/\.{1,2}(?:[/?]|$)/.test(url)) parts.push('--path-as-is');
  parts.push(quoted(url));
  const isSigned = /oauth_signature=/.test(
    `${url} ${body} ${headers.map(field => field.join(' ')).join(' ')}`,
  );
  const hint = isSigned
    ? '# A signature, its timestamp and its nonce serve one request only: sign anew before sending.\n'
    : '';
  return hint + parts.join(' \\\n  ');
}
