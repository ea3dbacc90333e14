import type { Database } from 'better-sqlite3';
import type { ParentSegment, ParentSegmentChoice } from '../../../core/audience/parent-segment.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { QueryEngine } from '../../../core/job/query.ts';
import type { CronSchedule, Schedule } from '../../../core/schedule/schedule.ts';
import type { Row } from '../database/row.ts';
import type { SqliteSchedules } from '../schedules/schedules.ts';

/** A row of the table `parent_segment`, as returned by better-sqlite3. */
type ParentSegmentRow = Row<'parent_segment', { engine: QueryEngine }>;

/** Parent segments with their schedules. */
export class SqliteParentSegments {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #schedules: Pick<SqliteSchedules, 'find' | 'all'>;

  constructor(database: Database, clock: Clock, schedules: Pick<SqliteSchedules, 'find' | 'all'>) {
    this.#database = database;
    this.#clock = clock;
    this.#schedules = schedules;
  }

  /** With the root folder of its segments. Throws UserError `parent_segment_name_taken`. */
  create(choice: ParentSegmentChoice): ParentSegment {
    const insert = this.#database.prepare<[Record<string, unknown>], number>(
      `INSERT INTO parent_segment (name, description, engine, tables, created_at, updated_at)
       VALUES (:name, :description, :engine, :tables, :now, :now) RETURNING id`,
    );
    const create = this.#database.transaction(() => {
      this.#refuseDuplicateName(choice.name);
      const id = insert.pluck().get(this.#columnsOf(choice)) as number;
      this.#database.prepare(`INSERT INTO segment_folder (parent_segment_id, name) VALUES (?, '')`).run(id);
      return id;
    });
    return this.get(create.immediate());
  }

  /** No two changes have the same time. Throws UserErrors `parent_segment_unknown` and `parent_segment_name_taken`. */
  change(id: number, choice: ParentSegmentChoice): ParentSegment {
    const change = this.#database.transaction(() => {
      if (this.get(id).name !== choice.name) this.#refuseDuplicateName(choice.name);
      this.#database
        .prepare(
          `UPDATE parent_segment SET name = :name, description = :description, engine = :engine, tables = :tables,
             updated_at = max(:now, updated_at + 1) WHERE id = :id`,
        )
        .run({ ...this.#columnsOf(choice), id });
    });
    change.immediate();
    return this.get(id);
  }

  list(): readonly ParentSegment[] {
    const rows = this.#database.prepare('SELECT * FROM parent_segment ORDER BY name COLLATE NOCASE, id').all();
    const schedules = this.#schedules.all('parent_segment');
    return (rows as ParentSegmentRow[]).map((row) => parentSegmentOfRow(row, schedules.get(row.id) ?? null));
  }

  find(id: number): ParentSegment | undefined {
    return this.#parentSegmentOf(this.#database.prepare('SELECT * FROM parent_segment WHERE id = ?').get(id));
  }

  /** Throws UserError `parent_segment_unknown`. */
  get(id: number): ParentSegment {
    const found = this.find(id);
    if (!found) throw new UserError('parent_segment_unknown', { name: String(id) });
    return found;
  }

  findByName(name: string): ParentSegment | undefined {
    return this.#parentSegmentOf(this.#database.prepare('SELECT * FROM parent_segment WHERE name = ?').get(name));
  }

  /** Keeps the jobs of its builds; deletes its schedule and what its builds found. */
  delete(id: number): void {
    const { changes } = this.#database.prepare('DELETE FROM parent_segment WHERE id = ?').run(id);
    if (changes === 0) throw new UserError('parent_segment_unknown', { name: String(id) });
  }

  #parentSegmentOf(found: unknown): ParentSegment | undefined {
    const row = found as ParentSegmentRow | undefined;
    return row && parentSegmentOfRow(row, this.#schedules.find({ kind: 'parent_segment', id: row.id }));
  }

  #columnsOf({ name, description, engine, master, attributes, behaviors }: ParentSegmentChoice) {
    const tables = JSON.stringify({ master, attributes, behaviors });
    return { name, description, engine, tables, now: this.#clock.now() };
  }

  #refuseDuplicateName(name: string): void {
    if (this.findByName(name)) throw new UserError('parent_segment_name_taken', { name }, { field: 'name' });
  }
}

function parentSegmentOfRow(row: ParentSegmentRow, schedule: Schedule | null): ParentSegment {
  const { id, name, description, engine } = row;
  const tables = JSON.parse(row.tables) as Pick<ParentSegmentChoice, 'master' | 'attributes' | 'behaviors'>;
  const times = { createdAt: row.created_at, updatedAt: row.updated_at };
  return { id, name, description, engine, ...tables, schedule: schedule as CronSchedule | null, ...times };
}
