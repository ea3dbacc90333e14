import { timestamp } from '../shapes/shape-registry.ts';

/** The `updated_at` that the client loaded. If it is outdated, the change is refused with `changed_meanwhile`. */
export const ifUpdatedAt = timestamp.transform((time) => Date.parse(time)).optional();
