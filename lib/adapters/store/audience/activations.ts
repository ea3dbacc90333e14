import type { ActivationOutput } from '../../../core/audience/activation/activation.ts';
import type {
  Activation,
  ActivationChoice,
  ActivationPlace,
} from '../../../core/audience/activation/saved-activation.ts';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import type { Database } from '../database/database.ts';
import { nextUpdate } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';
import type { Schedules } from '../schedules/schedules.ts';

type ActivationRow = Tables['activation'];

const SELECT_PLACE = `SELECT activation.id, activation.name, segment_id AS segment, segment.name AS segmentName,
    segment.parent_segment_id AS parentSegment
  FROM activation JOIN segment ON segment.id = segment_id`;

/** The segment and parent segment of an activation; undefined if there is no such activation. */
export function findActivationPlace(database: Database, id: number): Promise<ActivationPlace | undefined> {
  return database.get<ActivationPlace>(`${SELECT_PLACE} WHERE activation.id = ?`, [id]);
}

/** Activations with their schedules. */
export class Activations {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #schedules: Pick<Schedules, 'find' | 'all'>;

  constructor(database: Database, clock: Clock, schedules: Pick<Schedules, 'find' | 'all'>) {
    this.#database = database;
    this.#clock = clock;
    this.#schedules = schedules;
  }

  /** Throws UserError `activation_name_taken`. */
  async create(segment: number, choice: ActivationChoice): Promise<Activation> {
    return this.#database.transaction(async () => {
      await this.#refuseDuplicate(segment, choice.name);
      const id = await this.#database.value<number>(
        `INSERT INTO activation (segment_id, name, description, authentication_id, parameters, output, created_at, updated_at)
          VALUES (:segment, :name, :description, :authentication, :parameters, :output, :now, :now) RETURNING id`,
        { ...this.#columnsOf(choice), segment },
      );
      return this.get(id as number);
    });
  }

  /** Each change has a different `updatedAt`. Throws UserError `activation_unknown` or `activation_name_taken`. */
  async change(id: number, choice: ActivationChoice): Promise<Activation> {
    return this.#database.transaction(async () => {
      await this.#refuseDuplicate((await this.get(id)).segment, choice.name, id);
      await this.#database.run(
        `UPDATE activation SET name = :name, description = :description, authentication_id = :authentication,
          parameters = :parameters, output = :output, updated_at = ${nextUpdate()} WHERE id = :id`,
        { ...this.#columnsOf(choice), id },
      );
      return this.get(id);
    });
  }

  /** All activations of a parent segment's segments, ordered by name. */
  async list(parentSegment: number): Promise<readonly Activation[]> {
    const rows = await this.#database.all<ActivationRow>(
      `SELECT activation.* FROM activation JOIN segment ON segment.id = segment_id WHERE parent_segment_id = ?
        ORDER BY fold_case(activation.name), activation.id`,
      [parentSegment],
    );
    const schedules = await this.#schedules.all('activation');
    return rows.map((row) => activationOfRow(row, schedules.get(row.id) ?? null));
  }

  /** The number of activations of each segment of a parent segment. Segments without activations are left out. */
  async counts(parentSegment: number): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#database.all<Pick<ActivationRow, 'segment_id'> & { readonly activations: number }>(
      `SELECT segment_id, count(*) AS activations FROM activation JOIN segment ON segment.id = segment_id
        WHERE parent_segment_id = ? GROUP BY segment_id`,
      [parentSegment],
    );
    return new Map(rows.map(({ segment_id, activations }) => [segment_id, activations]));
  }

  async find(id: number): Promise<Activation | undefined> {
    const row = await this.#database.get<ActivationRow>('SELECT * FROM activation WHERE id = ?', [id]);
    return row && activationOfRow(row, await this.#schedules.find({ kind: 'activation', id }));
  }

  /** Throws UserError `activation_unknown`. */
  async get(id: number): Promise<Activation> {
    const activation = await this.find(id);
    if (!activation) throw new UserError('activation_unknown', { name: String(id) });
    return activation;
  }

  /** Keeps the jobs of the activation; deletes its schedule and its planned runs. */
  async delete(id: number): Promise<void> {
    const { changes } = await this.#database.run('DELETE FROM activation WHERE id = ?', [id]);
    if (changes === 0) throw new UserError('activation_unknown', { name: String(id) });
  }

  /** The activation of a job; undefined if the job belongs to none, or if the activation has been deleted. */
  ofJob(job: number): Promise<ActivationPlace | undefined> {
    return this.#database.get<ActivationPlace>(
      `${SELECT_PLACE} JOIN planned_run ON activation_id = activation.id WHERE job_id = ?`,
      [job],
    );
  }

  /** The activations of all parent segments, ordered by name. */
  places(): Promise<readonly ActivationPlace[]> {
    return this.#database.all<ActivationPlace>(`${SELECT_PLACE} ORDER BY fold_case(activation.name), activation.id`);
  }

  #columnsOf({ name, description, authentication, parameters, output }: ActivationChoice) {
    return {
      name,
      description,
      authentication,
      parameters: JSON.stringify(parameters ?? {}),
      output: JSON.stringify(output),
      now: this.#clock.now(),
    };
  }

  async #refuseDuplicate(segment: number, name: string, except = 0): Promise<void> {
    const sql = 'SELECT 1 FROM activation WHERE segment_id = ? AND name = ? AND id <> ?';
    if ((await this.#database.get(sql, [segment, name, except])) !== undefined)
      throw new UserError('activation_name_taken', { name }, { field: 'name' });
  }
}

function activationOfRow(row: ActivationRow, schedule: Schedule | null): Activation {
  return {
    id: row.id,
    segment: row.segment_id,
    name: row.name,
    description: row.description,
    schedule,
    authentication: row.authentication_id,
    parameters: JSON.parse(row.parameters),
    output: JSON.parse(row.output) as ActivationOutput,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
