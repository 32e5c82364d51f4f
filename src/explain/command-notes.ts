import type { Note } from './note.ts';

/** What goes wrong in a command line before a client is called. */
export function commandNotes(text: string): Note[] {
  if (!/\becho\s+(?!-n)[^|\n]*\|\s*(?:openssl\s+)?(?:enc\s+-)?base64\b/.test(text)) return [];
  return [
    {
      id: 'white-space-in-secret',
      says: 'echo ends what it prints with a line end, which base64 encodes with the secret: it is compared with it, so the secret is invalid. And base64 wraps what it prints after 76 characters.',
      fix: 'Encode without both: printf %s "ck_…:cs_…" | base64 -w0, or leave it to the client: curl -u ck_…:cs_….',
      refuses: true,
    },
  ];
}
