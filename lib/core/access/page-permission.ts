import type { Permission } from './permission.ts';

/**
 * The pages that not every role may open, by route, with the permission they need. All other pages show only what every
 * role may read.
 */
const PAGE_NEEDS = {
  '/exports/new': 'uploads.write',
  '/exports/new/[uploadId]/header': 'uploads.write',
  '/exports/new/[uploadId]/sheet': 'uploads.write',
  '/exports/new/[uploadId]/send': 'exports.create',
  '/jobs/[jobId]/fix': 'reviews.write',
  '/workbench/queries/new': 'queries.write',
  '/workbench/upload': 'databases.write',
  '/workbench/parent-segments/new': 'audiences.write',
  '/workbench/parent-segments/[parentSegmentId]/edit': 'audiences.write',
  '/workbench/workflows/new': 'workflows.write',
  '/workbench/workflows/attempts/[attemptId]/log': 'values.show',
  '/audience/[parentSegmentId]/segments/new': 'audiences.write',
  '/audience/[parentSegmentId]/segments/[segmentId]/activations/new': 'audiences.write',
  '/audience/[parentSegmentId]/segments/[segmentId]/activations/[activationId]/edit': 'audiences.write',
  '/settings/people': 'people.manage',
  '/settings/api-keys': 'keys.read',
  '/settings/audit': 'audit.read',
} as const satisfies Readonly<Record<string, Permission>>;
export type GatedRoute = keyof typeof PAGE_NEEDS;

export function needsOfRoute(route: GatedRoute): Permission {
  return PAGE_NEEDS[route];
}

/** The permission of each of these pages, by a pattern that its paths match. */
const PATTERNS = Object.entries(PAGE_NEEDS).map(([route, needs]) => ({
  path: new RegExp(`^${route.replaceAll(/\[\w+\]/g, '[^/]+')}$`),
  needs,
}));

/** The address of the catalog with an open dialog that creates an authentication. */
const NEW_AUTHENTICATION = /^\/integrations\/catalog\?(?:.*&)?new=/;

/** The paths of files with values of customers. */
const FILE_WITH_VALUES = /\/(?:(?:rejected|invalid)\.csv|result\.(?:csv|json)|attempts\/[^/]+\/log\.txt)$/;

/** The permission that the page or file at an address needs; undefined if every role may open it. */
export function needsOfPage(href: string): Permission | undefined {
  if (NEW_AUTHENTICATION.test(href)) return 'authentications.manage';
  const path = href.split(/[?#]/, 1)[0] ?? '';
  if (FILE_WITH_VALUES.test(path)) return 'values.show';
  return PATTERNS.find((page) => page.path.test(path))?.needs;
}
