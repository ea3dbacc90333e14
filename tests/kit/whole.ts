import { test } from 'vitest';

/** A long test of what another one covers in part: it runs in `npm run test:whole` alone. */
export const testInWhole = test.skipIf(process.env['TEST_WHOLE'] === undefined);
