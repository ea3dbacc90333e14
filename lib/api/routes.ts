import type { Route } from './route.ts';
import * as authentications from './routes/authentications.ts';
import * as databases from './routes/databases.ts';
import * as exports from './routes/exports.ts';
import * as jobParts from './routes/job-parts.ts';
import * as jobs from './routes/jobs.ts';
import * as mappings from './routes/mappings.ts';
import * as notifications from './routes/notifications.ts';
import * as product from './routes/product.ts';
import * as queries from './routes/queries.ts';
import * as results from './routes/results.ts';
import * as reviews from './routes/reviews.ts';
import * as schedules from './routes/schedules.ts';
import * as settings from './routes/settings.ts';
import * as tables from './routes/tables.ts';
import * as uploads from './routes/uploads.ts';

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
