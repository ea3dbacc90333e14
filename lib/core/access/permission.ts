/** From the fewest to the most permissions; each role includes those before it. */
export const ROLES = ['viewer', 'operator', 'admin', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** Once the console has an owner, a visitor who is not signed in is anonymous. */
export type ActorRole = Role | 'anonymous';
/** From the fewest to the most permissions. */
const RANKS: readonly ActorRole[] = ['anonymous', ...ROLES];

/** The minimum role for each permission. `values.show` covers every way to read values of customers. */
export const MINIMUM_ROLES = {
  'sessions.begin': 'anonymous',
  'sessions.own': 'viewer',
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
  'audiences.read': 'viewer',
  'audiences.write': 'operator',
  'audiences.run': 'operator',
  'workflows.read': 'viewer',
  'workflows.write': 'operator',
  'workflows.run': 'operator',
  'jobs.read': 'viewer',
  'jobs.control': 'operator',
  'values.show': 'operator',
  'settings.read': 'viewer',
  'settings.manage': 'admin',
  'notifications.read': 'viewer',
  'notifications.manage': 'admin',
  'backups.create': 'owner',
  'encryption.manage': 'owner',
  'people.manage': 'admin',
  'keys.read': 'admin',
  'keys.manage': 'admin',
  'audit.read': 'admin',
} as const satisfies Readonly<Record<string, ActorRole>>;
export type Permission = keyof typeof MINIMUM_ROLES;

/** Who performs a command. */
export interface Actor {
  readonly kind: 'shell' | 'key' | 'person' | 'system';
  /** Identifies the person, the key or the process. It is written to logs, so it must not be a secret. */
  readonly id: string;
  readonly role: ActorRole;
  /** The session of a person who has signed in, and when the person last proved their identity in it. */
  readonly session?: { readonly id: number; readonly provedAt: number } | undefined;
  /** Where a request comes from; undefined for a shell and for the product itself. */
  readonly from?: Origin | undefined;
}

interface Origin {
  /** The client's network address. */
  readonly address: string;
  /** The ID of the session of a person who is signed in. */
  readonly session?: number | null;
}

export function hasPermission({ role }: Pick<Actor, 'role'>, permission: Permission): boolean {
  return RANKS.indexOf(role) >= RANKS.indexOf(MINIMUM_ROLES[permission]);
}
