import { z } from 'zod';

/** A boolean, also as text of a query. */
export const booleanInput = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
