import { userInfo } from 'node:os';
import type { Actor } from '../core/access/permission.ts';

/** A user of the machine who can read the data folder has the role of owner. */
export function shellActor(): Actor {
  return { kind: 'shell', id: String(process.getuid?.() ?? userInfo().username), role: 'owner' };
}
