/** From the least to the most. Each role may do all that the ones before it may. */
export const ROLES = ['viewer', 'operator', 'admin', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** The least role that each permission needs. `values.show` covers every way to read values of customers. */
export const LEAST_ROLES = {
  'product.read': 'viewer',
  'authentications.read': 'viewer',
  'authentications.test': 'operator',
  'authentications.manage': 'admin',
  'uploads.read': 'viewer',
  'uploads.write': 'operator',
  'mappings.read': 'viewer',
  'mappings.write': 'operator',
  'reviews.read': 'viewer',
  'reviews.write': 'operator',
  'exports.create': 'operator',
  'databases.read': 'viewer',
  'databases.write': 'operator',
  'queries.read': 'viewer',
  'queries.write': 'operator',
  'queries.run': 'operator',
  'schedules.read': 'viewer',
  'schedules.write': 'operator',
  'jobs.read': 'viewer',
  'jobs.control': 'operator',
  'values.show': 'operator',
  'settings.read': 'viewer',
  'settings.manage': 'admin',
  'notifications.read': 'viewer',
  'notifications.manage': 'admin',
  'keys.read': 'admin',
  'keys.manage': 'admin',
} as const satisfies Readonly<Record<string, Role>>;
export type Permission = keyof typeof LEAST_ROLES;

/** Who performs a command. `id` names a person, a key or the process; it is written to logs and never secret. */
export interface Actor {
  readonly kind: 'shell' | 'key' | 'person' | 'system';
  readonly id: string;
  readonly role: Role;
}

export function hasPermission({ role }: Pick<Actor, 'role'>, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLES[permission]);
}
