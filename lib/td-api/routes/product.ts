import { z } from 'zod';
import { tdRoute } from '../route.ts';

/** Clients ask for it without a key. */
export const serverStatus = tdRoute({
  method: 'GET',
  path: '/system/server_status',
  input: z.object({}),
  needsNoKey: true,
  run: () => ({ status: 'ok' }),
});
