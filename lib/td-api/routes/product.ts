import { z } from 'zod';
import { defineTdRoute } from '../route.ts';

/** Clients send no key with this request. */
export const serverStatus = defineTdRoute({
  permission: 'product.read',
  effect: 'reads',
  action: 'getStatus',
  method: 'GET',
  path: '/system/server_status',
  input: z.object({}),
  needsNoKey: true,
  run: () => ({ status: 'ok' }),
});
