import { expect, onTestFinished, test, vi } from 'vitest';
import { saveDraft } from '../components/export-steps/save-draft.ts';

/** A draft that maps columns whose names repeat a character 20 times. */
function draftOf(character: string, columnCount: number) {
  const names = Array.from({ length: columnCount }, (_, index) => `${character.repeat(20)}${index}`);
  return { mapping: Object.fromEntries(names.map((name) => [name, 'em'])) };
}

test.each([
  ['few columns', true, draftOf('a', 100)],
  ['many columns', false, draftOf('a', 3000)],
  ['many columns with Japanese names', false, draftOf('列', 1000)],
])('the request that stores a draft of %s outlives its page: %s', async (_, outlives, draft) => {
  const requests: RequestInit[] = [];
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    requests.push(init);
    return Response.json({ updated_at: 1 });
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const states: string[] = [];
  await saveDraft(1, draft, ({ state }) => states.push(state));
  expect(states).toEqual(['saved']);
  expect(requests.map(({ keepalive }) => keepalive)).toEqual([outlives]);
});

test.each([
  [400, { state: 'refused', refusal: 'a reason' }],
  [403, { state: 'refused', refusal: 'a reason' }],
  [410, { state: 'refused', refusal: 'a reason' }],
  [401, { state: 'signedOut' }],
  [429, { state: 'failed', refusal: 'a reason' }],
  [500, { state: 'failed', refusal: 'a reason' }],
  [503, { state: 'failed', refusal: 'a reason' }],
])('the status %s of a response decides the state of the draft and the reason', async (status, expected) => {
  vi.stubGlobal('fetch', async () => Response.json({ message: 'a reason' }, { status }));
  onTestFinished(() => void vi.unstubAllGlobals());
  const results: object[] = [];
  await saveDraft(2, draftOf('a', 1), (result) => results.push(result));
  expect(results).toEqual([expected]);
});

test('a draft whose request gets no response has failed without a reason', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  onTestFinished(() => void vi.unstubAllGlobals());
  const results: object[] = [];
  await saveDraft(3, draftOf('a', 1), (result) => results.push(result));
  expect(results).toEqual([{ state: 'failed' }]);
});
