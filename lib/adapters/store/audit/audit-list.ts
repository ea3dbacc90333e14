import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Actor } from '../../../core/access/permission.ts';
import type { AuditEntry } from '../../../core/audit/audit-entry.ts';
import type { AuditFilter } from '../../../core/audit/audit-filter.ts';
import type { Database } from '../database/database.ts';
import { isLike, patternOf } from '../database/portable-sql.ts';
import { type AuditRow, entryOfRow, lastEntryId, timeOfEntry } from './audit-row.ts';

/** How many entries are examined before a pause for other work. */
const SLICE_ENTRIES = 10_000;
/** How many actors or actions a filter offers at most. */
const MAX_CHOICES = 500;

/** The values of an entry by which the list is sorted. */
interface Place {
  readonly at: number;
  readonly id: number;
}

export interface AuditPage {
  readonly limit: number;
  /** Only entries older than the entry with this id. */
  readonly before?: number | undefined;
  /** Only entries newer than the entry with this id: those closest to it. */
  readonly after?: number | undefined;
}

type ActorKey = Pick<Actor, 'kind' | 'id'>;

/**
 * Lists entries of the audit log, newest first. Conditions without an index are compared in slices, with pauses for
 * other work.
 */
export class AuditList {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async page(filter: AuditFilter, { limit, before, after }: AuditPage): Promise<readonly AuditEntry[]> {
    const scan = new FilteredScan(this.#database, filter, after === undefined ? OLDER : NEWER);
    const entries: AuditEntry[] = [];
    let start = await this.#placeOf(after ?? before);
    while (entries.length < limit) {
      const end = await scan.endOfSlice(start);
      entries.push(...(await scan.slice(start, end, limit - entries.length)));
      if (end === undefined) break;
      start = end;
      await nextTurn();
    }
    return after === undefined ? entries : entries.reverse();
  }

  /** The id of the last entry is the number of entries, because ids are consecutive. */
  count(): Promise<number> {
    return lastEntryId(this.#database);
  }

  /** The actors, at most `MAX_CHOICES`, each with the newest name. */
  async actors(): Promise<readonly AuditEntry['actor'][]> {
    const actors: AuditEntry['actor'][] = [];
    let key = await this.#firstActorAfterKind('');
    while (key && actors.length < MAX_CHOICES) {
      actors.push({ kind: key.kind, id: key.id, name: await this.#newestName(key) });
      key = await this.#nextActor(key);
    }
    return actors;
  }

  /** Executes two statements, because with a comparison of pairs, SQLite scans all entries of an actor. */
  async #nextActor({ kind, id }: ActorKey): Promise<ActorKey | undefined> {
    const nextOfKind = await this.#database.get<ActorKey>(
      `SELECT actor_kind AS kind, actor_id AS id FROM audit_entry
        WHERE actor_kind = ? AND actor_id > ? ORDER BY actor_id LIMIT 1`,
      [kind, id],
    );
    return nextOfKind ?? this.#firstActorAfterKind(kind);
  }

  #firstActorAfterKind(kind: string): Promise<ActorKey | undefined> {
    return this.#database.get<ActorKey>(
      `SELECT actor_kind AS kind, actor_id AS id FROM audit_entry
        WHERE actor_kind > ? ORDER BY actor_kind, actor_id LIMIT 1`,
      [kind],
    );
  }

  async #newestName({ kind, id }: ActorKey): Promise<string | null> {
    const name = await this.#database.value<string | null>(
      'SELECT actor_name FROM audit_entry WHERE actor_kind = ? AND actor_id = ? ORDER BY at DESC LIMIT 1',
      [kind, id],
    );
    return name ?? null;
  }

  /** The ids of the actions that were done or attempted, at most `MAX_CHOICES`. */
  async actions(): Promise<readonly string[]> {
    const nextSql = 'SELECT action FROM audit_entry WHERE action > ? ORDER BY action LIMIT 1';
    const actions: string[] = [];
    let action = await this.#database.value<string>(nextSql, ['']);
    while (action !== undefined && actions.length < MAX_CHOICES) {
      actions.push(action);
      action = await this.#database.value<string>(nextSql, [action]);
    }
    return actions;
  }

  async #placeOf(id: number | undefined): Promise<Place | undefined> {
    if (id === undefined) return undefined;
    const at = await timeOfEntry(this.#database, id);
    return at === undefined ? undefined : { at, id };
  }
}

interface Direction {
  readonly order: 'ASC' | 'DESC';
  /** The comparison that is true of entries after a place in this order. */
  readonly afterOperator: '<' | '>';
  /** The comparison that is true of entries before a place in this order. */
  readonly beforeOperator: '>' | '<';
}
const OLDER: Direction = { order: 'DESC', afterOperator: '<', beforeOperator: '>' };
const NEWER: Direction = { order: 'ASC', afterOperator: '>', beforeOperator: '<' };

