import { readFileSync } from 'node:fs';

/** What a recorded request asked: its method, and the REST route. */
export interface RecordedRequest {
  readonly method: string;
  readonly route: string;
}

interface Line {
  /** A step of a life, `GET /wc/v3/orders/{o1}`. */
  readonly request?: string;
  readonly steps?: readonly { readonly request: { readonly method: string; readonly url: string } }[];
}

/** The REST requests of a file of recorded scenarios, or of the life of a client. */
export function recordedRequests(file: string): RecordedRequest[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.flatMap(text => {
    const { request, steps = [] } = JSON.parse(text) as Line;
    if (typeof request === 'string') {
      const [method = '', target = ''] = request.split(' ');
      const route = (target.split('?', 1)[0] as string).replaceAll(/\{\w+\}/g, '1');
      return [{ method, route }];
    }
    return steps.flatMap(step => {
      const route = routeOf(step.request.url);
      return route === undefined ? [] : [{ method: step.request.method, route }];
    });
  });
}

/** The route that a URL names, in its path or as `rest_route`; undefined where it is none of the REST API's. */
function routeOf(url: string): string | undefined {
  const [path = '', query = ''] = url.split('?');
  const inPath = /\/wp-json(\/.*)?$/.exec(path);
  const route = inPath ? (inPath[1] ?? '/') : new URLSearchParams(query).get('rest_route');
  return route?.replace(/(?!^)\/+$/, '');
}
