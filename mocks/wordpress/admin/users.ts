import type { Answer } from '../../message.ts';
import { isArray } from '../../php/types.ts';
import { currentUserCan } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { redirect } from '../formatting/redirect.ts';
import { fromBytes } from '../formatting/text.ts';
import { hrefOf, html } from '../html.ts';
import { createNonce } from '../nonce.ts';
import { nonceUrl, refererField } from '../nonce-url.ts';
import { requested } from '../request-variables.ts';
import type { User } from '../users.ts';
import { adminPage, expired, notAllowed, successNotice } from './page.ts';

const listNonce = 'bulk-users';
const deleteNonce = 'delete-users';
const rowsOfPage = 20;

/** `/wp-admin/users.php`: the list, the question whether to delete users, and their deletion. */
export function usersPage(context: Context): Answer {
  if (!currentUserCan(context, 'list_users'))
    return notAllowed(context, 'Sorry, you are not allowed to list users.');
  switch (requested(context, 'action')) {
    case 'delete':
      return confirmation(context);
    case 'dodelete':
      return deletion(context);
    default:
      return listOfUsers(context);
  }
}

function listOfUsers(context: Context): Answer {
  const search = fromBytes(requested(context, 's')).toLowerCase();
  const matching = [...context.site.users].filter(({ login, email }) =>
    [login, email].some(text => text.toLowerCase().includes(search)),
  );
  matching.sort((a, b) => (a.login < b.login ? -1 : 1));
  const number = Math.max(1, Number.parseInt(requested(context, 'paged'), 10) || 1);
  const rows = matching.slice((number - 1) * rowsOfPage, number * rowsOfPage);
  const done = requested(context, 'update');
  return adminPage(
    context,
    'Users',
    html`${done === 'add' && successNotice('New user created.')}${done === 'del' && successNotice('User deleted.')}
${currentUserCan(context, 'create_users') && html`<p><a class="button" href="user-new.php">Add New User</a></p>`}
<form method="get"><p><label for="user-search-input">Search Users:</label>
<input type="text" id="user-search-input" name="s" value="${fromBytes(requested(context, 's'))}">
<input type="hidden" name="_wpnonce" value="${createNonce(context, listNonce)}">${refererField(context)}</p></form>
<table class="wp-list-table widefat users"><thead><tr><th scope="col">Username</th><th scope="col">Email</th><th scope="col">Role</th></tr></thead>
<tbody id="the-list">${rows.length === 0 ? html`<tr class="no-items"><td colspan="3">No users found.</td></tr>` : rows.map(user => row(context, user))}</tbody></table>`,
  );
}

function row(context: Context, user: User) {
  const isSelf = user.id === context.userId;
  const remove = nonceUrl(context, `users.php?action=delete&user=${user.id}`, listNonce);
  return html`<tr id="user-${user.id}"><td class="username column-username"><strong><a href="${isSelf ? 'profile.php' : `user-edit.php?user_id=${user.id}`}">${user.login}</a></strong>
<div class="row-actions">${!isSelf && currentUserCan(context, 'delete_users') && html`<span class="delete"><a class="submitdelete" href="${hrefOf(remove)}">Delete</a></span>`}</div></td>
<td class="email column-email">${user.email}</td><td class="role column-role">${user.role}</td></tr>`;
}

/** Asked once more before anything is deleted, for those who may and who are not oneself. */
function confirmation(context: Context): Answer {
  const refused = expired(context, requested(context, '_wpnonce'), listNonce) ?? mayNotDelete(context);
  if (refused) return refused;
  const users = chosen(context);
  if (users.length === 0) return redirect('users.php');
  const others = users.filter(user => user.id !== context.userId);
  return adminPage(
    context,
    'Delete Users',
    html`<form method="post" name="updateusers" id="updateusers">
<input type="hidden" id="_wpnonce" name="_wpnonce" value="${createNonce(context, deleteNonce)}">
${refererField(context)}
<p>You have specified this user for deletion:</p>
<ul>${users.map(({ id, login }) => (id === context.userId ? html`<li>ID #${id}: ${login} <strong>The current user will not be deleted.</strong></li>` : html`<li><input type="hidden" name="users[]" value="${id}">ID #${id}: ${login}</li>`))}</ul>
${
  others.length === 0
    ? html`<p>There are no valid users selected for deletion.</p>`
    : html`<input type="hidden" name="delete_option" value="delete">
<input type="hidden" name="action" value="dodelete">
<p class="actions"><button type="submit" name="submit" id="submit" class="button button-primary" value="Confirm Deletion">Confirm Deletion</button></p>`
}
</form>`,
  );
}

/** With a user go the user's keys: WooCommerce hooks into `delete_user`. */
function deletion(context: Context): Answer {
  const refused = expired(context, requested(context, '_wpnonce'), deleteNonce) ?? mayNotDelete(context);
  if (refused) return refused;
  const users = chosen(context);
  if (users.length === 0) return redirect('users.php');
  if (requested(context, 'delete_option') === '') return redirect('users.php?update=err_missing_option');
  let count = 0;
  let update = 'del';
  for (const user of users) {
    if (user.id === context.userId) {
      update = 'err_admin_del';
      continue;
    }
    for (const hooks of context.hooks) hooks.deleteUser?.(user.id);
    context.site.applicationPasswords.removeOfUser(user.id);
    context.site.users.remove(user.id);
    count += 1;
    context.judgements.push({
      rule: 'admin.delete-user',
      outcome: 'accepted',
      detail: `User ${user.id}, ${user.login}, was deleted, and the user's keys with it.`,
    });
  }
  return redirect(`users.php?delete_count=${count}&update=${update}`);
}

function mayNotDelete(context: Context): Answer | undefined {
  if (currentUserCan(context, 'delete_users')) return undefined;
  return notAllowed(context, 'Sorry, you are not allowed to delete users.');
}

/** `user=5`, or `users[]=5`, of those that there are. */
function chosen(context: Context): User[] {
  const { get, post } = context.request;
  const sent = post.get('users') ?? get.get('users');
  const ids = isArray(sent) ? [...sent.values()] : [requested(context, 'user')];
  return ids.flatMap(id =>
    typeof id === 'string' ? (context.site.users.get(Number.parseInt(id, 10)) ?? []) : [],
  );
}
