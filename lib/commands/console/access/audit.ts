import { z } from 'zod';
import { ENTRY_OUTCOMES } from '../../../core/audit/audit-entry.ts';
import { MAX_AUDIT_SEARCH, parseActor } from '../../../core/audit/audit-filter.ts';
import { defineInternalCommand } from '../../command.ts';
import { days, timesOf } from '../../inputs/days.ts';

const ENTRIES_PER_PAGE = 50;

/** A page of the audit log, what its filters offer, and whether its chain is intact. */
export const viewAuditLog = defineInternalCommand({
  id: 'viewAuditLog',
  permission: 'audit.read',
  effect: 'reads',
  input: z.object({
    actor: z.string().max(100).optional(),
    action: z.string().max(60).optional(),
    outcome: z.enum(ENTRY_OUTCOMES).optional(),
    ...days,
    search: z.string().max(MAX_AUDIT_SEARCH).optional(),
    before: z.int().nonnegative().optional(),
    after: z.int().nonnegative().optional(),
  }),
  async run({ actor, from, to, timeZone, before, after, ...others }, { auditList, auditChain }) {
    const filter = { ...others, actor: parseActor(actor), ...timesOf({ from, to, timeZone }) };
    const rows = await auditList.page(filter, { limit: ENTRIES_PER_PAGE + 1, before, after });
    const hasMore = rows.length > ENTRIES_PER_PAGE;
    const isTowardOlder = after === undefined;
    const entries = isTowardOlder ? rows.slice(0, ENTRIES_PER_PAGE) : rows.slice(-ENTRIES_PER_PAGE);
    const hasNewer = isTowardOlder ? before !== undefined : hasMore;
    const hasOlder = !isTowardOlder || hasMore;
    return {
      entries,
      newer: hasNewer ? (entries[0]?.id ?? null) : null,
      older: hasOlder ? (entries.at(-1)?.id ?? null) : null,
      actors: await auditList.actors(),
      actions: await auditList.actions(),
      entryCount: await auditList.count(),
      /** Undefined while the first check still runs. */
      chain: await auditChain.checkSoon(),
    };
  },
});
