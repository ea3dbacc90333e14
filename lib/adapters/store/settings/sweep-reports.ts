import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import type { SweepReport, SweepReports } from '../../../core/upload/sweep.ts';

/** The last result of each sweep, for other processes. */
export class SqliteSweepReports implements SweepReports {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  report(name: string, problem: string | null): void {
    this.#database
      .prepare(
        `INSERT INTO sweep (name, ran_at, problem) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at, problem = excluded.problem`,
      )
      .run(name, this.#clock.now(), problem);
  }

  list(): readonly SweepReport[] {
    return this.#database
      .prepare('SELECT name, ran_at AS ranAt, problem FROM sweep ORDER BY name')
      .all() as SweepReport[];
  }
}
