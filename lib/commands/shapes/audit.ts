import { z } from 'zod';
import { ROLES } from '../../core/access/permission.ts';
import { CHAIN_FAULTS, type ChainReport } from '../../core/audit/audit-chain.ts';
import { type AuditEntry, ENTRY_OUTCOMES, OBJECT_KINDS } from '../../core/audit/audit-entry.ts';
import { translate } from '../../messages/translate.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

export const auditEntryShape = registerShape(
  'AuditEntry',
  z.object({
    id: z.int(),
    at: timestamp,
    actor: z.object({
      kind: z.enum(['person', 'key', 'shell', 'system']),
      id: z.string(),
      name: z.string().nullable(),
      role: z.enum([...ROLES, 'anonymous']),
    }),
    action: z.string(),
    title: z.string(),
    object: z.object({ kind: z.enum(OBJECT_KINDS), id: z.string(), name: z.string().nullable() }).nullable(),
    address: z.string().nullable(),
    session: z.int().nullable(),
    outcome: z.enum(ENTRY_OUTCOMES),
    code: z.string().nullable(),
    begun_at: timestamp.nullable(),
    times: z.int(),
    hash: z.string(),
  }),
);
export type AuditEntryObject = z.output<typeof auditEntryShape>;

export function auditEntryObject(entry: AuditEntry): AuditEntryObject {
  const { id, at, actor, role, action, object, address, session, outcome, code, begunAt, times, hash } = entry;
  return {
    id,
    at: isoTime(at),
    actor: { ...actor, role },
    action,
    title: translate('audit-actions', action),
    object: object && { ...object },
    address,
    session,
    outcome,
    code,
    begun_at: isoTimeOrNull(begunAt),
    times: times ?? 1,
    hash,
  };
}

export const chainShape = registerShape(
  'AuditChain',
  z.object({
    intact: z.boolean(),
    entries: z.int(),
    checked: z.int(),
    fault: z.object({ kind: z.enum(CHAIN_FAULTS), id: z.int(), at: timestamp.nullable() }).nullable(),
    head: z.object({ id: z.int(), hash: z.string() }).nullable(),
    missing_keys: z.array(z.string()),
  }),
);

export function chainObject({ entries, checked, fault, head, missingKeys }: ChainReport): z.output<typeof chainShape> {
  return {
    intact: fault === null,
    entries,
    checked,
    head: head && { ...head },
    missing_keys: [...missingKeys],
    fault: fault && { ...fault, at: isoTimeOrNull(fault.at) },
  };
}
