import { UserError } from './errors.ts';

/** The version of an object on which a change of it is based. */
export interface Loaded {
  /** The object's `updatedAt` when it was loaded; undefined if later changes may be overwritten. */
  readonly ifUpdatedAt?: number | undefined;
}

/** Throws UserError `changed_meanwhile` if the object was changed since. Call it in the transaction that saves. */
export function refuseStale(
  { name, updatedAt }: { readonly name: string; readonly updatedAt: number },
  { ifUpdatedAt }: Loaded,
): void {
  if (ifUpdatedAt === undefined || ifUpdatedAt === updatedAt) return;
  const changedAt = new Date(updatedAt).toISOString();
  const time = `${changedAt.slice(0, 'YYYY-MM-DDThh:mm:ss'.length).replace('T', ' ')} UTC`;
  throw new UserError('changed_meanwhile', { name, time, updated_at: changedAt });
}
