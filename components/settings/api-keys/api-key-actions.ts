import type { ApiKey } from '#lib/core/access/api-key.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export interface ApiKeysProps {
  keys: readonly ApiKey[];
  create: (input: unknown) => Promise<ActionResult<{ readonly key: string }>>;
  rotate: (input: unknown) => Promise<ActionResult<{ readonly key: string }>>;
  /** Reactivates a key that was suspended by the restore of a backup. */
  confirm: (input: unknown) => Promise<ActionResult<unknown>>;
  revoke: (input: unknown) => Promise<ActionResult<unknown>>;
}
