import type { Answer } from '../message.ts';
import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { page } from './pages.ts';

const html = `<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="robots" content="noindex,nofollow"></head><body><noscript><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></noscript></body></html>`;

/** A managed challenge, or Bot Fight Mode: only something that runs scripts gets past it. */
export const cloudflareChallenge = defineFault({
  id: 'cloudflare-challenge',
  title: 'Cloudflare challenges the client',
  layer: 'cdn',
  description:
    '403 HTML "Just a moment..." with cf-mitigated: challenge and server: cloudflare. A browser gets through; an API client does not.',
  parameters: {},
  wrap: next =>
    instead(
      next,
      (): Answer =>
        page(403, html, [
          'Server',
          'cloudflare',
          'CF-RAY',
          '8f1e6c0a2b3c4d5e-FRA',
          'cf-mitigated',
          'challenge',
          'Cache-Control',
          'private, max-age=0, no-store, no-cache, must-revalidate, post-check=0, pre-check=0',
        ]),
    ),
});
