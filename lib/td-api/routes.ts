import type { TdRoute } from './route.ts';
import * as databases from './routes/databases.ts';
import * as jobs from './routes/jobs.ts';
import * as product from './routes/product.ts';
import * as results from './routes/results.ts';
import * as schedules from './routes/schedules.ts';

/** The supported part of TD's API. */
export const tdRoutes: readonly TdRoute[] = [jobs, results, schedules, databases, product].flatMap((module) =>
  Object.values<TdRoute>(module),
);
