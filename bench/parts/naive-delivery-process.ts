// The naive design against the other side at its cheapest. FILE
import { once } from 'node:events';
import { Program } from '../../torture/kit/process.ts';
import { told } from '../kit/measure.ts';

const other = new Program('bench/kit/drain-process.ts', []);
const [{ url }] = (await once(other.child, 'message')) as [{ url: string }];
process.send?.(await told('bench/parts/naive-process.ts', [process.argv[2] ?? '', url]));
other.signal('SIGKILL');
