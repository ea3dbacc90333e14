import { createHash } from 'node:crypto';
import type { Actor, ActorRole } from '../../../core/access/permission.ts';
import type { AuditEntry, EntryOutcome, ObjectKind } from '../../../core/audit/audit-entry.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';

/**
 * The columns that the hash of an entry covers, in this order. `times` follows unless it is null, because entries that
 * are older than this column were hashed without it.
 */
const HASHED = [
  'id',
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'role',
  'action',
  'object_kind',
  'object_id',
  'object_name',
  'address',
  'session',
  'outcome',
  'code',
  'begun_id',
  'key_id',
] as const;

export type AuditRow = Row<
  'audit_entry',
  {
    actor_kind: Actor['kind'];
    role: ActorRole;
    object_kind: ObjectKind | null;
    outcome: EntryOutcome;
    hash: Buffer;
    mac: Buffer;
  }
>;

/** The previous hash of the first entry. */
export const NO_HASH = Buffer.alloc(32);

/** The id of the last entry; 0 if there are no entries. */
export async function lastEntryId(database: Database): Promise<number> {
  return (await database.value<number>('SELECT COALESCE(MAX(id), 0) FROM audit_entry')) ?? 0;
}

/** When an entry was appended; undefined if there is no such entry. */
export function timeOfEntry(database: Database, id: number): Promise<number | undefined> {
  return database.value<number>('SELECT at FROM audit_entry WHERE id = ?', [id]);
}

export function hashOf(row: Omit<AuditRow, 'once' | 'hash' | 'mac'>, previousHash: Uint8Array): Buffer {
  const columns = row as unknown as Readonly<Record<string, unknown>>;
  const times = row.times === null ? [] : [row.times];
  const content = JSON.stringify([...HASHED.map((name) => columns[name]), ...times]);
  return createHash('sha256').update(previousHash).update(content).digest();
}

export function entryOfRow(row: AuditRow & { readonly begun_at?: number | null }): AuditEntry {
  const { object_kind: kind, object_id: objectId } = row;
  return {
    id: row.id,
    at: row.at,
    role: row.role,
    action: row.action,
    outcome: row.outcome,
    code: row.code,
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    object: kind !== null && objectId !== null ? { kind, id: objectId, name: row.object_name } : null,
    address: row.address,
    session: row.session,
    begunAt: row.begun_at ?? null,
    times: row.times,
    hash: row.hash.toString('hex'),
  };
}
