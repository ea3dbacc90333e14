import type { ParentSegment, ParentSegmentChoice } from '../../../core/audience/parent-segment.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { QueryEngine } from '../../../core/job/query.ts';
import type { CronSchedule, Schedule } from '../../../core/schedule/schedule.ts';
import type { Database } from '../database/database.ts';
import { nextUpdate } from '../database/portable-sql.ts';
import type { Row } from '../database/row.ts';
import type { Schedules } from '../schedules/schedules.ts';

type ParentSegmentRow = Row<'parent_segment', { engine: QueryEngine }>;

/** Parent segments with their schedules. */
export class ParentSegments {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #schedules: Pick<Schedules, 'find' | 'all'>;

  constructor(database: Database, clock: Clock, schedules: Pick<Schedules, 'find' | 'all'>) {
    this.#database = database;
    this.#clock = clock;
    this.#schedules = schedules;
  }

  /** Creates a parent segment with the root folder of its segments. Throws UserError `parent_segment_name_taken`. */
  async create(choice: ParentSegmentChoice): Promise<ParentSegment> {
    return this.#database.transaction(async () => {
      await this.#refuseDuplicateName(choice.name);
      const id = await this.#database.value<number>(
        `INSERT INTO parent_segment (name, description, engine, tables, time_zone, created_at, updated_at)
          VALUES (:name, :description, :engine, :tables, :timeZone, :now, :now) RETURNING id`,
        this.#columnsOf(choice),
      );
      await this.#database.run(`INSERT INTO segment_folder (parent_segment_id, name) VALUES (?, '')`, [id]);
      return this.get(id as number);
    });
  }

  /**
   * Each change has a different `updatedAt`. Throws UserError `parent_segment_unknown` or
   * `parent_segment_name_taken`.
   */
  async change(id: number, choice: ParentSegmentChoice): Promise<ParentSegment> {
    return this.#database.transaction(async () => {
      if ((await this.get(id)).name !== choice.name) await this.#refuseDuplicateName(choice.name);
      await this.#database.run(
        `UPDATE parent_segment SET name = :name, description = :description, engine = :engine, tables = :tables,
          time_zone = :timeZone, updated_at = ${nextUpdate()} WHERE id = :id`,
        { ...this.#columnsOf(choice), id },
      );
      return this.get(id);
    });
  }

  async list(): Promise<readonly ParentSegment[]> {
    const rows = await this.#database.all<ParentSegmentRow>(
      'SELECT * FROM parent_segment ORDER BY fold_case(name), id',
    );
    const schedules = await this.#schedules.all('parent_segment');
    return rows.map((row) => parentSegmentOfRow(row, schedules.get(row.id) ?? null));
  }

  async find(id: number): Promise<ParentSegment | undefined> {
    return this.#parentSegmentOf(
      await this.#database.get<ParentSegmentRow>('SELECT * FROM parent_segment WHERE id = ?', [id]),
    );
  }

  /** Throws UserError `parent_segment_unknown`. */
  async get(id: number): Promise<ParentSegment> {
    const parentSegment = await this.find(id);
    if (!parentSegment) throw new UserError('parent_segment_unknown', { name: String(id) });
    return parentSegment;
  }

  async findByName(name: string): Promise<ParentSegment | undefined> {
    return this.#parentSegmentOf(
      await this.#database.get<ParentSegmentRow>('SELECT * FROM parent_segment WHERE name = ?', [name]),
    );
  }

  /**
   * Keeps the jobs of the parent segment's builds and activations; deletes all its other rows, such as its segments.
   */
  async delete(id: number): Promise<void> {
    const { changes } = await this.#database.run('DELETE FROM parent_segment WHERE id = ?', [id]);
    if (changes === 0) throw new UserError('parent_segment_unknown', { name: String(id) });
  }

  async #parentSegmentOf(row: ParentSegmentRow | undefined): Promise<ParentSegment | undefined> {
    return row && parentSegmentOfRow(row, await this.#schedules.find({ kind: 'parent_segment', id: row.id }));
  }

  #columnsOf({ name, description, engine, timeZone, master, attributes, behaviors }: ParentSegmentChoice) {
    const tables = JSON.stringify({ master, attributes, behaviors });
    return { name, description, engine, timeZone, tables, now: this.#clock.now() };
  }

  async #refuseDuplicateName(name: string): Promise<void> {
    if (await this.findByName(name)) throw new UserError('parent_segment_name_taken', { name }, { field: 'name' });
  }
}

function parentSegmentOfRow(row: ParentSegmentRow, schedule: Schedule | null): ParentSegment {
  const tables = JSON.parse(row.tables) as Pick<ParentSegmentChoice, 'master' | 'attributes' | 'behaviors'>;
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    engine: row.engine,
    timeZone: schedule?.timeZone ?? row.time_zone,
    master: tables.master,
    attributes: tables.attributes,
    behaviors: tables.behaviors,
    schedule: schedule as CronSchedule | null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
