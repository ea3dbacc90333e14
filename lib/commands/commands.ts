import type { Command } from './command.ts';
import * as consoleExports from './console/exports.ts';
import * as authentications from './rows/authentications.ts';
import * as databases from './rows/databases.ts';
import * as exports from './rows/exports.ts';
import * as jobParts from './rows/job-parts.ts';
import * as jobs from './rows/jobs.ts';
import * as mappings from './rows/mappings.ts';
import * as notifications from './rows/notifications.ts';
import * as product from './rows/product.ts';
import * as queries from './rows/queries.ts';
import * as results from './rows/results.ts';
import * as reviews from './rows/reviews.ts';
import * as schedules from './rows/schedules.ts';
import * as settings from './rows/settings.ts';
import * as tables from './rows/tables.ts';
import * as uploads from './rows/uploads.ts';

const modules: readonly Readonly<Record<string, unknown>>[] = [
  consoleExports,
  authentications,
  databases,
  exports,
  jobParts,
  jobs,
  mappings,
  notifications,
  product,
  queries,
  results,
  reviews,
  schedules,
  settings,
  tables,
  uploads,
];

/** Every command of the product. A test finds the files that are missing here. */
export const commands: readonly Command[] = modules.flatMap((module) => Object.values(module).filter(isCommand));

function isCommand(value: unknown): value is Command {
  return typeof value === 'object' && value !== null && 'permission' in value && 'run' in value;
}
