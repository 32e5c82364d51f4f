import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { page } from './pages.ts';

const html = `<!DOCTYPE html><html lang="en-US"><head><title>Attention Required! | Cloudflare</title></head><body><h1>Sorry, you have been blocked</h1><p>You are unable to access this site. Error code: 1020</p></body></html>`;

/** A rule of the zone blocks the client: no challenge, nothing to solve. */
export const cloudflareBlock = defineFault({
  id: 'cloudflare-block',
  title: 'Cloudflare blocks the client',
  layer: 'cdn',
  description:
    '403 HTML "Sorry, you have been blocked" (1020) with server: cloudflare and cf-ray, but without cf-mitigated.',
  parameters: {},
  wrap: next =>
    instead(next, () => page(403, html, ['Server', 'cloudflare', 'CF-RAY', '8f1e6c0a2b3c4d5f-FRA'])),
});
