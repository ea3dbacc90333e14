import type { Clock } from '../../../core/clock.ts';
import type { SweepReport, SweepReports } from '../../../core/upload/sweep.ts';
import type { Database } from '../database/database.ts';

/** The last result of each sweep, by name. */
export function sweepReports(database: Database): Promise<readonly SweepReport[]> {
  return database.all<SweepReport>('SELECT name, ran_at AS ranAt, problem FROM sweep ORDER BY name');
}

/** Stores the results of sweeps, for other processes. */
export class SweepReportStore implements SweepReports {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async report(name: string, problem: string | null): Promise<void> {
    await this.#database.run(
      `INSERT INTO sweep (name, ran_at, problem) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at, problem = excluded.problem`,
      [name, this.#clock.now(), problem],
    );
  }
}
