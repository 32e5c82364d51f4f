import { TargetError } from '../../mocks/errors.ts';
import type { HttpAnswer } from '../client/http/exchange.ts';
import type { Guest } from '../client/http/guest.ts';
import type { Credentials } from '../client/oauth1/request.ts';
import { askWithKey, type KeyedApi, type KeyWay } from '../personas/key-request.ts';
import { readBody } from '../site/body.ts';
import type { ResolvedTarget } from './resolved.ts';
import type { Survey } from './survey.ts';

/** What a live store says of its versions, and how the owner's key was let in to hear of it. */
export interface ToldVersions {
  readonly versions: Readonly<Record<string, string>>;
  /** Undefined where there is no such key, and where it was not let in. */
  readonly way?: KeyWay;
}

/**
 * Versions: the store tells them whoever may manage it; where nobody is let in, the front page may.
 *
 * @param shown what the front page tells.
 * @throws {TargetError} when no answer came.
 */
export async function readVersions(
  send: Guest['send'],
  api: KeyedApi,
  owner: Credentials,
  shown: Readonly<Record<string, string>>,
): Promise<ToldVersions> {
  const path = '/wp-json/wc/v3/system_status?_fields=environment';
  const { way, answer } = await askWithKey(send, api, owner, path);
  if (way === undefined || !answer) return { versions: shown };
  return { way, versions: { ...shown, ...environmentOf(answer) } };
}

/** The versions that the front page shows, as many do. */
export function onPage({ versions }: Pick<Survey, 'versions'>): Record<string, string> {
  return Object.fromEntries(Object.entries(versions));
}

function environmentOf(answer: HttpAnswer): Record<string, string> {
  const { environment } = (readBody(answer).json ?? {}) as { environment?: Record<string, unknown> };
  const named: [string, unknown][] = [
    ['WooCommerce', environment?.version],
    ['WordPress', environment?.wp_version],
    ['PHP', environment?.php_version],
  ];
  return Object.fromEntries(
    named.flatMap(([name, value]) =>
      typeof value === 'string' && /^[\w.+~-]{1,40}$/.test(value) ? [[name, value]] : [],
    ),
  );
}

/** @throws {TargetError} when the store says another version than the configuration expects. */
export function checkVersion({ stated, expectedVersion }: ResolvedTarget, version: string | undefined): void {
  if (expectedVersion === undefined || version === undefined) return;
  if (version === expectedVersion || version.startsWith(`${expectedVersion}.`)) return;
  throw new TargetError({
    where: stated.name,
    what: `the store is WooCommerce ${version}; the configuration expects ${expectedVersion}`,
  });
}
