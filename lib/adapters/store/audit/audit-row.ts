import { createHash } from 'node:crypto';
import type { Actor, ActorRole } from '../../../core/access/permission.ts';
import type { AuditEntry, ObjectKind, Outcome } from '../../../core/audit/audit-entry.ts';

/** What the hash of an entry covers, in this order; then `times`, which entries before it was introduced do not have. */
const HASHED = [
  ...['id', 'at', 'actor_kind', 'actor_id', 'actor_name', 'role', 'action', 'object_kind', 'object_id', 'object_name'],
  ...['address', 'session', 'outcome', 'code', 'begun_id', 'key_id'],
] as const;

export interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly actor_name: string | null;
  readonly role: ActorRole;
  readonly action: string;
  readonly object_kind: ObjectKind | null;
  readonly object_id: string | null;
  readonly object_name: string | null;
  readonly address: string | null;
  readonly session: number | null;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly begun_id: number | null;
  readonly times: number | null;
  readonly key_id: string;
  readonly hash: Buffer;
  readonly mac: Buffer;
}

/** Before the first entry. */
export const NO_HASH = Buffer.alloc(32);

export function hashOf(row: Omit<AuditRow, 'hash' | 'mac'>, before: Uint8Array): Buffer {
  const members = row as unknown as Readonly<Record<string, unknown>>;
  const times = row.times === null ? [] : [row.times];
  const content = JSON.stringify([...HASHED.map((name) => members[name]), ...times]);
  return createHash('sha256').update(before).update(content).digest();
}

export function entryOfRow(row: AuditRow & { readonly begun_at?: number | null }): AuditEntry {
  const object = row.object_kind !== null && row.object_id !== null;
  return {
    ...{ id: row.id, at: row.at, role: row.role, action: row.action, outcome: row.outcome, code: row.code },
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    object: object ? { kind: row.object_kind, id: row.object_id, name: row.object_name } : null,
    ...{
      address: row.address,
      session: row.session,
      begunAt: row.begun_at ?? null,
      times: row.times,
      hash: row.hash.toString('hex'),
    },
  };
}
