import fc from 'fast-check';
import { expect, test } from 'vitest';
import { membersOf } from '../core/api/api-document.ts';
import { tdRoutes } from '../td-api/routes.ts';
import { startTd } from '../td-api/td-api.test-kit.ts';
import { openApiDocument } from './openapi.ts';

/** Sends random requests to the routes of both APIs: each error has a text, and none is a server error. */

/** The same requests each time, unless FUZZ_SEED is set. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 11);
const CASES = 300;
/** Short enough for the query string of a URL. */
const MAX_FORM_LENGTH = 4000;

interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly names: readonly string[];
}

const consoleEndpoints: Endpoint[] = Object.entries(openApiDocument().paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters, requestBody }]) => {
    const members = membersOf(requestBody?.content['application/json']?.schema ?? {});
    return { method: method.toUpperCase(), path, names: [...parameters, ...members].map(({ name }) => name) };
  }),
);
const tdEndpoints: Endpoint[] = tdRoutes.map(({ method, path, command }) => {
  const names = Object.keys(command.input.shape);
  return { method, path: `/v3${path}`, names };
});

const pathValue = fc.oneof(
  fc.constantFrom('1', '2', 'shop', 'events', 'Shop', '0', '-1', '1e3', '..', '%2F', '%00', '%zz', '%FF', '+', '日本'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map(encodeURIComponent),
);
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('', '1', 'shop', '{}', '{"type":"x"}', 'SELECT 1', '@daily', '\0', 'x'.repeat(70_000), -1, 1e300),
);

const request = fc.constantFrom(...consoleEndpoints, ...tdEndpoints).chain(({ method, path, names }) =>
  fc.record({
    method: fc.oneof({ weight: 9, arbitrary: fc.constant(method) }, fc.constantFrom('PUT', 'PATCH', 'DELETE')),
    pathValues: fc.array(pathValue, { minLength: 3, maxLength: 3 }),
    body: fc.dictionary(fc.oneof(...(names.length > 0 ? [fc.constantFrom(...names)] : []), fc.string()), value, {
      maxKeys: 5,
    }),
    isJson: fc.boolean(),
    path: fc.constant(path),
  }),
);

test(`${CASES} random requests cause no server error (FUZZ_SEED=${SEED})`, { timeout: 240_000 }, async () => {
  const api = await startTd();
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, pathValues, body, isJson }) => {
      let nextPathValue = 0;
      const filled = path.replace(/\{\w+\}/g, () => pathValues[nextPathValue++ % pathValues.length] ?? '1');
      const formMembers = Object.entries(body).map(([name, each]) => [
        name,
        typeof each === 'string' ? each : JSON.stringify(each),
      ]);
      const form = isJson ? '' : new URLSearchParams(formMembers).toString().slice(0, MAX_FORM_LENGTH);
      const isInQuery = method === 'GET' || method === 'DELETE';
      const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
      const answer = await api.request(method, isInQuery ? `${filled}?${form}` : filled, {
        headers: { 'content-type': type },
        ...(!isInQuery && { content: isJson ? JSON.stringify(body) : form }),
      });
      expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500);
      if (answer.status < 400) return;
      const { detail, error } = answer.json ?? {};
      expect(detail ?? error, `${answer.status} ${answer.text.slice(0, 300)}`).toMatch(/ /);
    }),
    { seed: SEED, numRuns: CASES, endOnFailure: true },
  );
});
