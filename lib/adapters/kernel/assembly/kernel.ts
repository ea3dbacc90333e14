// The kernel: how cells are found, recognized, hashed and written, on bytes. AssemblyScript, built by `npm run build:kernel`;
// lib/core/kernel/kernel.ts tells what each call does, and the files with the same names in ../plain do the same in TypeScript.

import { append } from './append.ts';
import { hash, identify, queue } from './hash.ts';
import { index } from './index-rows.ts';
import { ANSWERS } from './memory.ts';
import { compose, resolve } from './resolve.ts';

// The compiler does not find the files of `export … from`.
export { append, compose, hash, identify, index, queue, resolve };

/** Where answers of calls are. */
export function answers(): u32 {
  return ANSWERS;
}

/** The first address that callers may use. */
export function freeFrom(): u32 {
  return <u32>__heap_base;
}
