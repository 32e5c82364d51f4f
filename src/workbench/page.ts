import { OwnAnswer } from '../serve/control.ts';
import built from './page.json' with { type: 'json' };

/** The page, as `npm run generate` has bundled it of `page/`: one file that asks nobody but its own origin. */
export const page = new OwnAnswer(response => {
  response
    .writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': built.policy,
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    })
    .end(built.html);
});
