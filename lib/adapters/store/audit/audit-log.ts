import { createHash } from 'node:crypto';
import type { Actor } from '../../../core/access/permission.ts';
import {
  type AuditEntry,
  type AuditObject,
  type NewEntry,
  type OtherAction,
  repetitionOf,
} from '../../../core/audit/audit-entry.ts';
import type { Clock } from '../../../core/clock.ts';
import type { AuditKeys } from '../../system/audit-keys.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { MOVED_BY } from '../move/moved-by.ts';
import { RESTORED_BY } from '../sqlite/backup-copy.ts';
import { type AuditRow, entryOfRow, hashOf, NO_HASH } from './audit-row.ts';

const INSERT = `INSERT INTO audit_entry (id, at, actor_kind, actor_id, actor_name, role, action,
    object_kind, object_id, object_name, address, session, outcome, code, begun_id, times, once, key_id, hash, mac)
  VALUES (:id, :at, :actor_kind, :actor_id, :actor_name, :role, :action,
    :object_kind, :object_id, :object_name, :address, :session, :outcome, :code, :begun_id, :times, :once, :key_id, :hash, :mac)`;

const SET_REACH =
  'INSERT INTO audit_reach (id, last) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET last = excluded.last';

const SELECT_LAST = 'SELECT id, key_id, hash, mac FROM audit_entry ORDER BY id DESC LIMIT 1';

const SELECT_REPEATED = 'SELECT 1 FROM audit_entry WHERE once = ?';

/**
 * The tables with the names of actors and objects. Jobs and uploads are left out, because their names may be those of
 * files, which must not be kept.
 */
const NAME_TABLES: Readonly<Record<string, string>> = {
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

/** The action of the entry that is appended before the first other entry with a new key. */
const KEY_CHANGE: OtherAction = 'changeAuditKey';
/** Actions whose entries the next process appends, by the key of the `setting` that stores who did them. */
const DEFERRED_ACTIONS: Readonly<Record<string, OtherAction>> = {
  [RESTORED_BY]: 'restoreBackup',
  [MOVED_BY]: 'moveDatabase',
};
const DEFERRED_KEYS = Object.keys(DEFERRED_ACTIONS)
  .map((key) => `'${key}'`)
  .join(', ');
const SYSTEM: Actor = { kind: 'system', id: 'product', role: 'owner' };

/**
 * The audit log: who did what, when, from where, and how it ended. Entries are only appended, and the hash of each
 * covers the one before.
 */
export class AuditLog {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #keys: AuditKeys;
  /** Called after an entry was inserted, before its transaction is committed. */
  onAppended: () => void = () => {};

  constructor(database: Database, clock: Clock, keys: AuditKeys) {
    this.#database = database;
    this.#clock = clock;
    this.#keys = keys;
  }

  /** Appends an entry, within the transaction that is open, or in one of its own. Returns its id. */
  append(entry: NewEntry): Promise<number> {
    return this.#database.transaction(() => this.#append(entry, null));
  }

  /** Like `append`, unless `appendOnce` has appended an equal entry in the same hour. */
  async appendOnce(entry: NewEntry): Promise<void> {
    const once = createHash('sha256').update(repetitionOf(entry, this.#clock.now())).digest();
    if (await this.#database.get(SELECT_REPEATED, [once])) return;
    await this.#database.transaction(async () => {
      if (!(await this.#database.get(SELECT_REPEATED, [once]))) await this.#append(entry, once);
    });
  }

  /** Does work and appends its entry in one transaction: both happen, or neither. */
  async commit<T>(work: () => Promise<T>, entryOf: (value: T) => NewEntry): Promise<T> {
    return this.#database.transaction(async () => {
      const value = await work();
      await this.#append(entryOf(value), null);
      return value;
    });
  }

  /** Appends the entry of a restore or a move, during which the key may have been missing. */
  async appendDeferred(): Promise<void> {
    // Usually there is no such setting, so nothing is written.
    if ((await this.#database.value(`SELECT 1 FROM setting WHERE key IN (${DEFERRED_KEYS})`)) === undefined) return;
    await this.#database.transaction(async () => {
      const sql = `DELETE FROM setting WHERE key IN (${DEFERRED_KEYS}) RETURNING key, value`;
      for (const { key, value } of await this.#database.all<Pick<Tables['setting'], 'key' | 'value'>>(sql)) {
        const actor: Actor = { kind: 'shell', id: JSON.parse(value), role: 'owner' };
        await this.#append({ actor, action: DEFERRED_ACTIONS[key] as OtherAction, outcome: 'done' }, null);
      }
    });
  }

  /** Adds its current name to an object that has no name. */
  async named<O extends AuditObject>(object: O): Promise<O> {
    return object.name === undefined ? { ...object, name: await this.#nameOf(object.kind, object.id) } : object;
  }

  /** The entry with this id; undefined if there is none. */
  async find(id: number): Promise<AuditEntry | undefined> {
    const row = await this.#database.get<AuditRow>('SELECT * FROM audit_entry WHERE id = ?', [id]);
    return row && entryOfRow(row);
  }

  async #append(entry: NewEntry, once: Buffer | null): Promise<number> {
    const { actor, action, object, outcome, code, begun, times } = entry;
    const last = await this.#database.get<LastRow>(SELECT_LAST);
    // The key is chosen inside the transaction, so that all processes switch to a new key at the same entry.
    const key_id = this.#keys.currentId;
    if (last && action !== KEY_CHANGE && this.#hasOlderKey(last, key_id)) {
      await this.#append({ actor: SYSTEM, action: KEY_CHANGE, outcome: 'done' }, null);
      return this.#append(entry, once);
    }
    const row = {
      id: (last?.id ?? 0) + 1,
      at: this.#clock.now(),
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: await this.#nameOf(actor.kind, actor.id),
      role: actor.role,
      action,
      object_kind: object?.kind ?? null,
      object_id: object?.id ?? null,
      object_name: object ? (object.name ?? (await this.#nameOf(object.kind, object.id))) : null,
      address: actor.from?.address ?? null,
      session: actor.from?.session ?? null,
      outcome,
      code: code ?? null,
      begun_id: begun ?? null,
      times: times ?? null,
      key_id,
    };
    const hash = hashOf(row, last?.hash ?? NO_HASH);
    await this.#database.run(INSERT, { ...row, once, hash, mac: this.#keys.mac(key_id, hash) });
    await this.#database.run(SET_REACH, [row.id]);
    this.onAppended();
    return row.id;
  }

  /** Whether the last entry is authentic, and its key is not the current one. */
  #hasOlderKey({ key_id, hash, mac }: LastRow, current: string): boolean {
    return key_id !== current && this.#keys.mac(key_id, hash)?.equals(mac) === true;
  }

  async #nameOf(kind: string, id: string): Promise<string | null> {
    const table = NAME_TABLES[kind];
    if (table === undefined || !/^\d{1,15}$/.test(id)) return null;
    const column = kind === 'invitation' ? 'email' : 'name';
    return (await this.#database.value<string>(`SELECT ${column} FROM ${table} WHERE id = ?`, [Number(id)])) ?? null;
  }
}
