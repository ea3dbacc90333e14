// Finds, recognizes and hashes cells, and writes events. AssemblyScript, built by `npm run build:kernel`. Each call is
// described in lib/core/kernel/kernel.ts; the files with the same names in ../plain do the same in TypeScript.

import { append } from './append.ts';
import { hash, identify, queue } from './hash.ts';
import { index } from './index-rows.ts';
import { OUTPUTS } from './memory.ts';
import { compose, resolve } from './resolve.ts';

// The compiler does not find the files of `export … from`.
export { append, compose, hash, identify, index, queue, resolve };

/** The address of the output words of calls. */
export function outputs(): u32 {
  return OUTPUTS;
}

/** The first address that callers may use. */
export function freeFrom(): u32 {
  return <u32>__heap_base;
}
