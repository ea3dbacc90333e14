import { createHash } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import type { Actor } from '../../../core/access/permission.ts';
import {
  type AuditEntry,
  type AuditObject,
  type NewEntry,
  type OtherAct,
  repetitionOf,
} from '../../../core/audit/audit-entry.ts';
import type { Clock } from '../../../core/clock.ts';
import type { AuditKeys } from '../../system/audit-keys.ts';
import { RESTORED_BY } from '../database/backup-copy.ts';
import { type AuditRow, entryOfRow, hashOf, NO_HASH } from './audit-row.ts';

/** The tables with the names of actors and objects. Jobs and uploads are named by files, whose names are not ours to keep. */
const NAMED: Readonly<Record<string, string>> = {
  activation: 'activation',
  authentication: 'authentication',
  folder: 'segment_folder',
  invitation: 'invitation',
  key: 'api_key',
  mapping: 'mapping_preset',
  parent_segment: 'parent_segment',
  person: 'person',
  query: 'query',
  segment: 'segment',
  workflow: 'workflow',
  workflow_project: 'workflow_project',
};

type LastRow = Pick<AuditRow, 'id' | 'key_id' | 'hash' | 'mac'>;

/** The entry with which those of a new key begin. */
const KEY_CHANGE: OtherAct = 'changeAuditKey';
const RESTORE: OtherAct = 'restoreBackup';
const SYSTEM: Actor = { kind: 'system', id: 'product', role: 'owner' };

/** The audit log: who did what, when, from where, and how it ended. Entries are appended only, and each covers the one before. */
export class SqliteAuditLog {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #keys: AuditKeys;
  readonly #insert: Statement;
  readonly #last: Statement<[], LastRow>;
  readonly #isRepeated: Statement<[Buffer]>;
  readonly #names = new Map<string, Statement<[number], string>>();
  /** Called after entries were appended; their transaction may not have ended yet. */
  onAppended: () => void = () => {};

  constructor(database: Database, clock: Clock, keys: AuditKeys) {
    this.#database = database;
    this.#clock = clock;
    this.#keys = keys;
    this.#last = database.prepare('SELECT id, key_id, hash, mac FROM audit_entry ORDER BY id DESC LIMIT 1');
    this.#isRepeated = database.prepare('SELECT 1 FROM audit_entry WHERE once = ?');
    this.#insert = database.prepare(
      `INSERT INTO audit_entry (id, at, actor_kind, actor_id, actor_name, role, action, object_kind, object_id, object_name,
         address, session, outcome, code, begun_id, times, once, key_id, hash, mac)
       VALUES (:id, :at, :actor_kind, :actor_id, :actor_name, :role, :action, :object_kind, :object_id, :object_name,
         :address, :session, :outcome, :code, :begun_id, :times, :once, :key_id, :hash, :mac)`,
    );
  }

  /** Appends an entry, within the transaction that is open, or in one of its own. Returns its id. */
  append(entry: NewEntry): number {
    return this.#database.transaction(() => this.#append(entry, null)).immediate();
  }

  /** Like `append`, unless an equal entry was appended in the same hour. */
  appendOnce(entry: NewEntry): void {
    const once = createHash('sha256').update(repetitionOf(entry, this.#clock.now())).digest();
    if (this.#isRepeated.get(once)) return;
    const append = this.#database.transaction(() => {
      if (!this.#isRepeated.get(once)) this.#append(entry, once);
    });
    append.immediate();
  }

  /** Does work and appends its entry in one transaction: both happen, or neither. */
  commit<T>(work: () => T, entryOf: (value: T) => NewEntry): T {
    const commit = this.#database.transaction(() => {
      const value = work();
      this.#append(entryOf(value), null);
      return value;
    });
    return commit.immediate();
  }

  /** Appends what a restore has left to be logged; the key may not have been there then. */
  appendRestore(): void {
    const isRestored = this.#database.prepare('SELECT 1 FROM setting WHERE key = ?').pluck();
    // Starting the product writes nothing.
    if (isRestored.get(RESTORED_BY) === undefined) return;
    const append = this.#database.transaction(() => {
      const by = this.#database
        .prepare<[string], string>('DELETE FROM setting WHERE key = ? RETURNING value')
        .pluck()
        .get(RESTORED_BY);
      if (by === undefined) return;
      const actor: Actor = { kind: 'shell', id: JSON.parse(by), role: 'owner' };
      this.#append({ actor, action: RESTORE, outcome: 'done' }, null);
    });
    append.immediate();
  }

  /** An object with its present name. */
  named<O extends AuditObject>(object: O): O {
    return object.name === undefined ? { ...object, name: this.#nameOf(object.kind, object.id) } : object;
  }

  /** Undefined if there is no such entry. */
  find(id: number): AuditEntry | undefined {
    const row = this.#database.prepare('SELECT * FROM audit_entry WHERE id = ?').get(id) as AuditRow | undefined;
    return row && entryOfRow(row);
  }

  #append(entry: NewEntry, once: Buffer | null): number {
    const { actor, action, object, outcome, code, begun, times } = entry;
    const before = this.#last.get();
    // The key is chosen inside of the transaction: entries of all processes change to a new key at the same place.
    const key_id = this.#keys.currentId;
    if (before && action !== KEY_CHANGE && this.#isRotated(before, key_id)) {
      this.#append({ actor: SYSTEM, action: KEY_CHANGE, outcome: 'done' }, null);
      return this.#append(entry, once);
    }
    const row = {
      ...{ id: (before?.id ?? 0) + 1, at: this.#clock.now() },
      ...{
        actor_kind: actor.kind,
        actor_id: actor.id,
        actor_name: this.#nameOf(actor.kind, actor.id),
        role: actor.role,
      },
      ...{ action, object_kind: object?.kind ?? null, object_id: object?.id ?? null },
      object_name: object ? (object.name ?? this.#nameOf(object.kind, object.id)) : null,
      ...{ address: actor.from?.address ?? null, session: actor.from?.session ?? null },
      ...{ outcome, code: code ?? null, begun_id: begun ?? null, times: times ?? null, key_id },
    };
    const hash = hashOf(row, before?.hash ?? NO_HASH);
    this.#insert.run({ ...row, once, hash, mac: this.#keys.mac(key_id, hash) });
    this.onAppended();
    return row.id;
  }

  /** Whether the last entry is authentic, and has an older key. */
  #isRotated({ key_id, hash, mac }: LastRow, current: string): boolean {
    return key_id !== current && this.#keys.mac(key_id, hash)?.equals(mac) === true;
  }

  #nameOf(kind: string, id: string): string | null {
    const table = NAMED[kind];
    if (table === undefined || !/^\d{1,15}$/.test(id)) return null;
    return this.#nameStatement(kind, table).get(Number(id)) ?? null;
  }

  #nameStatement(kind: string, table: string): Statement<[number], string> {
    const known = this.#names.get(kind);
    if (known) return known;
    const column = kind === 'invitation' ? 'email' : 'name';
    const statement = this.#database
      .prepare<[number], string>(`SELECT ${column} FROM ${table} WHERE id = ?`)
      .pluck() as Statement<[number], string>;
    this.#names.set(kind, statement);
    return statement;
  }
}
