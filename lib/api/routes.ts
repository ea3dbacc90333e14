import * as authentications from '../commands/rows/authentications.ts';
import * as databases from '../commands/rows/databases.ts';
import * as exports from '../commands/rows/exports.ts';
import * as jobParts from '../commands/rows/job-parts.ts';
import * as jobs from '../commands/rows/jobs.ts';
import * as mappings from '../commands/rows/mappings.ts';
import * as notifications from '../commands/rows/notifications.ts';
import * as product from '../commands/rows/product.ts';
import * as queries from '../commands/rows/queries.ts';
import * as results from '../commands/rows/results.ts';
import * as reviews from '../commands/rows/reviews.ts';
import * as schedules from '../commands/rows/schedules.ts';
import * as settings from '../commands/rows/settings.ts';
import * as tables from '../commands/rows/tables.ts';
import * as uploads from '../commands/rows/uploads.ts';
import type { Route } from './route.ts';

/** All operations of the API. A new file of routes is added here, with a text for each operation. */
const parts = [
  authentications,
  uploads,
  mappings,
  reviews,
  exports,
  databases,
  tables,
  queries,
  schedules,
  jobs,
  jobParts,
  results,
  settings,
  notifications,
  product,
];

export const routes: readonly Route[] = parts.flatMap((part) => Object.values<Route>(part));
