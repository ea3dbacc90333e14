import { UserError } from './errors.ts';

/** What a person loaded before changing it. */
export interface Loaded {
  /** Its `updatedAt` then; undefined if later changes may be overwritten. */
  readonly ifUpdatedAt?: number | undefined;
}

/** Throws UserError `changed_meanwhile` if it was changed since. Call it in the transaction that saves. */
export function refuseStale(
  { name, updatedAt }: { readonly name: string; readonly updatedAt: number },
  { ifUpdatedAt }: Loaded,
): void {
  if (ifUpdatedAt === undefined || ifUpdatedAt === updatedAt) return;
  const now = new Date(updatedAt).toISOString();
  const [day, time] = now.split(/[T.]/);
  throw new UserError('changed_meanwhile', { name, time: `${day} ${time} UTC`, updated_at: now });
}
