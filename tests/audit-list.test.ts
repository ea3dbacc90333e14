import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startApi } from '../lib/api/api.test-kit.ts';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import type { Actor } from '../lib/core/access/permission.ts';
import { type AuditEntry, ENTRY_OUTCOMES } from '../lib/core/audit/audit-entry.ts';
import type { AuditFilter } from '../lib/core/audit/audit-filter.ts';
import { en } from '../lib/messages/en.ts';
import type { Runtime } from '../lib/runtime/runtime.ts';
import { settingsOf } from './kit/elsewhere.ts';
import { startProduct } from './kit/product.ts';

const ACTORS: readonly Actor[] = [
  { kind: 'person', id: '1', role: 'owner', from: { address: '10.4.2.18', session: 3 } },
  { kind: 'key', id: '1', role: 'viewer', from: { address: '10.4.9.7' } },
  { kind: 'shell', id: '1000', role: 'owner' },
];
const ACTIONS = ['signIn', 'killJob', 'showProfiles'];

/** Appends entries of many kinds, a third of them after an entry `begun`. */
async function addEntries({ auditLog }: Runtime, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const entry = {
      actor: ACTORS[i % 3] as Actor,
      action: ACTIONS[(i >> 1) % 3] ?? '',
      outcome: ENTRY_OUTCOMES[(i >> 2) % 3] ?? 'done',
      object: { kind: 'job', id: String(i % 7), name: i % 5 ? null : '50%_off' },
    } as const;
    const begun = i % 3 ? undefined : await auditLog.append({ ...entry, outcome: 'begun' });
    await auditLog.append({ ...entry, begun });
  }
}

const matchingIn = (all: readonly AuditEntry[]) => (filter: AuditFilter) =>
  all.filter(
    ({ actor, action, outcome, at, object, address }) =>
      (!filter.actor || (actor.kind === filter.actor.kind && actor.id === filter.actor.id)) &&
      (filter.action === undefined || action === filter.action) &&
      (filter.outcome === undefined || outcome === filter.outcome) &&
      (filter.since === undefined || at >= filter.since) &&
      (filter.search === undefined ||
        object?.id === filter.search ||
        [object?.name, address].some((text) => text?.includes(filter.search ?? ''))),
  );

test('pages of any size, forward and backward, contain each entry that matches the filter once, in order', async () => {
  const { runtime } = await startProduct();
  await addEntries(runtime, 150);
  const { auditList } = runtime;
  const all = await auditList.page({}, { limit: 1000 });
  expect(all).toHaveLength(150);
  const expected = matchingIn(all);
  const filters = fc.record(
    {
      actor: fc.constantFrom(...ACTORS),
      action: fc.constantFrom(...ACTIONS),
      outcome: fc.constantFrom(...ENTRY_OUTCOMES),
      since: fc.constantFrom(...all.map(({ at }) => at)),
      search: fc.constantFrom('0%_o', '10.4', '6', 'nowhere', '_', '\\'),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 1, max: 40 }), async (filter, limit) => {
      const entries: AuditEntry[] = [];
      for (let before: number | undefined; ; before = entries.at(-1)?.id) {
        const page = await auditList.page(filter, { limit, before });
        entries.push(...page);
        if (page.length < limit) break;
      }
      expect(entries).toEqual(expected(filter));
      const [last] = entries.slice(-1);
      if (last) expect(await auditList.page(filter, { limit, after: last.id })).toEqual(entries.slice(-1 - limit, -1));
    }),
    { numRuns: 150 },
  );
  expect(await auditList.actions()).toEqual([...ACTIONS].sort());
  expect((await auditList.actors()).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'key 1',
    'person 1',
    'shell 1000',
  ]);
});

// The statements contain INDEXED BY, so SQLite refuses a statement that cannot use its index.
test('every statement of a list uses an index', async () => {
  const { runtime } = await startProduct();
  await addEntries(runtime, 3);
  const { auditList } = runtime;
  for (const filter of [{}, { action: 'x' }, { outcome: 'done' }, { actor: { kind: 'key', id: '1' } }] as const)
    for (const more of [{}, { search: 'x' }, { since: 1, until: 2 }])
      expect(await auditList.page({ ...filter, ...more }, { limit: 5 })).toBeDefined();
});

test('pintd and the API list and export the entries that match a filter', async () => {
  const api = await startApi();
  await addEntries(api.runtime, 12);
  const pintd = (...args: string[]) =>
    runCommand(args, { env: { ...process.env, ...settingsOf(api.runtime), PINTD_LOG_LEVEL: 'silent' } });
  const listed = JSON.parse((await pintd('audit:list', '--json', '--actor', 'key-1')).out);
  expect(listed).toHaveLength(4);
  expect(listed[0]).toMatchObject({ actor: { kind: 'key', id: '1' }, address: '10.4.9.7', title: expect.any(String) });
  const table = (await pintd('audit:list', '3')).out;
  expect(table).toContain('shell 1000');
  for (const title of ['who', 'what', 'on', 'from'] as const) expect(table).toContain(` ${en.settings.audit[title]} `);
  const lines = (await pintd('audit:export', '--format', 'jsonl', '--actor', 'key-1')).out.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(listed);
  const csv = (await pintd('audit:export', '--action', 'killJob')).out.trim().split('\n');
  expect(csv[0]).toMatch(/^id,at,actor_kind,/);
  expect(csv.length).toBeGreaterThan(2);
  expect((await pintd('audit:list', '--actor', 'somebody')).status).toBe(1);
  expect((await pintd('audit:list', '--since', 'yesterday')).err).toContain('a time such as 2026-11-25 10:00:00');
  expect(JSON.parse((await pintd('audit:list', '--json', '--until', '2001-02-03')).out)).toEqual([]);

  const { json } = await api.request('GET', '/api/v1/audit?actor=key-1&limit=3');
  expect(json.data).toMatchObject(listed.slice(0, 3));
  const { json: next } = await api.request('GET', json.next);
  expect(next).toMatchObject({ data: listed.slice(3), next: null });
  expect((await api.request('GET', '/api/v1/audit.jsonl?action=killJob')).text.split('\n')).toHaveLength(csv.length);
  expect((await api.request('GET', '/api/v1/audit/verification')).json).toMatchObject({ intact: true });
  // Of the requests above, only the export is logged, because it hands out a file.
  const logged = await api.runtime.auditList.page({ search: '192.0.2.7' }, { limit: 9 });
  expect(logged).toMatchObject([{ action: 'exportAuditLines', outcome: 'done' }]);
});
