import { z } from 'zod';
import { constantsInput } from '../export/export-input.ts';
import { mappingOrName } from '../export/mapping-input.ts';
import { DELIVERIES, type Delivery, REPEATS, type RepeatChoice } from '../job/job.ts';
import { type Priority, QUERY_ENGINES, type QueryEngine } from '../job/query.ts';
import type { Mapping } from '../record/field-target.ts';
import type { Constants } from '../record/plan.ts';
import type { Schedule } from '../schedule/schedule.ts';
import { nameInput } from '../text/name.ts';
import { wholeNumberInput } from '../text/whole-number.ts';

/** The export of a query's result. */
export interface QueryExport {
  /** A name means the saved mapping as it is when the query runs. */
  readonly mapping: Mapping | string;
  readonly constants: Constants;
  readonly authentication: number;
  /** Parameters of the connector. */
  readonly parameters: unknown;
  readonly alreadyAccepted: 'skip' | 'send';
  readonly delivery: Delivery;
  /** By default, the choice in the named mapping; if the mapping has none, all repeats are sent. */
  readonly repeats?: RepeatChoice | undefined;
}

/** What a person chooses for a query. */
export interface QueryChoice {
  readonly name: string;
  readonly database: string;
  readonly engine: QueryEngine;
  readonly sql: string;
  /** Null if the result is not sent. */
  readonly export: QueryExport | null;
  readonly priority: Priority;
  readonly retryLimit: number;
}

/** A named query, run manually or by its schedule. Times are milliseconds since 1970. */
export interface SavedQuery extends QueryChoice {
  readonly id: number;
  readonly schedule: Schedule | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Changes to a saved query. Absent members do not change. */
export type QueryChanges = Partial<QueryChoice>;

/** The saved query and planned time of a job. */
export interface PlannedQuery {
  readonly id: number;
  readonly name: string;
  readonly plannedAt: number;
}

const PRIORITY_RANGE = { min: -2, max: 2 } as const;
export const RETRIES = { min: 0, max: 999 } as const;
const MAX_SQL_LENGTH = 1_000_000;

const queryExportInput = z.object({
  mapping: mappingOrName.default({}),
  constants: constantsInput.default({}),
  authentication: z.int({ error: 'authentication_required' }).positive(),
  parameters: z.unknown(),
  alreadyAccepted: z.enum(['skip', 'send']).default('skip'),
  delivery: z.enum(DELIVERIES).default('at_least_once'),
  repeats: z.enum(REPEATS).optional(),
});

/** Shared by the form, the action, both APIs and the command line. The connector validates the parameters. */
export const queryInput = z.object({
  name: nameInput({ required: 'query_name_required', tooLong: 'query_name_too_long' }),
  database: z.string({ error: 'database_required' }).trim().min(1, 'database_required'),
  engine: z.enum(QUERY_ENGINES).default('duckdb'),
  sql: z
    .string({ error: 'query_empty' })
    .max(MAX_SQL_LENGTH, 'sql_too_long')
    .refine((sql) => sql.trim() !== '', 'query_empty'),
  export: queryExportInput.nullable().default(null),
  priority: wholeNumberInput(PRIORITY_RANGE)
    .transform((number) => number as Priority)
    .default(0),
  retryLimit: wholeNumberInput(RETRIES).default(0),
}) satisfies z.ZodType<QueryChoice>;

/** The text of a query that a person runs without saving it. */
export const sqlInput = queryInput.pick({ sql: true });
