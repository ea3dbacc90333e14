import { Readable } from 'node:stream';
import { z } from 'zod';
import { ENTRY_OUTCOMES } from '../../core/audit/audit-entry.ts';
import { type AuditFilter, MAX_AUDIT_SEARCH, parseActor } from '../../core/audit/audit-filter.ts';
import { spreadsheetCsv } from '../../runtime/reading/files.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineCommand } from '../command.ts';
import { auditAction } from '../inputs/audit-action.ts';
import { pageInput, pageShape, toPage } from '../inputs/page.ts';
import { auditEntryObject, auditEntryShape, chainObject, chainShape } from '../shapes/audit.ts';
import { registerShape } from '../shapes/shape-registry.ts';

const time = z.iso.datetime({ offset: true }).transform(Date.parse);

const filterInput = {
  actor: z
    .string()
    .refine((text) => parseActor(text) !== undefined, 'audit_actor_malformed')
    .optional(),
  action: auditAction.optional(),
  outcome: z.enum(ENTRY_OUTCOMES).optional(),
  since: time.optional(),
  until: time.optional(),
  search: z.string().min(1).max(MAX_AUDIT_SEARCH).optional(),
};
const filterShape = z.object(filterInput);

function filterOf({ actor, ...others }: z.output<typeof filterShape>): AuditFilter {
  return { ...others, actor: parseActor(actor) };
}

/** Lists entries of the audit log, newest first. */
export const listAuditEntries = defineCommand({
  id: 'listAuditEntries',
  permission: 'audit.read',
  effect: 'reads',
  input: z.object({ ...pageInput, ...filterInput }),
  answer: registerShape('AuditPage', pageShape(auditEntryShape)),
  async run({ cursor: before, limit, ...filter }, { auditList }) {
    const rows = await auditList.page(filterOf(filter), { limit: limit + 1, before });
    return toPage(rows, limit, ({ id }) => id, auditEntryObject);
  },
});

/** Verifies the hash chain of all entries. */
export const verifyAuditLog = defineCommand({
  id: 'verifyAuditLog',
  permission: 'audit.read',
  effect: 'reads',
  input: z.object({
    /** The id and hash of an entry that must still be there, as an earlier verification named it: `12481:9f3c…`. */
    head: z
      .string()
      .regex(/^[1-9]\d{0,14}:[0-9a-f]{64}$/, 'audit_head_malformed')
      .optional(),
  }),
  answer: chainShape,
  async run({ head }, { auditChain }) {
    const [id = '', hash = ''] = head?.split(':') ?? [];
    return chainObject(await auditChain.checkAll(head === undefined ? undefined : { id: Number(id), hash }));
  },
});

export const exportAuditLines = defineCommand({
  id: 'exportAuditLines',
  permission: 'audit.read',
  effect: 'downloads',
  input: filterShape,
  answer: 'jsonl',
  run: (filter, runtime) => Readable.from(linesOf(filterOf(filter), runtime), { objectMode: false }),
});

export const exportAuditCsv = defineCommand({
  id: 'exportAuditCsv',
  permission: 'audit.read',
  effect: 'downloads',
  input: filterShape,
  answer: 'csv',
  run: (filter, runtime) => spreadsheetCsv(rowsOf(filterOf(filter), runtime)),
});

const ENTRIES_PER_READ = 500;

async function* pagesOfEntries(filter: AuditFilter, { auditList }: Runtime) {
  let before: number | undefined;
  do {
    const page = await auditList.page(filter, { limit: ENTRIES_PER_READ, before });
    if (page.length > 0) yield page.map(auditEntryObject);
    before = page.length < ENTRIES_PER_READ ? undefined : page.at(-1)?.id;
  } while (before !== undefined);
}

async function* linesOf(filter: AuditFilter, runtime: Runtime) {
  for await (const page of pagesOfEntries(filter, runtime))
    yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

const COLUMNS = [
  'id',
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'role',
  'action',
  'title',
  'object_kind',
  'object_id',
  'object_name',
  'address',
  'session',
  'outcome',
  'code',
  'begun_at',
  'times',
  'hash',
];

/** The cells of an entry, in the order of `COLUMNS`. */
function cellsOf(entry: z.output<typeof auditEntryShape>) {
  const { actor, object } = entry;
  return [
    entry.id,
    entry.at,
    actor.kind,
    actor.id,
    actor.name,
    actor.role,
    entry.action,
    entry.title,
    object?.kind,
    object?.id,
    object?.name,
    entry.address,
    entry.session,
    entry.outcome,
    entry.code,
    entry.begun_at,
    entry.times,
    entry.hash,
  ];
}

async function* rowsOf(filter: AuditFilter, runtime: Runtime) {
  yield COLUMNS;
  for await (const page of pagesOfEntries(filter, runtime))
    for (const entry of page) yield cellsOf(entry).map((cell) => String(cell ?? ''));
}
