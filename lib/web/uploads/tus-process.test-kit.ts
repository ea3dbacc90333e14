// node tus-process.test-kit.ts: serves uploads, as a web process does, until it is killed or its parent ends; sends
// its origin to its parent.
import { readEnv } from '../../env.ts';
import { openRuntime } from '../../runtime/runtime.ts';
import { LOOPBACK_OWNER } from '../visitor.ts';
import { serveTus } from './tus-server.test-kit.ts';

const runtime = await openRuntime(readEnv(), 'web');
const { origin } = await serveTus(runtime, async () => LOOPBACK_OWNER.actor);
process.send?.(origin);
process.once('disconnect', () => process.exit());
