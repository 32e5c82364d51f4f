import type { Answer } from '../../message.ts';
import { absint } from '../../wordpress/absint.ts';
import { adminPage, expired, notAllowed, successNotice } from '../../wordpress/admin/page.ts';
import { currentUserCan } from '../../wordpress/capabilities.ts';
import type { Context } from '../../wordpress/context.ts';
import { die } from '../../wordpress/die.ts';
import { redirect } from '../../wordpress/formatting/redirect.ts';
import { fromBytes } from '../../wordpress/formatting/text.ts';
import { Html, hrefOf, html, shownText } from '../../wordpress/html.ts';
import { siteUrl } from '../../wordpress/login/urls.ts';
import { createNonce } from '../../wordpress/nonce.ts';
import { nonceUrl } from '../../wordpress/nonce-url.ts';
import { requested } from '../../wordpress/request-variables.ts';
import type { ApiKey } from '../keys.ts';
import type { Shop } from '../shop.ts';
import { mayEditUser } from './edit-user.ts';

/** The page of the REST API's keys: WooCommerce → Settings → Advanced → REST API. */
const keysPath = 'wp-admin/admin.php?page=wc-settings&tab=advanced&section=keys';
/** The action of the nonce with which a key is made or changed. */
export const updateNonce = 'update-api-key';
const revokeNonce = 'revoke';
const rowsOfPage = 10;

/** `admin.php?page=wc-settings`: of the settings only the keys are here. */
export function settingsPage(shop: Shop, context: Context): Answer {
  if (!currentUserCan(context, 'manage_woocommerce'))
    return notAllowed(context, 'Sorry, you are not allowed to access this page.');
  if (requested(context, 'tab') !== 'advanced' || requested(context, 'section') !== 'keys') {
    const link = html`<p>This is a simulated store: of its settings there are the <a href="${siteUrl(context, keysPath)}">keys of the REST API</a>.</p>`;
    return adminPage(context, 'WooCommerce settings', link);
  }
  const { get, post } = context.request;
  if (get.has('revoke-key') || post.has('revoke-key')) return revoke(shop, context);
  if (get.has('create-key') || get.has('edit-key')) return keyPage(shop, context);
  return listOfKeys(shop, context);
}

export function revokeUrl(context: Context, keyId: number): string {
  return nonceUrl(context, `${siteUrl(context, keysPath)}&revoke-key=${keyId}`, revokeNonce);
}

/** The newest first, ten on a page, as far as the description has what is searched for. */
function listOfKeys(shop: Shop, context: Context): Answer {
  const search = fromBytes(requested(context, 's')).toLowerCase();
  const keys = [...shop.keys].filter(key => shownText(key.description).toLowerCase().includes(search));
  keys.sort((a, b) => b.keyId - a.keyId);
  const last = Math.max(1, Math.ceil(keys.length / rowsOfPage));
  const number = Math.min(last, Math.max(1, absint(requested(context, 'paged'))));
  const rows = keys.slice((number - 1) * rowsOfPage, number * rowsOfPage);
  const pages = Array.from({ length: last }, (_, i) => i + 1);
  return adminPage(
    context,
    'REST API',
    html`${requested(context, 'revoked') !== '' && successNotice('API Key permanently revoked.')}
<p><a class="button" href="${siteUrl(context, `${keysPath}&create-key=1`)}">Add key</a></p>
<table class="wp-list-table widefat keys"><thead><tr><th scope="col">Description</th><th scope="col">Consumer key ending in</th><th scope="col">User</th><th scope="col">Permissions</th></tr></thead>
<tbody id="the-list">${rows.length === 0 ? html`<tr class="no-items"><td colspan="4">No keys found.</td></tr>` : rows.map(key => row(context, key))}</tbody></table>
${last > 1 && html`<p class="tablenav-pages">${pages.map(each => html`<a href="${siteUrl(context, `${keysPath}&paged=${each}`)}">${each}</a> `)}</p>`}`,
  );
}

