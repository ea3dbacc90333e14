// npm run gates [ROOT]: fails if a page passes a server action to components that do not say which permission it needs.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countOf } from '../count-of.ts';
import { findUngatedActions } from './ungated-actions.ts';

const root = process.argv[2] ?? resolve(fileURLToPath(import.meta.url), '../../../..');
const { checked, faults } = await findUngatedActions(root);
for (const fault of faults) console.error(fault);
console.log(`${countOf(checked, 'use')} of server actions, ${countOf(faults.length, 'violation')}`);
// If no use was found, the check did not work.
process.exit(faults.length > 0 || checked === 0 ? 1 : 0);