/** The statements of a filter: one index selects the entries, the other conditions are compared. */
class FilteredScan {
  readonly #database: Database;
  readonly #direction: Direction;
  readonly #params: Readonly<Record<string, unknown>>;
  readonly #index: string;
  /** The conditions for which the database uses the index. */
  readonly #indexedConditions: readonly string[];
  readonly #otherConditions: readonly string[];

  constructor(database: Database, filter: AuditFilter, direction: Direction) {
    this.#database = database;
    this.#direction = direction;
    const { actor, action, outcome, since, until, search } = filter;
    this.#params = {
      kind: actor?.kind,
      actor: actor?.id,
      action,
      outcome,
      since,
      until,
      search,
      pattern: patternOf(search ?? ''),
    };
    const equalities: { readonly index: string; readonly sql: string }[] = [];
    if (actor)
      equalities.push({
        index: 'actor_kind_actor_id_at',
        sql: 'entry.actor_kind = :kind AND entry.actor_id = :actor',
      });
    if (action !== undefined) equalities.push({ index: 'action_at', sql: 'entry.action = :action' });
    if (outcome !== undefined) equalities.push({ index: 'outcome_at', sql: 'entry.outcome = :outcome' });
    const times: string[] = [];
    if (since !== undefined) times.push('entry.at >= :since');
    if (until !== undefined) times.push('entry.at < :until');
    const [first, ...others] = equalities;
    this.#index = `audit_entry_${first?.index ?? 'at'}_idx`;
    this.#indexedConditions = first ? [first.sql, ...times] : times;
    const compared = others.map(({ sql }) => sql);
    if (search !== undefined) compared.push(MATCHES_SEARCH);
    this.#otherConditions = [...compared, UNLESS_COMPLETED];
  }

  /** The last entry of the slice after `start`; undefined if it is the last slice. */
  async endOfSlice(start: Place | undefined): Promise<Place | undefined> {
    const { order } = this.#direction;
    const where = whereOf([...this.#indexedConditions, ...this.#afterStart(start)]);
    return this.#database.get<Place>(
      `SELECT entry.at, entry.id FROM audit_entry entry INDEXED BY ${this.#index} ${where}
        ORDER BY entry.at ${order}, entry.id ${order} LIMIT 1 OFFSET ${SLICE_ENTRIES - 1}`,
      { ...this.#params, ...placeParams('start', start) },
    );
  }

  /** The entries that match the filter, after `start`, up to and including `end`. */
  async slice(start: Place | undefined, end: Place | undefined, limit: number): Promise<readonly AuditEntry[]> {
    const { order } = this.#direction;
    const where = whereOf([
      ...this.#indexedConditions,
      ...this.#afterStart(start),
      ...this.#upToEnd(end),
      ...this.#otherConditions,
    ]);
    const rows = await this.#database.all<AuditRow & { begun_at: number | null }>(
      `SELECT entry.*, (SELECT begun.at FROM audit_entry begun WHERE begun.id = entry.begun_id) AS begun_at
        FROM audit_entry entry INDEXED BY ${this.#index} ${where}
        ORDER BY entry.at ${order}, entry.id ${order} LIMIT :limit`,
      { ...this.#params, ...placeParams('start', start), ...placeParams('end', end), limit },
    );
    return rows.map(entryOfRow);
  }

  /** The first condition lets the database use the index, which it would not do for an OR alone. */
  #afterStart(start: Place | undefined): readonly string[] {
    const { afterOperator: after } = this.#direction;
    if (!start) return [];
    return [`entry.at ${after}= :startAt`, `(entry.at ${after} :startAt OR entry.id ${after} :startId)`];
  }

  #upToEnd(end: Place | undefined): readonly string[] {
    const { beforeOperator: before } = this.#direction;
    if (!end) return [];
    return [`entry.at ${before}= :endAt`, `(entry.at ${before} :endAt OR entry.id ${before}= :endId)`];
  }
}

const MATCHES_SEARCH = `(entry.object_id = :search OR ${isLike('entry.object_name', ':pattern')}
  OR ${isLike('entry.actor_name', ':pattern')} OR ${isLike('entry.address', ':pattern')})`;

/** An action that has ended is listed once, with its final entry. */
const UNLESS_COMPLETED = `NOT (entry.outcome = 'begun'
  AND EXISTS (SELECT 1 FROM audit_entry final WHERE final.begun_id = entry.id))`;

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

function placeParams(name: 'start' | 'end', place: Place | undefined): Readonly<Record<string, number>> {
  return place ? { [`${name}At`]: place.at, [`${name}Id`]: place.id } : {};
}
