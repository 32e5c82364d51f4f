/** Small changes of messages and answers, as things between client and server make them. */
import type { Answer, Message } from '../message.ts';
import type { Handler } from './fault.ts';

/** A layer that changes what passes to the store. */
export function onRequest(next: Handler, change: (message: Message) => Message): Handler {
  return message => next(change(message));
}

/** A layer that changes what the store answers. */
export function onAnswer(next: Handler, change: (answer: Answer, message: Message) => Answer): Handler {
  return async message => change(await next(message), message);
}

/** A layer that answers some requests itself and lets the others pass. */
export function instead(next: Handler, answer: (message: Message) => Answer | undefined): Handler {
  return async message => answer(message) ?? next(message);
}

type HeaderList = readonly string[];

/** The fields but those of these names. */
export function withoutHeader(headers: HeaderList, ...names: readonly string[]): string[] {
  const unwanted = new Set(names.map(name => name.toLowerCase()));
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] as string;
    if (!unwanted.has(name.toLowerCase())) kept.push(name, headers[i + 1] as string);
  }
  return kept;
}

/** The fields with this one in the place of all of its name. */
export function withHeader(headers: HeaderList, name: string, value: string): string[] {
  return [...withoutHeader(headers, name), name, value];
}

/** All values of a field, in the order sent. */
export function headerValues(headers: HeaderList, name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    if ((headers[i] as string).toLowerCase() === name.toLowerCase()) values.push(headers[i + 1] as string);
  }
  return values;
}

/** The path of a target, without its query. */
export function pathOf(target: string): string {
  const mark = target.indexOf('?');
  return mark < 0 ? target : target.slice(0, mark);
}

/** The query of a target without its question mark; '' when there is none. */
export function queryOf(target: string): string {
  const mark = target.indexOf('?');
  return mark < 0 ? '' : target.slice(mark + 1);
}

/** The host that the client asked for: the `Host` field, else the connection's. */
export function hostOf(message: Message): string {
  return headerValues(message.headers, 'Host')[0] ?? message.host;
}

/** Percent-escapes as bytes; what is no escape stays. */
export function percentDecoded(value: string): string {
  return value.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Whether a request is for the REST API, by its usual path or by `rest_route`. */
export function isRest(message: Message): boolean {
  return /\/wp-json(\/|\?|$)/.test(message.target) || /[?&]rest_route=/.test(message.target);
}
