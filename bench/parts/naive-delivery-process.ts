// The naive design, sending to a receiver. Arguments: FILE
import { once } from 'node:events';
import { Program } from '../../torture/kit/process.ts';
import { runForMessage } from '../kit/measure.ts';

const receiver = new Program('bench/kit/receiver-process.ts', []);
const [{ url }] = (await once(receiver.child, 'message')) as [{ url: string }];
process.send?.(await runForMessage('bench/parts/naive-process.ts', [process.argv[2] ?? '', url]));
receiver.signal('SIGKILL');
