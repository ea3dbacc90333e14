import type { Route } from './route.ts';
import * as authentications from './routes/authentications.ts';
import * as exports from './routes/exports.ts';
import * as jobParts from './routes/job-parts.ts';
import * as jobs from './routes/jobs.ts';
import * as notifications from './routes/notifications.ts';
import * as product from './routes/product.ts';
import * as settings from './routes/settings.ts';
import * as uploads from './routes/uploads.ts';

/** All that the API can do. A new part is a file of routes and a name here, and a text for each. */
const parts = [authentications, uploads, exports, jobs, jobParts, settings, notifications, product];

export const routes: readonly Route[] = parts.flatMap((part) => Object.values<Route>(part));
