import { timestamp } from '../shapes/shape-registry.ts';

/** The `updated_at` that was loaded: refused with `changed_meanwhile` if it is another one now. */
export const ifUpdatedAt = timestamp.transform((time) => Date.parse(time)).optional();
