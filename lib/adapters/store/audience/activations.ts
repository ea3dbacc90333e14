import type { Database } from 'better-sqlite3';
import type { ActivationOutput } from '../../../core/audience/activation/activation.ts';
import type {
  Activation,
  ActivationChoice,
  ActivationPlace,
} from '../../../core/audience/activation/saved-activation.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import type { Tables } from '../database/tables.ts';
import type { SqliteSchedules } from '../schedules/schedules.ts';

type ActivationRow = Tables['activation'];

const SELECT_PLACE = `SELECT activation.id, activation.name, segment_id AS segment, segment.name AS segmentName,
    segment.parent_segment_id AS parentSegment
  FROM activation JOIN segment ON segment.id = segment_id`;

/** Activations with their schedules. */
export class SqliteActivations {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #schedules: Pick<SqliteSchedules, 'find' | 'all'>;

  constructor(database: Database, clock: Clock, schedules: Pick<SqliteSchedules, 'find' | 'all'>) {
    this.#database = database;
    this.#clock = clock;
    this.#schedules = schedules;
  }

  /** Throws UserError `activation_name_taken`. */
  create(segment: number, choice: ActivationChoice): Activation {
    const create = this.#database.transaction(() => {
      this.#refuseDuplicate(segment, choice.name);
      return this.#database
        .prepare<[Record<string, unknown>], number>(
          `INSERT INTO activation (segment_id, name, description, authentication_id, parameters, output, created_at, updated_at)
           VALUES (:segment, :name, :description, :authentication, :parameters, :output, :now, :now) RETURNING id`,
        )
        .pluck()
        .get({ ...this.#columnsOf(choice), segment }) as number;
    });
    return this.get(create.immediate());
  }

  /** No two changes have the same time. Throws UserErrors `activation_unknown` and `activation_name_taken`. */
  change(id: number, choice: ActivationChoice): Activation {
    const change = this.#database.transaction(() => {
      this.#refuseDuplicate(this.get(id).segment, choice.name, id);
      this.#database
        .prepare(
          `UPDATE activation SET name = :name, description = :description, authentication_id = :authentication,
             parameters = :parameters, output = :output, updated_at = max(:now, updated_at + 1) WHERE id = :id`,
        )
        .run({ ...this.#columnsOf(choice), id });
    });
    change.immediate();
    return this.get(id);
  }

  /** All of the segments of a parent segment, in the order of names. */
  list(parentSegment: number): readonly Activation[] {
    const rows = this.#database
      .prepare(
        `SELECT activation.* FROM activation JOIN segment ON segment.id = segment_id WHERE parent_segment_id = ?
         ORDER BY activation.name COLLATE NOCASE, activation.id`,
      )
      .all(parentSegment) as ActivationRow[];
    const schedules = this.#schedules.all('activation');
    return rows.map((row) => activationOfRow(row, schedules.get(row.id) ?? null));
  }

  /** How many each segment of a parent segment has. Segments without any are missing. */
  counts(parentSegment: number): ReadonlyMap<number, number> {
    const rows = this.#database
      .prepare<[number], { segment: number; activations: number }>(
        `SELECT segment_id AS segment, count(*) AS activations FROM activation JOIN segment ON segment.id = segment_id
         WHERE parent_segment_id = ? GROUP BY 1`,
      )
      .all(parentSegment);
    return new Map(rows.map(({ segment, activations }) => [segment, activations]));
  }

  find(id: number): Activation | undefined {
    const row = this.#database.prepare('SELECT * FROM activation WHERE id = ?').get(id) as ActivationRow | undefined;
    return row && activationOfRow(row, this.#schedules.find({ kind: 'activation', id }));
  }

  /** Throws UserError `activation_unknown`. */
  get(id: number): Activation {
    const found = this.find(id);
    if (!found) throw new UserError('activation_unknown', { name: String(id) });
    return found;
  }

  /** Keeps its jobs; deletes its schedule and its planned runs. */
  delete(id: number): void {
    const { changes } = this.#database.prepare('DELETE FROM activation WHERE id = ?').run(id);
    if (changes === 0) throw new UserError('activation_unknown', { name: String(id) });
  }

  /** The activation of a job; undefined for other jobs, and if it was deleted since. */
  ofJob(job: number): ActivationPlace | undefined {
    return this.#database
      .prepare<[number], ActivationPlace>(
        `${SELECT_PLACE} JOIN planned_run ON activation_id = activation.id WHERE job_id = ?`,
      )
      .get(job);
  }

  /** All of all parent segments, in the order of names. */
  places(): readonly ActivationPlace[] {
    return this.#database
      .prepare<[], ActivationPlace>(`${SELECT_PLACE} ORDER BY activation.name COLLATE NOCASE, activation.id`)
      .all();
  }

  #columnsOf({ parameters, output, ...choice }: ActivationChoice) {
    const { name, description, authentication } = choice;
    return {
      ...{ name, description, authentication, now: this.#clock.now() },
      ...{ parameters: JSON.stringify(parameters ?? {}), output: JSON.stringify(output) },
    };
  }

  #refuseDuplicate(segment: number, name: string, except = 0): void {
    const sql = 'SELECT 1 FROM activation WHERE segment_id = ? AND name = ? AND id <> ?';
    if (this.#database.prepare(sql).get(segment, name, except) !== undefined)
      throw new UserError('activation_name_taken', { name }, { field: 'name' });
  }
}

function activationOfRow(row: ActivationRow, schedule: Schedule | null): Activation {
  return {
    ...{ id: row.id, segment: row.segment_id, name: row.name, description: row.description, schedule },
    authentication: row.authentication_id,
    parameters: JSON.parse(row.parameters),
    output: JSON.parse(row.output) as ActivationOutput,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
