import { z } from 'zod';

/** Yes or no, also as an address says it. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
