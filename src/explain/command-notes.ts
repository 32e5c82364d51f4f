import type { Note } from './note.ts';

/** What goes wrong around the client: in the command line that calls it, or in what code does with its options. */
export function commandNotes(text: string): Note[] {
  return known.filter(({ sign }) => sign.test(text)).map(({ note }) => ({ ...note, refuses: true }));
}

const known: readonly { readonly sign: RegExp; readonly note: Omit<Note, 'refuses'> }[] = [
  {
    sign: /\becho\s+(?!-n)[^|\n]*\|\s*(?:openssl\s+)?(?:enc\s+-)?base64\b/,
    note: {
      id: 'white-space-in-secret',
      says: 'echo ends what it prints with a line end, which base64 encodes with the secret: it is compared with it, so the secret is invalid. And base64 wraps what it prints after 76 characters.',
      fix: 'Encode without both: printf %s "ck_…:cs_…" | base64 -w0, or leave it to the client: curl -u ck_…:cs_….',
    },
  },
  {
    sign: /^(?!.*--auth-no-challenge).*\bwget(?:\.exe)?\s.*--(?:http-)?user[ =]/m,
    note: {
      id: 'wget-waits-for-challenge',
      says: 'wget sends user and password only when a server has asked for them (WWW-Authenticate), which WooCommerce does not do of a stranger: no credentials are sent.',
      fix: 'Add --auth-no-challenge: wget --auth-no-challenge --user=ck_… --password=cs_… https://….',
    },
  },
  {
    sign: /new HttpHeaders\(\)\s*;?\s*\n?[^=\n]*\.(?:append|set)\(\s*['"`]authorization/i,
    note: {
      id: 'headers-thrown-away',
      says: 'HttpHeaders of Angular does not change: append() and set() give back another, which is thrown away here, so that no Authorization header is sent.',
      fix: 'Keep what comes back: headers = headers.set("Authorization", …), or new HttpHeaders({ Authorization: … }).',
    },
  },
];
