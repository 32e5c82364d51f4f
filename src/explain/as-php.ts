import { Buffer } from 'node:buffer';
import type { Message } from '../../mocks/index.ts';
import { type PhpRequest, phpRequest } from '../../mocks/rules.ts';
import { firstHeaderOf, type ReceivedRequest } from './request.ts';

/** A `name=value` as the client sent it, percent-encoded. */
export interface SentPair {
  readonly name: string;
  readonly value: string;
  readonly from: 'query' | 'body' | 'header';
}

/** The request as PHP hands it to the store. */
export function asPhp(request: ReceivedRequest, authority: string): PhpRequest {
  return phpRequest(messageOf(request, authority));
}

/** The request as it is sent to a host. */
export function messageOf(request: ReceivedRequest, host: string): Message {
  return {
    method: request.method,
    scheme: request.scheme,
    host,
    target: request.target,
    headers: request.headers.flat(),
    body: Buffer.from(request.body, 'latin1'),
  };
}

/** The request with each value replaced by what `change` makes of its pair; names stay as they are. */
export function withValues(request: ReceivedRequest, change: (pair: SentPair) => string): ReceivedRequest {
  const mark = request.target.indexOf('?');
  const pairs = (text: string, from: SentPair['from']): string =>
    text
      .split('&')
      .map(pair => {
        const equals = pair.indexOf('=');
        const name = equals < 0 ? pair : pair.slice(0, equals);
        const value = equals < 0 ? '' : pair.slice(equals + 1);
        return `${name}=${change({ name, value, from })}`;
      })
      .join('&');
  const header = (field: string): string =>
    field.replace(headerPair, (_, name: string, quoted?: string, bare?: string) => {
      const value = quoted ?? bare ?? '';
      return `${name}="${change({ name, value, from: 'header' })}"`;
    });
  const isForm = /^application\/x-www-form-urlencoded/i.test(firstHeaderOf(request, 'content-type') ?? '');
  const query = mark < 0 ? '' : `?${pairs(request.target.slice(mark + 1), 'query')}`;
  return {
    ...request,
    target: mark < 0 ? request.target : request.target.slice(0, mark) + query,
    body: isForm ? pairs(request.body, 'body') : request.body,
    headers: request.headers.map(([name, value]) =>
      name.toLowerCase() === 'authorization' ? [name, header(value)] : [name, value],
    ),
  };
}

const headerPair = /(oauth_[a-z_-]*)=(?:"([^"]*)"|([^,]*))/g;
