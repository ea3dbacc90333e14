import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Actor } from '../../../core/access/permission.ts';
import type { AuditEntry } from '../../../core/audit/audit-entry.ts';
import type { AuditFilter } from '../../../core/audit/audit-filter.ts';
import type { Database } from '../database/database.ts';
import { isLike, patternOf } from '../database/portable-sql.ts';
import { type AuditRow, entryOfRow, lastEntryId, timeOfEntry } from './audit-row.ts';

/** How many entries are examined before a pause for other work. */
const SLICE = 10_000;
const MAX_CHOICES = 500;

interface Place {
  readonly at: number;
  readonly id: number;
}

export interface AuditPage {
  readonly limit: number;
  /** `before`: only entries older than this one. `after`: only newer entries, those closest to it. */
  readonly before?: number | undefined;
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
    const direction = after === undefined ? OLDER : NEWER;
    const from = await this.#placeOf(after ?? before);
    const entries: AuditEntry[] = [];
    const search = new Search(this.#database, filter, direction);
    for (let place = from; entries.length < limit; ) {
      const end = await search.endOfSlice(place);
      entries.push(...(await search.slice(place, end, limit - entries.length)));
      if (end === undefined) break;
      place = end;
      await nextTurn();
    }
    return after === undefined ? entries : entries.reverse();
  }

  count(): Promise<number> {
    return lastEntryId(this.#database);
  }

  /** All actors, each with the newest name. */
  async actors(): Promise<readonly AuditEntry['actor'][]> {
    // Two statements, because with a comparison of pairs, SQLite scans all entries of an actor.
    const sql = 'SELECT actor_kind AS kind, actor_id AS id FROM audit_entry';
    const nextOfKindSql = `${sql} WHERE actor_kind = ? AND actor_id > ? ORDER BY actor_id LIMIT 1`;
    const firstAfterKindSql = `${sql} WHERE actor_kind > ? ORDER BY actor_kind, actor_id LIMIT 1`;
    const next = async ({ kind, id }: ActorKey) =>
      (await this.#database.get<ActorKey>(nextOfKindSql, [kind, id])) ??
      (await this.#database.get<ActorKey>(firstAfterKindSql, [kind]));
    const nameOfSql =
      'SELECT actor_name FROM audit_entry WHERE actor_kind = ? AND actor_id = ? ORDER BY at DESC LIMIT 1';
    const actors: AuditEntry['actor'][] = [];
    for (
      let actor = await this.#database.get<ActorKey>(firstAfterKindSql, ['']);
      actor && actors.length < MAX_CHOICES;
      actor = await next(actor)
    )
      actors.push({
        ...actor,
        name: (await this.#database.value<string | null>(nameOfSql, [actor.kind, actor.id])) ?? null,
      });
    return actors;
  }

  /** The ids of all actions that were done or attempted. */
  async actions(): Promise<readonly string[]> {
    const nextSql = 'SELECT action FROM audit_entry WHERE action > ? ORDER BY action LIMIT 1';
    const actions: string[] = [];
    for (
      let action = await this.#database.value<string>(nextSql, ['']);
      action !== undefined && actions.length < MAX_CHOICES;
      action = await this.#database.value<string>(nextSql, [action])
    )
      actions.push(action);
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
  /** The comparison of an entry that comes beyond a place in this order. */
  readonly beyond: '<' | '>';
  /** The comparison of an entry that is at a place or before it in this order. */
  readonly upTo: '>=' | '<=';
}
const OLDER: Direction = { order: 'DESC', beyond: '<', upTo: '>=' };
const NEWER: Direction = { order: 'ASC', beyond: '>', upTo: '<=' };

/** The statements of a filter: one index selects the entries, the other conditions are compared. */
class Search {
  readonly #database: Database;
  readonly #direction: Direction;
  readonly #params: Readonly<Record<string, unknown>>;
  readonly #index: string;
  /** The conditions that the index serves. */
  readonly #indexed: readonly string[];
  /** The other conditions. */
  readonly #rest: readonly string[];

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
    const equalities = [
      ...(actor ? [{ index: 'actor_kind_actor_id_at', sql: 'e.actor_kind = :kind AND e.actor_id = :actor' }] : []),
      ...(action === undefined ? [] : [{ index: 'action_at', sql: 'e.action = :action' }]),
      ...(outcome === undefined ? [] : [{ index: 'outcome_at', sql: 'e.outcome = :outcome' }]),
    ];
    const times = [
      ...(since === undefined ? [] : ['e.at >= :since']),
      ...(until === undefined ? [] : ['e.at < :until']),
    ];
    const [first, ...others] = equalities;
    this.#index = `audit_entry_${first?.index ?? 'at'}_idx`;
    this.#indexed = [...(first ? [first.sql] : []), ...times];
    this.#rest = [...others.map(({ sql }) => sql), ...(search === undefined ? [] : [MATCHES_SEARCH]), UNLESS_COMPLETED];
  }

  /** The last entry of the slice beyond a place; undefined if it is the last slice. */
  async endOfSlice(place: Place | undefined): Promise<Place | undefined> {
    const { order } = this.#direction;
    const where = whereOf([...this.#indexed, ...this.#beyond(place)]);
    return this.#database.get<Place>(
      `SELECT e.at, e.id FROM audit_entry e INDEXED BY ${this.#index} ${where}
        ORDER BY e.at ${order}, e.id ${order} LIMIT 1 OFFSET ${SLICE - 1}`,
      { ...this.#params, ...placeParams('from', place) },
    );
  }

  async slice(from: Place | undefined, to: Place | undefined, limit: number): Promise<readonly AuditEntry[]> {
    const { order, beyond, upTo } = this.#direction;
    const within = to ? [`(e.at ${beyond === '<' ? '>' : '<'} :toAt OR (e.at = :toAt AND e.id ${upTo} :toId))`] : [];
    const bounds = to ? [`e.at ${upTo} :toAt`] : [];
    const where = whereOf([...this.#indexed, ...this.#beyond(from), ...bounds, ...within, ...this.#rest]);
    const rows = await this.#database.all<AuditRow & { begun_at: number | null }>(
      `SELECT e.*, (SELECT b.at FROM audit_entry b WHERE b.id = e.begun_id) AS begun_at
        FROM audit_entry e INDEXED BY ${this.#index} ${where}
        ORDER BY e.at ${order}, e.id ${order} LIMIT :limit`,
      { ...this.#params, ...placeParams('from', from), ...placeParams('to', to), limit },
    );
    return rows.map(entryOfRow);
  }

  #beyond(place: Place | undefined): readonly string[] {
    const { beyond } = this.#direction;
    if (!place) return [];
    return [`e.at ${beyond}= :fromAt`, `(e.at ${beyond} :fromAt OR e.id ${beyond} :fromId)`];
  }
}

const MATCHES_SEARCH = `(e.object_id = :search OR ${isLike('e.object_name', ':pattern')} OR ${isLike('e.actor_name', ':pattern')}
  OR ${isLike('e.address', ':pattern')})`;

/** An action that has ended is listed once, with its final entry. */
const UNLESS_COMPLETED = `NOT (e.outcome = 'begun' AND EXISTS (SELECT 1 FROM audit_entry c WHERE c.begun_id = e.id))`;

function whereOf(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}

function placeParams(name: 'from' | 'to', place: Place | undefined): Readonly<Record<string, number>> {
  return place ? { [`${name}At`]: place.at, [`${name}Id`]: place.id } : {};
}