function row(context: Context, key: ApiKey) {
  const mayEdit = mayEditUser(context, key.userId);
  const description = key.description === '' ? 'API key' : shownText(key.description);
  const edit = siteUrl(context, `${keysPath}&edit-key=${key.keyId}`);
  return html`<tr><td class="title column-title"><strong>${mayEdit ? html`<a class="row-title" href="${edit}">${description}</a>` : description}</strong>
<div class="row-actions"><span class="id">ID: ${key.keyId}</span>${mayEdit && html` | <span class="edit"><a href="${edit}">View/Edit</a></span> | <span class="trash"><a class="submitdelete" aria-label="Revoke API key" href="${hrefOf(revokeUrl(context, key.keyId))}">Revoke</a></span>`}</div></td>
<td class="truncated_key column-truncated_key"><code>…${key.consumerKey.slice(-7)}</code></td>
<td class="user column-user">${context.site.users.get(key.userId)?.login ?? ''}</td>
<td class="permissions column-permissions">${permissionNames.get(key.permissions) ?? ''}</td></tr>`;
}

const permissionNames = new Map([
  ['read', 'Read'],
  ['write', 'Write'],
  ['read_write', 'Read/Write'],
]);

/** The form of one key. The keys come by a request of their own, which its button sends. */
function keyPage(shop: Shop, context: Context): Answer {
  const id = absint(requested(context, 'edit-key'));
  const key = shop.keys.withId(id);
  const userId = key?.userId ?? context.userId;
  if (key && !mayEditUser(context, key.userId))
    return notAllowed(context, 'You do not have permission to edit this API Key');
  const users = [...context.site.users].filter(user => mayEditUser(context, user.id));
  const data = {
    ajax_url: siteUrl(context, 'wp-admin/admin-ajax.php'),
    update_api_nonce: createNonce(context, updateNonce),
  };
  const button = key ? 'Save changes' : 'Generate API key';
  return adminPage(
    context,
    'Key details',
    html`<div id="key-fields">
<p><label for="key_description">Description</label> <input type="text" id="key_description" value="${key ? shownText(key.description) : ''}"></p>
<p><label for="key_user">User</label> <select id="key_user">${users.map(user => html`<option value="${user.id}"${user.id === userId && html` selected`}>${user.login}</option>`)}</select></p>
<p><label for="key_permissions">Permissions</label> <select id="key_permissions">${[...permissionNames].map(([name, text]) => html`<option value="${name}"${name === key?.permissions && html` selected`}>${text}</option>`)}</select></p>
<input type="hidden" id="key_id" value="${key?.keyId ?? 0}">
<p class="actions"><button type="button" id="update_api_key" class="button button-primary">${button}</button>
${key && html`<a href="${hrefOf(revokeUrl(context, key.keyId))}">Revoke key</a>`}</p>
<div role="status" id="key-result"></div>
</div>
${script(data)}`,
  );
}

/** What WooCommerce hands to its script, under its name; the script is our own and does what a person needs. */
function script(data: Readonly<Record<string, string>>): Html {
  const json = JSON.stringify(data).replaceAll('/', '\\/').replaceAll('<', '\\u003c');
  return new Html(`<script id="wc-api-keys-js-extra">
var woocommerce_admin_api_keys = ${json};
</script>
<script>
document.getElementById('update_api_key').addEventListener('click', async () => {
  const value = id => document.getElementById(id).value;
  const body = new URLSearchParams({
    action: 'woocommerce_update_api_key',
    security: woocommerce_admin_api_keys.update_api_nonce,
    key_id: value('key_id'),
    description: value('key_description'),
    user: value('key_user'),
    permissions: value('key_permissions'),
  });
  const { data } = await (await fetch(woocommerce_admin_api_keys.ajax_url, { method: 'POST', body })).json();
  const lines = [data.message, data.consumer_key, data.consumer_secret].filter(Boolean);
  document.getElementById('key-result').replaceChildren(...lines.map(text => {
    const line = document.createElement('p');
    line.textContent = text;
    return line;
  }));
});
</script>`);
}

/** `WC_Admin_API_Keys::revoke_key()`. */
function revoke(shop: Shop, context: Context): Answer {
  const refused = expired(context, requested(context, '_wpnonce'), revokeNonce);
  if (refused) return refused;
  const id = absint(requested(context, 'revoke-key'));
  const key = shop.keys.withId(id);
  if (!key || key.userId === 0 || !mayEditUser(context, key.userId))
    return die(context, {
      title: 'WordPress › Error',
      message: html`You do not have permission to revoke API Keys`,
      status: 500,
    });
  shop.keys.remove(key.keyId);
  context.judgements.push({
    rule: 'settings.revoke-key',
    outcome: 'accepted',
    detail: `Key ${key.keyId} was revoked.`,
  });
  return redirect(`${siteUrl(context, keysPath)}&revoked=1`);
}
