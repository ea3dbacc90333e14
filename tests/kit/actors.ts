import type { Actor } from '../../lib/core/access/permission.ts';

export const OWNER: Actor = { kind: 'person', id: 'test', role: 'owner' };
export const OPERATOR: Actor = { kind: 'person', id: 'test', role: 'operator' };
