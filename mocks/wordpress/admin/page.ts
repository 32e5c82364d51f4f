import type { Answer } from '../../message.ts';
import type { Context } from '../context.ts';
import { die } from '../die.ts';
import { type Html, hrefOf, html } from '../html.ts';
import { logoutUrl } from '../login/urls.ts';
import { nocacheHeaders } from '../nocache.ts';
import { verifyNonce } from '../nonce.ts';
import { page } from '../page.ts';
import { restApiScript } from './rest-api-script.ts';

/** A page of the dashboard: its heading, what is said on top, its content, and a way out. */
export function adminPage(context: Context, heading: string, content: Html): Answer {
  const { site } = context;
  const main = html`<div class="card wrap">
<h1>${heading}</h1>
${content}
<p><a href="${hrefOf(logoutUrl(context))}">Log Out</a></p>
</div>${restApiScript(context)}`;
  return page(`${heading} ‹ ${site.title} — WordPress`, main, 200, nocacheHeaders(site, true));
}

export function errorNotice(messages: readonly string[]): Html {
  return html`<div id="message" class="notice error notice-error" role="alert">${messages.map(text => html`<p><strong>Error:</strong> ${text}</p>`)}</div>`;
}

export function successNotice(message: string): Html {
  return html`<div id="message" class="notice updated notice-success" role="status"><p>${message}</p></div>`;
}

/** `wp_die()` of a page that this user may not see. */
export function notAllowed(context: Context, message: string): Answer {
  return die(context, { title: 'WordPress › Error', message: html`${message}`, status: 403 });
}

/** `check_admin_referer()`: the answer when the nonce does not hold, `wp_nonce_ays()`. */
export function expired(context: Context, nonce: string, action: string): Answer | undefined {
  if (verifyNonce(context, nonce, action)) return undefined;
  context.judgements.push({
    rule: 'admin.nonce',
    outcome: 'refused',
    detail: `The nonce for ${action} does not hold for this user and session.`,
  });
  return die(context, {
    title: 'Something went wrong.',
    message: html`The link you followed has expired.`,
    status: 403,
  });
}
