import { instead } from './change.ts';
import { defineFault } from './fault.ts';
import { page } from './pages.ts';

/** SiteGround's anti-bot service: a success code that is none. */
export const sitegroundCaptcha = defineFault({
  id: 'siteground-captcha',
  title: 'SiteGround asks for a captcha',
  layer: 'firewall',
  description:
    '202 HTML with SG-Captcha: challenge and a refresh to /.well-known/sgcaptcha/. A client that looks at 2xx alone takes it for a success.',
  parameters: {},
  wrap: next =>
    instead(next, message => {
      const back = encodeURIComponent(message.target);
      const html = `<html><head><link rel="icon" href="data:;"><meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=${back}&y=ipr:203.0.113.7"></meta></head></html>`;
      return page(
        202,
        html,
        ['Server', 'nginx', 'SG-Captcha', 'challenge', 'X-Robots-Tag', 'noindex'],
        'text/html',
      );
    }),
});
