import { LatchkeyError } from '../../mocks/errors.ts';
import { isObject } from '../files/json-text.ts';
import { ControlError, type ControlRoute } from '../serve/control.ts';
import type { RunningProxy } from './proxy.ts';

/** What a tool does to a proxy from outside, beside its workbench. */
export function proxyRoutes(proxy: RunningProxy): ControlRoute[] {
  const faults = () => ({ faults: proxy.faults });
  return [
    { method: 'GET', path: '/health', handle: () => ({ status: 'ok', store: proxy.store.urls[0] }) },
    { method: 'GET', path: '/faults', handle: faults },
    {
      method: 'PUT',
      path: '/faults',
      handle(body) {
        const texts = isObject(body) ? body.faults : undefined;
        if (!Array.isArray(texts) || !texts.every(text => typeof text === 'string'))
          throw new ControlError(
            400,
            'invalid_faults',
            'PUT /faults expects {"faults": ["strip-authorization"]}; an empty list switches all off',
          );
        try {
          proxy.faults = texts;
        } catch (error) {
          if (!(error instanceof LatchkeyError)) throw error;
          throw new ControlError(400, 'invalid_faults', `PUT /faults: ${error.message}`);
        }
        return faults();
      },
    },
  ];
}
