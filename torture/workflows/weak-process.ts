// Runs one attempt as a shell does, but with a faulty store: STORE ATTEMPT.

import { readEnv } from '#lib/env.ts';
import { followAttempt } from '#lib/operations/workflow/control-attempt.ts';
import { openRuntime } from '#lib/runtime/runtime.ts';
import { attemptControlOf } from '#lib/runtime/workflow/attempts.ts';
import { weakStores } from './weak-stores.ts';

const [name = '', attempt = ''] = process.argv.slice(2);
const store = weakStores[name];
if (!store) throw new Error(`There is no store ${name}.`);

const runtime = await openRuntime(readEnv(), 'control');
store.weaken(runtime);
await followAttempt(attemptControlOf(runtime), Number(attempt), new AbortController().signal);
await runtime.close();
process.exit(0);
