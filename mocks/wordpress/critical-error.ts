import { type Answer, noBody } from '../message.ts';
import { type Dying, die, messagePage } from './die.ts';
import { type Html, html } from './html.ts';
import { versionAtLeast } from './version.ts';

/** WordPress's own pages have moved in 6.2. */
function message({ site }: Dying): Html {
  const help = versionAtLeast(site.version, '6.2') ? 'documentation' : 'support';
  return html`<p>There has been a critical error on this website.</p><p><a href="https://wordpress.org/${help}/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>`;
}

/** What WordPress shows when PHP has died of an error nobody caught (WP_Fatal_Error_Handler). */
export function criticalAnswer(dying: Dying): Answer {
  const answer = die(dying, {
    title: 'WordPress › Error',
    message: message(dying),
    main: messagePage(html`There has been a critical error on this website.`),
    status: 500,
    code: 'internal_server_error',
  });
  return dying.request.method === 'HEAD' ? { ...answer, body: noBody } : answer;
}
