import type { JobError, JobState } from '../job/job.ts';
import { CUSTOMERS } from './audience-database.ts';
import type { BuildColumn, BuildPlan } from './build-plan.ts';
import type { BuildResult } from './build-result.ts';

/** The job that builds a parent segment, with its result. Times are milliseconds since 1970. */
export interface Build {
  readonly job: number;
  readonly parentSegment: number;
  readonly state: JobState;
  readonly error: JobError | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Null until the build succeeds. */
  readonly result: BuildResult | null;
}

/** A table of a build with its columns, without the customer's id. */
export interface BuiltTable {
  /** `customers`, or `behavior_` and a name. */
  readonly table: string;
  /** The name that a person gave the table. */
  readonly name: string;
  readonly columns: readonly Pick<BuildColumn, 'name' | 'type' | 'group'>[];
  /** The column that time windows use; null if there is none. */
  readonly timeColumn: string | null;
}

/** The tables of a build: first the customers, then each behavior. */
export type BuiltTables = readonly BuiltTable[];

export function tablesOfPlan({ master, attributes, behaviors }: BuildPlan): BuiltTables {
  const all = [...master.columns, ...attributes.flatMap(({ columns }) => columns)];
  return [
    { table: CUSTOMERS, name: CUSTOMERS, columns: all.map(builtColumn), timeColumn: null },
    ...behaviors.map(({ table, name, columns, timeColumn }) => ({
      table,
      name,
      columns: columns.map(builtColumn),
      timeColumn,
    })),
  ];
}

function builtColumn({ name, type, group }: BuildColumn) {
  return { name, type, group };
}
